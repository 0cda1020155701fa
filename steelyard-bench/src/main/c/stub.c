/* A provider that answers at once, or at an exact pace: OpenAI Chat Completions, and Anthropic Messages at paths that end
 * in /messages. One thread, epoll. Prints its port, serves until it is killed.
 *
 * A request says what it wants in its text: bench:s=STREAM,n=EVENTS,p=PACE_US,b=REPLY_BYTES; as the four numbers are part
 * of the prompt, they pass every gateway. Every event carries the CLOCK_MONOTONIC time at which it was handed to the
 * kernel, as t= and 19 digits of nanoseconds, and is one send() of its own. */
#define _GNU_SOURCE
#include "bench.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_CONNECTIONS 16384
#define MARK "bench:s="

struct connection {
    int fd, open;
    char *in, *out;
    size_t in_length, in_room, out_length, out_room;
    size_t request_length; /* 0 until the head is read */
    int chunked, messages;
    long left, sent, pace_ns;
};

struct grammar {
    char head[1024], frame[512], tail[2048];
    size_t head_length, frame_length, tail_length, stamp_at;
};

static struct connection connections[MOST_CONNECTIONS];
static struct timers timers;
static struct grammar chat, messages;
static int poll_fd;

static size_t chunk(char *to, const char *text) { return (size_t)sprintf(to, "%zx\r\n%s\r\n", strlen(text), text); }

static void compose(struct grammar *g, const char *preface, const char *frame, const char *tail) {
    g->head_length = (size_t)sprintf(g->head,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\n"
        "x-request-id: stub\r\nTransfer-Encoding: chunked\r\n\r\n");
    g->head_length += chunk(g->head + g->head_length, preface);
    g->frame_length = chunk(g->frame, frame);
    g->stamp_at = (size_t)(strstr(g->frame, "t=0") - g->frame) + 2;
    g->tail_length = chunk(g->tail, tail);
    g->tail_length += (size_t)sprintf(g->tail + g->tail_length, "0\r\n\r\n");
}

#define CHUNK_HEAD "data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"bench\","
#define STAMP "t=0000000000000000000 "

