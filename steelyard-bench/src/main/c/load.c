/* Sends requests over a fixed number of connections and reports, as one JSON object, when each answer and each of its
 * events came. One thread, epoll. Reads the stamps that stub.c puts into its events.
 *
 *   load PORT PATH CONNECTIONS SECONDS STREAM EVENTS PACE_US BODY_BYTES REPLY_BYTES THINK_US RAMP_MS SKIP_MS MOST [HEADER...]
 *
 * THINK_US is the longest pause between an answer and the next request, drawn anew each time; RAMP_MS the time over which
 * the first requests are spread; answers of requests that begin in the first SKIP_MS are checked, not timed; MOST ends the
 * run after so many requests, if not 0. */
#define _GNU_SOURCE
#include "bench.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define GRACE_NS 8000000000ull
#define CALLS_KEPT 128

enum part { HEAD, LENGTH, SIZE, DATA, AFTER_DATA, TRAILER, TO_THE_END };

struct connection {
    int fd, busy;
    enum part part;
    char line[16384];
    size_t line_length, sent;
    unsigned long left;
    int matched, ok, closes;
    uint64_t stamp, begun, first_byte, first_event, last_event;
    long events;
};

struct samples {
    uint32_t *ns10; /* tens of nanoseconds, so that 42 seconds fit */
    size_t count, room;
};

static struct {
    int port, connections, stream;
    double seconds;
    long events, pace_us, body_bytes, reply_bytes, think_us, ramp_ms, skip_ms, most;
} plan;

static struct connection *connections;
static struct timers timers;
static struct samples first_bytes, first_events, delays, gaps, totals;
static uint64_t start, counted_from, deadline;
static long begun, finished, counted, counted_events, errors, unfinished;
static uint64_t calls[CALLS_KEPT];
static char *request, first_error[200];
static size_t request_length;
static int poll_fd;

static void add(struct samples *s, uint64_t ns) {
    if (s->count == s->room) s->ns10 = grown(s->ns10, (s->room = 2 * s->room + 4096) * sizeof(uint32_t));
    s->ns10[s->count++] = ns / 10 > UINT32_MAX ? UINT32_MAX : (uint32_t)(ns / 10);
}

/* Text such as prompts hold: words, line ends, quotation marks and punctuation that JSON escapes. */
static void fill(char *to, size_t length) {
    static const char text[] = "The build reads \\\"src/main.c\\\" and writes\\n    target/report.txt; then 42 tests run, each in a folder of its own.\\n";
    size_t period = sizeof text - 1;
    for (size_t at = 0; at < length; at++) to[at] = at + period <= length || at % period == 0 ? text[at % period] : 'x';
    for (size_t at = length - length % period; at < length; at++) to[at] = 'x';
}

static void compose(const char *path, char **headers, int header_count) {
    char *body = grown(NULL, (size_t)plan.body_bytes + 4096);
    int anthropic = strstr(path, "/messages") != NULL;
    int n = sprintf(body, "{\"model\":\"bench\",\"max_tokens\":1024,%s", plan.stream ? "\"stream\":true," : "");
    if (plan.stream && !anthropic) n += sprintf(body + n, "\"stream_options\":{\"include_usage\":true},");
    n += sprintf(body + n, anthropic
        ? "\"tools\":[{\"name\":\"bash\",\"description\":\"Runs a command.\",\"input_schema\":{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}}}}],"
        : "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"bash\",\"description\":\"Runs a command.\",\"parameters\":{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}}}}}],");
    n += sprintf(body + n, "\"messages\":[{\"role\":\"user\",\"content\":\"bench:s=%d,n=%ld,p=%ld,b=%ld; ", plan.stream, plan.events, plan.pace_us, plan.reply_bytes);
    long fillers = plan.body_bytes - n - 4;
    if (fillers > 0) {
        fill(body + n, (size_t)fillers);
        n += (int)fillers;
    }
    n += sprintf(body + n, "\"}]}");
    request = grown(NULL, (size_t)n + 8192);
    request_length = (size_t)sprintf(request, "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nAccept: */*\r\n"
        "User-Agent: steelyard-bench\r\n", path, plan.port);
    for (int i = 0; i < header_count; i++) request_length += (size_t)sprintf(request + request_length, "%s\r\n", headers[i]);
    request_length += (size_t)sprintf(request + request_length, "Content-Length: %d\r\n\r\n%s", n, body);
    free(body);
}

static void connect_one(int i) {
    struct connection *c = &connections[i];
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)plan.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&a, sizeof a)) die("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event e = {.events = EPOLLIN, .data.u32 = (uint32_t)i};
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, c->fd, &e);
}

static void watch(struct connection *c, uint32_t events) {
    struct epoll_event e = {.events = events, .data.u32 = (uint32_t)(c - connections)};
    epoll_ctl(poll_fd, EPOLL_CTL_MOD, c->fd, &e);
}

static int over(uint64_t now) { return now >= deadline || (plan.most && begun >= plan.most); }

