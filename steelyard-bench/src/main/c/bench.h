/* What the stub and the load generator share: a clock, a heap of timers, and dying with a message. */
#ifndef BENCH_H
#define BENCH_H

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STAMP_DIGITS 19
#define NEVER UINT64_MAX

static inline uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static inline void die(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static inline void *grown(void *old, size_t bytes) {
    void *p = realloc(old, bytes);
    if (!p) die("memory");
    return p;
}

/* One timer for each of a fixed number of owners. A binary heap; place[owner] is -1 while its timer is off. */
struct timers {
    int *owner, *place, size;
    uint64_t *due;
};

static inline void timers_init(struct timers *t, int owners) {
    t->owner = grown(NULL, sizeof(int) * (size_t)owners);
    t->place = grown(NULL, sizeof(int) * (size_t)owners);
    t->due = grown(NULL, sizeof(uint64_t) * (size_t)owners);
    t->size = 0;
    for (int i = 0; i < owners; i++) t->place[i] = -1;
}

static inline void timers_put(struct timers *t, int at, int owner) {
    t->owner[at] = owner;
    t->place[owner] = at;
}

static inline void timers_sift(struct timers *t, int at) {
    int owner = t->owner[at];
    uint64_t due = t->due[owner];
    while (at > 0 && t->due[t->owner[(at - 1) / 2]] > due) {
        timers_put(t, at, t->owner[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    for (;;) {
        int child = 2 * at + 1;
        if (child >= t->size) break;
        if (child + 1 < t->size && t->due[t->owner[child + 1]] < t->due[t->owner[child]]) child++;
        if (t->due[t->owner[child]] >= due) break;
        timers_put(t, at, t->owner[child]);
        at = child;
    }
    timers_put(t, at, owner);
}

static inline void timer_off(struct timers *t, int owner) {
    int at = t->place[owner];
    if (at < 0) return;
    t->place[owner] = -1;
    if (at != --t->size) {
        timers_put(t, at, t->owner[t->size]);
        timers_sift(t, at);
    }
}

static inline void timer_at(struct timers *t, int owner, uint64_t due) {
    t->due[owner] = due;
    if (t->place[owner] < 0) timers_put(t, t->size++, owner);
    timers_sift(t, t->place[owner]);
}

/* The owner whose timer is due first, or -1. */
static inline int timers_first(const struct timers *t) { return t->size ? t->owner[0] : -1; }

static inline uint64_t timers_next(const struct timers *t) { return t->size ? t->due[t->owner[0]] : NEVER; }

static inline struct timespec until(uint64_t due) {
    uint64_t now = now_ns(), left = due > now ? due - now : 0;
    return (struct timespec){.tv_sec = (time_t)(left / 1000000000u), .tv_nsec = (long)(left % 1000000000u)};
}

#endif
