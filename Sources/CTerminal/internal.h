#pragma once
// What the C files of this target know of each other.

#include "CTerminal.h"

#include <termios.h>

/// A terminfo entry, compiled and in base64 as the variable TERMINFO takes it; its name is ct_direct_name.
extern const char ct_direct_entry[];
extern const char ct_direct_name[];

/// Descriptors of the open terminal, -1 when there is none.
struct ct_descriptors {
    int input;
    int output;
};
extern struct ct_descriptors ct_descriptors;

/// Signals come out of a pipe from here on; false with errno on failure.
bool ct_signals_install(void);
void ct_signals_remove(void);
/// The readable end of the pipe.
int ct_signals_descriptor(void);
/// SIGTSTP and SIGCONT do what they do by default (true), or go into the pipe (false).
void ct_signals_let_stop(bool stops);

/// From here on a crash first gives the terminal back: `output` gets a reset string and the saved settings.
void ct_crash_arm(int output, const struct termios *saved);
/// Whether there is anything to give back at present.
void ct_crash_on_screen(bool on_screen);
void ct_crash_disarm(void);

/// Sets standard error aside if it is a terminal; false with errno if the file cannot be opened.
bool ct_stderr_capture(int descriptor, const char *path);
/// Puts it back, and copies the end of what was collected to it. Async-signal-safe.
void ct_stderr_release(void);
/// The real standard error while it is set aside, else -1.
int ct_stderr_saved(void);
