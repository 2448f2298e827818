#define _GNU_SOURCE

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

// Signals that the loop handles: each puts its number into a pipe.

static const int piped[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};
enum { PIPED = sizeof piped / sizeof *piped };

static int signal_pipe[2] = {-1, -1};
static struct sigaction piped_before[PIPED];
static sigset_t mask_before;

static void on_piped(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t ignored = write(signal_pipe[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

static struct sigaction pipe_action(void) {
    struct sigaction action = {.sa_handler = on_piped, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    return action;
}

bool ct_signals_install(void) {
    if (pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    struct sigaction action = pipe_action();
    sigset_t mask;
    sigemptyset(&mask);
    for (int i = 0; i < PIPED; i++) {
        sigaction(piped[i], &action, &piped_before[i]);
        sigaddset(&mask, piped[i]);
    }
    // Dispatch blocks signals in all its threads, and in the main one once that serves its queue: without this there
    // may be no thread left to take them.
    pthread_sigmask(SIG_UNBLOCK, &mask, &mask_before);
    return true;
}

void ct_signals_remove(void) {
    if (signal_pipe[0] < 0) return;
    pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
    for (int i = 0; i < PIPED; i++) sigaction(piped[i], &piped_before[i], NULL);
    close(signal_pipe[0]);
    close(signal_pipe[1]);
    signal_pipe[0] = signal_pipe[1] = -1;
}

int ct_signals_descriptor(void) { return signal_pipe[0]; }

void ct_signals_let_stop(bool stops) {
    struct sigaction action = pipe_action();
    if (stops) action = (struct sigaction){.sa_handler = SIG_DFL};
    sigaction(SIGTSTP, &action, NULL);
    sigaction(SIGCONT, &action, NULL);
}

int ct_next_signal(void) {
    unsigned char byte;
    return signal_pipe[0] >= 0 && read(signal_pipe[0], &byte, 1) == 1 ? byte : 0;
}

// Crashes: Swift's traps cannot be caught, so this is the only net. Nothing here may allocate, lock, or call curses.

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGQUIT};
enum { CRASHES = sizeof crashes / sizeof *crashes, STACK_BYTES = 64 * 1024 };

static struct sigaction crash_before[CRASHES];
static struct termios crash_settings;
static volatile sig_atomic_t crash_output = -1;
static volatile sig_atomic_t is_on_screen = 0;
static _Alignas(16) char crash_stack[STACK_BYTES];

// Synchronized output, mouse, focus and paste reports off; wrapping on; normal style, character set, cursor and keypad;
// the cursor shown; back from the alternate screen.
static const char reset[] =
    "\033[?2026l\033[?1006l\033[?1003l\033[?1002l\033[?1000l\033[?1004l\033[?2004l\033[?7h\033[0m\033(B"
    "\033[?1l\033>\033[?25h\033[?1049l";

static void give_back(void) {
    if (!is_on_screen) return;
    is_on_screen = 0;
    ssize_t ignored = write(crash_output, reset, sizeof reset - 1);
    (void)ignored;
    tcsetattr(crash_output, TCSANOW, &crash_settings);
    ct_stderr_release();
}

static void on_crash(int number, siginfo_t *info, void *context) {
    (void)context;
    give_back();
    for (int i = 0; i < CRASHES; i++) {
        if (crashes[i] == number) sigaction(number, &crash_before[i], NULL);
    }
    // A fault happens again on return and meets the handler from before (Swift's backtracer, or none). What was sent,
    // or trapped by an instruction that is over, does not.
    if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

void ct_crash_arm(int output, const struct termios *saved) {
    crash_settings = *saved;
    crash_output = output;
    stack_t stack = {0};
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
        stack = (stack_t){.ss_sp = crash_stack, .ss_size = STACK_BYTES};
        sigaltstack(&stack, NULL);
    }
    struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++) {
        sigaction(crashes[i], &action, &crash_before[i]);
        // Where SIGQUIT is ignored the program does not end by it, or sees to it in another way.
        if (crashes[i] == SIGQUIT && crash_before[i].sa_handler == SIG_IGN) sigaction(SIGQUIT, &crash_before[i], NULL);
    }
}

void ct_crash_on_screen(bool on_screen) { is_on_screen = on_screen; }

void ct_crash_disarm(void) {
    if (crash_output < 0) return;
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &crash_before[i], NULL);
    crash_output = -1;
    is_on_screen = 0;
}
