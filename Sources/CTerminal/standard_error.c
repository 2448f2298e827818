#define _GNU_SOURCE

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// Warnings of libraries and the last words of a crash must neither spoil the screen nor vanish with it.

enum { MOST_REPLAYED = 4096 };

static struct {
    int descriptor, saved, file;
    off_t start;
} aside = {-1, -1, -1, 0};

int ct_stderr_saved(void) { return aside.saved; }

bool ct_stderr_capture(int descriptor, const char *path) {
    if (!isatty(descriptor)) return true;
    int file = path ? open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : memfd_create("stderr", MFD_CLOEXEC);
    if (file < 0) return false;
    int saved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    if (saved < 0 || dup2(file, descriptor) < 0) {
        int reason = errno;
        close(file);
        if (saved >= 0) close(saved);
        errno = reason;
        return false;
    }
    aside.descriptor = descriptor;
    aside.saved = saved;
    aside.file = file;
    aside.start = lseek(file, 0, SEEK_END);
    return true;
}

// What was collected may quote strangers; only text and line ends go to the terminal.
static void neutralise(unsigned char *bytes, ssize_t count) {
    for (ssize_t i = 0; i < count; i++) {
        bool is_control = (bytes[i] < 0x20 && bytes[i] != '\n' && bytes[i] != '\t') || bytes[i] == 0x7F;
        bool is_upper_control = i > 0 && bytes[i - 1] == 0xC2 && bytes[i] >= 0x80 && bytes[i] < 0xA0;
        if (is_control || is_upper_control) bytes[i] = '?';
    }
}

static void replay(void) {
    unsigned char buffer[MOST_REPLAYED];
    struct stat status;
    if (fstat(aside.file, &status) != 0) return;
    off_t from = aside.start;
    bool is_cut = status.st_size - from > MOST_REPLAYED;
    if (is_cut) from = status.st_size - MOST_REPLAYED;
    ssize_t count = pread(aside.file, buffer, MOST_REPLAYED, from);
    ssize_t first = 0;
    while (is_cut && first < count && buffer[first++] != '\n') {}
    if (count <= first) return;
    neutralise(buffer + first, count - first);
    ssize_t ignored = write(aside.saved, buffer + first, (size_t)(count - first));
    (void)ignored;
}

void ct_stderr_release(void) {
    if (aside.saved < 0) return;
    replay();
    dup2(aside.saved, aside.descriptor);
    close(aside.saved);
    close(aside.file);
    aside.descriptor = aside.saved = aside.file = -1;
}
