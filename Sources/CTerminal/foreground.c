#define _GNU_SOURCE

#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int spawn(char *const arguments[], pid_t *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t handled, none;
    sigfillset(&handled);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, ct_descriptors.input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ct_descriptors.output, STDOUT_FILENO);
    int error = ct_stderr_saved() >= 0 ? ct_stderr_saved() : STDERR_FILENO;
    posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO);
    posix_spawnattr_setsigdefault(&attributes, &handled);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int failure = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -errno;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int ct_run_in_foreground(char *const arguments[]) {
    if (ct_descriptors.output < 0) return -ENOTTY;
    // The program is in our process group: Ctrl-C and Ctrl-\ are for it alone, but Ctrl-Z must stop us with it, or the
    // shell would not notice.
    struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
    ct_leave();
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    ct_signals_let_stop(true);
    pid_t child = 0;
    int failure = spawn(arguments, &child);
    int result = failure ? -failure : wait_for(child);
    ct_signals_let_stop(false);
    sigaction(SIGQUIT, &quit, NULL);
    sigaction(SIGINT, &interrupt, NULL);
    ct_enter();
    return result;
}
