#define _GNU_SOURCE

#include "CTrap.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static const int traps[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { TRAPS = sizeof traps / sizeof *traps, STACK_BYTES = 64 * 1024 };

static struct sigaction before[TRAPS];
static bool is_installed = false;
static uint64_t *trapped_thread = NULL;
static uint64_t *trapped_number = NULL;
static int input_descriptor = -1;

struct held {
    const void *label, *body;
    size_t label_count, body_count;
};

static _Thread_local volatile struct held held;
static _Thread_local bool has_stack = false;

uint64_t trap_thread(void) { return (uint64_t)syscall(SYS_gettid); }

void trap_mark(uint64_t *kind, uint64_t *value, uint64_t *thread, uint64_t new_kind, uint64_t new_value) {
    static _Thread_local uint64_t number = 0;
    if (number == 0) number = trap_thread();
    __atomic_store_n(value, new_value, __ATOMIC_RELAXED);
    __atomic_store_n(thread, number, __ATOMIC_RELAXED);
    __atomic_store_n(kind, new_kind, __ATOMIC_RELEASE);
}

void trap_unmark(uint64_t *kind) { __atomic_store_n(kind, 0, __ATOMIC_RELEASE); }

static void write_all(const void *bytes, size_t count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t written = write(input_descriptor, rest, count);
        if (written <= 0) return;
        rest += written;
        count -= (size_t)written;
    }
}

static void on_trap(int number, siginfo_t *info, void *context) {
    (void)context;
    uint64_t *thread = trapped_thread;
    uint64_t none = 0;
    // The first trap counts: what others do while the process ends says nothing.
    if (thread && __atomic_compare_exchange_n(
                      thread, &none, trap_thread(), false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
        *trapped_number = (uint64_t)number;
        if (held.label && input_descriptor >= 0) {
            write_all(held.label, held.label_count);
            write_all(held.body, held.body_count);
        }
    }
    for (int i = 0; i < TRAPS; i++) {
        if (traps[i] == number) sigaction(number, &before[i], NULL);
    }
    // A fault happens again on return and meets the handler from before. What was sent, or trapped by an instruction
    // that is over, does not.
    if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

void trap_watch(uint64_t *thread, uint64_t *number, int input) {
    trapped_number = number;
    input_descriptor = input;
    trapped_thread = thread;
    if (is_installed) return;
    is_installed = true;
    struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < TRAPS; i++) sigaction(traps[i], &action, &before[i]);
}

void trap_unwatch(const uint64_t *thread) {
    if (trapped_thread != thread) return;
    trapped_thread = NULL;
    input_descriptor = -1;
}

/// A stack for the handler, because the thread's own may be what is used up. It is never given back: threads that hold
/// something live as long as the process.
static void give_stack(void) {
    has_stack = true;
    stack_t stack = {0};
    if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
    void *memory = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    stack = (stack_t){.ss_sp = memory, .ss_size = STACK_BYTES};
    sigaltstack(&stack, NULL);
}

void trap_hold(const void *label, size_t label_count, const void *body, size_t body_count) {
    if (!has_stack) give_stack();
    held.label_count = label_count;
    held.body = body;
    held.body_count = body_count;
    held.label = label;
}

void trap_let_go(void) { held.label = NULL; }