static void compose_all(void) {
    compose(&chat,
        CHUNK_HEAD "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n",
        CHUNK_HEAD "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" STAMP "\"},\"finish_reason\":null}]}\n\n",
        CHUNK_HEAD "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n" CHUNK_HEAD
        "\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150}}\n\ndata: [DONE]\n\n");
    compose(&messages,
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_bench\",\"type\":\"message\","
        "\"role\":\"assistant\",\"model\":\"bench\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
        "\"usage\":{\"input_tokens\":100,\"output_tokens\":1}}}\n\n"
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
        "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
        "\"delta\":{\"type\":\"text_delta\",\"text\":\"" STAMP "\"}}\n\n",
        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
        "\"stop_sequence\":null},\"usage\":{\"output_tokens\":50}}\n\n"
        "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
}

static void close_connection(struct connection *c) {
    timer_off(&timers, c->fd);
    c->open = 0;
    close(c->fd);
}

static void watch(struct connection *c, uint32_t events) {
    struct epoll_event e = {.events = events, .data.fd = c->fd};
    epoll_ctl(poll_fd, EPOLL_CTL_MOD, c->fd, &e);
}

/* Sends, or keeps what the kernel does not take. */
static void put(struct connection *c, const char *bytes, size_t length) {
    if (c->out_length == 0) {
        ssize_t n = send(c->fd, bytes, length, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN) {
            close_connection(c);
            return;
        }
        size_t taken = n < 0 ? 0 : (size_t)n;
        bytes += taken;
        length -= taken;
        if (length > 0) watch(c, EPOLLIN | EPOLLOUT);
    }
    if (length == 0) return;
    if (c->out_length + length > c->out_room) c->out = grown(c->out, c->out_room = 2 * (c->out_length + length));
    memcpy(c->out + c->out_length, bytes, length);
    c->out_length += length;
}

static void flush(struct connection *c) {
    size_t length = c->out_length;
    c->out_length = 0;
    watch(c, EPOLLIN);
    char *kept = c->out;
    c->out = NULL;
    c->out_room = 0;
    put(c, kept, length);
    free(kept);
}

static void stamp(char *at) {
    uint64_t now = now_ns();
    for (int i = STAMP_DIGITS - 1; i >= 0; i--, now /= 10) at[i] = (char)('0' + now % 10);
}

/* One event: the first comes with the head, the last with the end. */
static void send_event(struct connection *c) {
    struct grammar *g = c->messages ? &messages : &chat;
    char bytes[sizeof g->head + sizeof g->frame + sizeof g->tail];
    size_t length = 0;
    if (c->sent++ == 0) {
        memcpy(bytes, g->head, g->head_length);
        length = g->head_length;
    }
    size_t at = length + g->stamp_at;
    memcpy(bytes + length, g->frame, g->frame_length);
    length += g->frame_length;
    if (--c->left == 0) {
        memcpy(bytes + length, g->tail, g->tail_length);
        length += g->tail_length;
    }
    if (c->left > 0) timer_at(&timers, c->fd, c->sent == 1 ? now_ns() + (uint64_t)c->pace_ns : timers.due[c->fd] + (uint64_t)c->pace_ns);
    else timer_off(&timers, c->fd);
    stamp(bytes + at);
    put(c, bytes, length);
}

static void send_whole(struct connection *c, long reply_bytes) {
    static const char *chat_form = "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"bench\","
        "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%*s\"},\"finish_reason\":\"stop\"}],"
        "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150}}";
    static const char *messages_form = "{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"bench\","
        "\"content\":[{\"type\":\"text\",\"text\":\"%*s\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
        "\"usage\":{\"input_tokens\":100,\"output_tokens\":50}}";
    static char body[1 << 17], whole[1 << 17];
    const char *form = c->messages ? messages_form : chat_form;
    int width = (int)(reply_bytes < 1 ? 1 : reply_bytes > 100000 ? 100000 : reply_bytes);
    int length = snprintf(body, sizeof body, form, width, "x");
    int all = snprintf(whole, sizeof whole,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: stub\r\nContent-Length: %d\r\n\r\n%s", length, body);
    put(c, whole, (size_t)all);
}

static void answer(struct connection *c) {
    long stream = 1, events = 1, pace_us = 0, reply_bytes = 0;
    const char *mark = memmem(c->in, c->request_length, MARK, strlen(MARK));
    if (mark) sscanf(mark, MARK "%ld,n=%ld,p=%ld,b=%ld;", &stream, &events, &pace_us, &reply_bytes);
    char *line_end = memchr(c->in, '\n', c->in_length);
    c->messages = line_end && memmem(c->in, (size_t)(line_end - c->in), "/messages", 9) != NULL;
    c->left = events < 1 ? 1 : events;
    c->sent = 0;
    c->pace_ns = pace_us * 1000;
    if (stream) send_event(c);
    else send_whole(c, reply_bytes);
}

/* Sets request_length once the head is there. A chunked request is taken to end with what was read at once. */
static void read_head(struct connection *c) {
    char *end = memmem(c->in, c->in_length, "\r\n\r\n", 4);
    if (!end) return;
    size_t head = (size_t)(end - c->in) + 4;
    *end = 0;
    char *length = strcasestr(c->in, "\r\ncontent-length:");
    c->chunked = strcasestr(c->in, "\r\ntransfer-encoding: chunked") != NULL;
    *end = '\r';
    c->request_length = head + (length && !c->chunked ? strtoul(length + 17, NULL, 10) : 0);
}

static int complete(const struct connection *c) {
    if (c->request_length == 0) return 0;
    if (!c->chunked) return c->in_length >= c->request_length;
    return c->in_length >= 5 && memcmp(c->in + c->in_length - 5, "0\r\n\r\n", 5) == 0;
}

static void receive(struct connection *c) {
    if (c->in_length + 65536 > c->in_room) c->in = grown(c->in, c->in_room = 2 * c->in_room + 131072);
    ssize_t n = recv(c->fd, c->in + c->in_length, c->in_room - c->in_length - 1, 0);
    if (n <= 0) {
        if (n == 0 || errno != EAGAIN) close_connection(c);
        return;
    }
    c->in_length += (size_t)n;
    c->in[c->in_length] = 0;
    if (c->request_length == 0) read_head(c);
    if (complete(c)) {
        if (c->chunked) c->request_length = c->in_length;
        answer(c);
        c->in_length -= c->request_length;
        c->request_length = 0;
    }
}

static void take_connections(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        if (fd >= MOST_CONNECTIONS) {
            close(fd);
            continue;
        }
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *c = &connections[fd];
        char *in = c->in;
        size_t room = c->in_room;
        *c = (struct connection){.fd = fd, .open = 1, .in = in, .in_room = room};
        struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
        epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &e);
    }
}

static int listening(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof a;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&a, size) || listen(fd, 4096) || getsockname(fd, (struct sockaddr *)&a, &size)) die("listen");
    printf("%d\n", ntohs(a.sin_port));
    fflush(stdout);
    return fd;
}

int main(int count, char **arguments) {
    struct rlimit files = {MOST_CONNECTIONS, MOST_CONNECTIONS};
    setrlimit(RLIMIT_NOFILE, &files);
    signal(SIGPIPE, SIG_IGN);
    compose_all();
    timers_init(&timers, MOST_CONNECTIONS);
    poll_fd = epoll_create1(0);
    int listener = listening(count > 1 ? atoi(arguments[1]) : 0);
    struct epoll_event first = {.events = EPOLLIN, .data.fd = listener}, events[256];
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, listener, &first);
    for (;;) {
        struct timespec wait = until(timers_next(&timers));
        int n = epoll_pwait2(poll_fd, events, 256, timers.size ? &wait : NULL, NULL);
        for (int i = 0; i < n; i++) {
            struct connection *c = &connections[events[i].data.fd];
            if (events[i].data.fd == listener) {
                take_connections(listener);
                continue;
            }
            if (c->open && (events[i].events & EPOLLOUT)) flush(c);
            if (c->open && (events[i].events & ~(uint32_t)EPOLLOUT)) receive(c);
        }
        /* Each stream at most once a turn, so that back-to-back streams do not starve requests. */
        uint64_t now = now_ns();
        for (int turns = timers.size; turns > 0 && timers_next(&timers) <= now; turns--) send_event(&connections[timers_first(&timers)]);
    }
}