static void finish(struct connection *c, const char *trouble);

static void push(struct connection *c) {
    ssize_t n = send(c->fd, request + c->sent, request_length - c->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno != EAGAIN) {
        finish(c, "the connection was closed on a request");
        return;
    }
    int blocked = c->sent > 0;
    c->sent += n < 0 ? 0 : (size_t)n;
    if (c->sent < request_length) watch(c, EPOLLIN | EPOLLOUT);
    else if (blocked) watch(c, EPOLLIN);
}

static void begin(struct connection *c) {
    uint64_t now = now_ns();
    if (over(now)) return;
    begun++;
    c->part = HEAD;
    c->line_length = c->sent = 0;
    c->matched = c->ok = c->closes = 0;
    c->first_byte = c->first_event = c->last_event = 0;
    c->events = 0;
    c->busy = 1;
    c->begun = now;
    push(c);
}

static void finish(struct connection *c, const char *trouble) {
    uint64_t now = now_ns();
    c->busy = 0;
    finished++;
    if (!trouble && !c->ok) trouble = "the status was not 200";
    if (!trouble && plan.stream && c->events != plan.events) trouble = "events are missing";
    if (trouble) {
        errors++;
        if (!*first_error) snprintf(first_error, sizeof first_error, "%s", trouble);
    } else if (c->begun >= counted_from) {
        uint64_t first = plan.stream ? c->first_event : c->first_byte;
        if (first_bytes.count < CALLS_KEPT) calls[first_bytes.count] = first - c->begun;
        add(&first_bytes, c->first_byte - c->begun);
        add(&first_events, first - c->begun);
        add(&totals, now - c->begun);
    }
    if (!trouble && now >= counted_from && now < deadline) counted++;
    if (trouble || c->closes) {
        close(c->fd);
        connect_one((int)(c - connections));
    }
    uint64_t pause = plan.think_us ? (uint64_t)(random() % plan.think_us) * 1000 : 0;
    if (trouble) pause += 1000000;
    if (pause) timer_at(&timers, (int)(c - connections), now + pause);
    else begin(c);
}

static void event(struct connection *c, uint64_t now) {
    c->events++;
    if (now >= counted_from && now < deadline) counted_events++;
    if (!c->first_event) {
        c->first_event = now;
    } else if (c->begun >= counted_from) {
        add(&delays, now > c->stamp ? now - c->stamp : 0);
        add(&gaps, now - c->last_event);
    }
    c->last_event = now;
}

/* Looks for t= and 19 digits, however the bytes are cut. */
static void read_body(struct connection *c, const char *bytes, size_t length, uint64_t now) {
    if (!c->first_byte) c->first_byte = now;
    if (!plan.stream) return;
    for (size_t i = 0; i < length; i++) {
        char b = bytes[i];
        if (c->matched >= 2 && isdigit((unsigned char)b)) {
            c->stamp = c->stamp * 10 + (uint64_t)(b - '0');
            if (++c->matched == 2 + STAMP_DIGITS) {
                event(c, now);
                c->matched = 0;
            }
        } else {
            c->matched = c->matched == 1 && b == '=' ? 2 : b == 't';
            c->stamp = 0;
        }
    }
}

static void read_head(struct connection *c) {
    c->ok = strncmp(c->line, "HTTP/1.1 200", 12) == 0;
    if (!c->ok && !*first_error) snprintf(first_error, sizeof first_error, "%.*s", (int)strcspn(c->line, "\r"), c->line);
    char *length = strcasestr(c->line, "\r\ncontent-length:");
    c->closes = strcasestr(c->line, "\r\nconnection: close") != NULL;
    c->left = length ? strtoul(length + 17, NULL, 10) : 0;
    c->part = strcasestr(c->line, "\r\ntransfer-encoding: chunked") ? SIZE : length ? LENGTH : TO_THE_END;
    c->line_length = 0;
}

/* Takes one byte of a head, chunk size or trailer; true if that completes the answer. */
static int read_line(struct connection *c, char b) {
    if (c->line_length + 1 < sizeof c->line) c->line[c->line_length++] = b;
    c->line[c->line_length] = 0;
    if (b != '\n') return 0;
    if (c->part == HEAD) {
        if (c->line_length >= 4 && !strcmp(c->line + c->line_length - 4, "\r\n\r\n")) {
            read_head(c);
            return c->part == LENGTH && c->left == 0;
        }
    } else if (c->part == AFTER_DATA) {
        c->part = SIZE;
        c->line_length = 0;
    } else if (c->part == SIZE) {
        c->left = strtoul(c->line, NULL, 16);
        c->part = c->left ? DATA : TRAILER;
        c->line_length = 0;
    } else {
        int last = c->line_length == 2;
        c->line_length = 0;
        return last;
    }
    return 0;
}

