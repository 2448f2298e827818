#define _GNU_SOURCE

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

unsigned ct_wait(int wake, int milliseconds) {
    struct pollfd waited[3] = {
        {.fd = ct_descriptors.input, .events = POLLIN},
        {.fd = ct_signals_descriptor(), .events = POLLIN},
        {.fd = wake, .events = POLLIN},
    };
    if (ct_descriptors.input < 0) return CT_HUNG_UP;
    if (poll(waited, 3, milliseconds) < 0) return errno == EINTR ? CT_SIGNALLED : CT_HUNG_UP;
    unsigned result = 0;
    if (waited[0].revents & POLLIN) result |= CT_INPUT;
    // From now on it would be ready for ever.
    if (waited[0].revents & (POLLHUP | POLLERR | POLLNVAL)) result |= CT_HUNG_UP;
    if (waited[1].revents) result |= CT_SIGNALLED;
    if (waited[2].revents) result |= CT_WOKEN;
    return result;
}

int ct_read(uint8_t *buffer, int capacity) {
    struct pollfd input = {.fd = ct_descriptors.input, .events = POLLIN};
    if (input.fd < 0) return -1;
    // The terminal is shared with the shell, so it is not made non-blocking.
    if (poll(&input, 1, 0) <= 0) return 0;
    if (!(input.revents & POLLIN)) return input.revents & (POLLHUP | POLLERR | POLLNVAL) ? -1 : 0;
    ssize_t count = read(input.fd, buffer, (size_t)capacity);
    if (count > 0) return (int)count;
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

bool ct_write(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(ct_descriptors.output, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd output = {.fd = ct_descriptors.output, .events = POLLOUT};
            poll(&output, 1, 1000);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

int ct_wake_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void ct_wake_signal(int descriptor) {
    int saved = errno;
    uint64_t one = 1;
    ssize_t ignored = write(descriptor, &one, sizeof one);
    (void)ignored;
    errno = saved;
}

void ct_wake_drain(int descriptor) {
    uint64_t count;
    ssize_t ignored = read(descriptor, &count, sizeof count);
    (void)ignored;
}

void ct_wake_close(int descriptor) { close(descriptor); }