static void receive(struct connection *c) {
    static char bytes[262144];
    ssize_t n = recv(c->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN) return;
    uint64_t now = now_ns();
    if (n <= 0) {
        if (c->busy) {
            c->closes = 1;
            finish(c, n == 0 && c->part == TO_THE_END ? NULL : "the answer broke off");
        } else {
            close(c->fd);
            connect_one((int)(c - connections));
        }
        return;
    }
    for (ssize_t at = 0; at < n && c->busy;) {
        if (c->part == LENGTH || c->part == DATA || c->part == TO_THE_END) {
            size_t take = (size_t)(n - at);
            if (c->part != TO_THE_END && take > c->left) take = c->left;
            read_body(c, bytes + at, take, now);
            at += (ssize_t)take;
            c->left -= c->part == TO_THE_END ? 0 : take;
            if (c->part == LENGTH && c->left == 0) finish(c, NULL);
            else if (c->part == DATA && c->left == 0) c->part = AFTER_DATA;
        } else if (read_line(c, bytes[at++])) {
            finish(c, NULL);
        }
    }
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void print(const char *name, struct samples *s) {
    qsort(s->ns10, s->count, sizeof(uint32_t), ascending);
    size_t last = s->count ? s->count - 1 : 0;
#define AT(q) (s->count ? s->ns10[(size_t)((double)last * (q))] / 100.0 : 0)
    printf(",\"%s\":{\"count\":%zu,\"p50Us\":%.2f,\"p99Us\":%.2f,\"maxUs\":%.2f}", name, s->count, AT(0.5), AT(0.99), AT(1));
}

static void report(void) {
    double seconds = (double)(deadline - counted_from) / 1e9;
    printf("{\"requests\":%ld,\"errors\":%ld,\"unfinished\":%ld,\"firstError\":\"%s\",\"requestsPerSecond\":%.1f,\"eventsPerSecond\":%.1f",
        finished, errors, unfinished, first_error, (double)counted / seconds, (double)counted_events / seconds);
    print("firstByte", &first_bytes);
    print("firstEvent", &first_events);
    print("total", &totals);
    print("delay", &delays);
    print("gap", &gaps);
    printf(",\"callsUs\":[");
    for (size_t i = 0; i < CALLS_KEPT && i < totals.count; i++) printf("%s%.1f", i ? "," : "", (double)calls[i] / 1000);
    printf("]}\n");
}

static void read_plan(char **a) {
    plan.port = atoi(a[1]);
    plan.connections = atoi(a[3]);
    plan.seconds = atof(a[4]);
    plan.stream = atoi(a[5]);
    plan.events = atol(a[6]);
    plan.pace_us = atol(a[7]);
    plan.body_bytes = atol(a[8]);
    plan.reply_bytes = atol(a[9]);
    plan.think_us = atol(a[10]);
    plan.ramp_ms = atol(a[11]);
    plan.skip_ms = atol(a[12]);
    plan.most = atol(a[13]);
}

static int anything_left(uint64_t now) {
    if (!over(now)) return 1;
    if (now > deadline + GRACE_NS) return 0;
    for (int i = 0; i < plan.connections; i++)
        if (connections[i].busy) return 1;
    return 0;
}

int main(int count, char **arguments) {
    if (count < 14) {
        fprintf(stderr, "load: 13 arguments, then headers\n");
        return 64;
    }
    read_plan(arguments);
    struct rlimit files = {16384, 16384};
    setrlimit(RLIMIT_NOFILE, &files);
    compose(arguments[2], arguments + 14, count - 14);
    connections = calloc((size_t)plan.connections, sizeof *connections);
    if (!connections) die("memory");
    timers_init(&timers, plan.connections);
    poll_fd = epoll_create1(0);
    for (int i = 0; i < plan.connections; i++) connect_one(i);
    start = now_ns();
    counted_from = start + (uint64_t)plan.skip_ms * 1000000u;
    deadline = start + (uint64_t)(plan.seconds * 1e9);
    for (int i = 0; i < plan.connections; i++)
        timer_at(&timers, i, start + (uint64_t)plan.ramp_ms * 1000000u / (uint64_t)plan.connections * (uint64_t)i);
    uint64_t now = start, looked = 0;
    struct epoll_event events[256];
    for (;;) {
        if ((over(now) || now - looked > 100000000u) && !anything_left(now)) break;
        looked = now;
        uint64_t next = timers_next(&timers), latest = now + 50000000u;
        struct timespec wait = until(next < latest ? next : latest);
        int n = epoll_pwait2(poll_fd, events, 256, &wait, NULL);
        for (int i = 0; i < n; i++) {
            struct connection *c = &connections[events[i].data.u32];
            if (c->busy && (events[i].events & EPOLLOUT)) push(c);
            if (events[i].events & ~(uint32_t)EPOLLOUT) receive(c);
        }
        now = now_ns();
        while (timers_next(&timers) <= now) {
            int i = timers_first(&timers);
            timer_off(&timers, i);
            if (!connections[i].busy) begin(&connections[i]);
        }
    }
    for (int i = 0; i < plan.connections; i++) unfinished += connections[i].busy;
    if (plan.most) deadline = now < deadline ? now : deadline;
    report();
    return 0;
}
