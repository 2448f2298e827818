#pragma once
// Everything that Terminal needs of C: small functions over ncursesw, signals and descriptors. No curses type is
// visible.
//
// There is one terminal per process (curses is process-global), and all functions but `ct_wake_signal` belong to the
// one thread that opened it.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What terminfo knows of a terminal.
struct ct_entry {
    /// Whether there is an entry at all.
    bool is_known;
    /// Colours, 0 or less if it has none.
    int colors;
    /// Whether the entry says that the terminal understands xterm's extensions (`XT`).
    bool has_xterm_extensions;
    /// Whether wrapping at the right edge can be switched off and on (`rmam`, `smam`).
    bool switches_wrapping;
};

/// Looks a terminal up in terminfo; the terminal itself is not touched.
struct ct_entry ct_look_up(const char *term);

enum ct_error {
    CT_OK = 0,
    /// A terminal is open in this process already.
    CT_ALREADY_OPEN,
    /// The output is no terminal.
    CT_NOT_A_TERMINAL,
    /// A system call failed; errno says why.
    CT_SYSTEM,
    /// ncurses could not start on this terminal.
    CT_NO_SCREEN,
};

struct ct_options {
    /// Where keys come from; if it is no terminal, /dev/tty is opened.
    int input;
    /// The terminal drawn on.
    int output;
    /// The standard error to set aside while the screen is up, or -1 to leave it alone.
    int standard_error;
    /// The file that collects standard error meanwhile; NULL keeps it in memory.
    const char *standard_error_file;
    /// The terminfo entry to use.
    const char *term;
    /// Prefer the entry inside this program that has 24-bit beside indexed colours.
    bool wants_direct_colors;
    /// Written after the screen was entered, and before it is left: private modes on and off. At most 63 bytes each.
    const char *modes_on;
    const char *modes_off;
    /// Discard input that arrived while leaving, such as mouse reports.
    bool discards_late_input;
};

struct ct_opened {
    /// Colours of the entry in use, 0 if there are none.
    int colors;
    /// Whether numbers from 256 on are 0xRRGGBB.
    bool has_direct_colors;
    /// Whether characters go out as UTF-8; if not, draw with ASCII.
    bool is_utf8;
};

/// Takes the terminal over: signal and crash handlers first, then the screen. On failure all is as it was before.
enum ct_error ct_open(const struct ct_options *options, struct ct_opened *opened);

/// Gives everything back, prints what standard error collected, and forgets the terminal. Harmless when none is open.
void ct_close(void);

/// Leaves the screen and puts the terminal into the state it was found in, until `ct_enter`.
void ct_leave(void);

/// Comes back: the screen as it was last painted, at the terminal's present size if that did not change.
void ct_enter(void);

/// Rows and columns that are drawn on, each 1 … 1000.
void ct_size(int *rows, int *columns);

/// Asks the terminal for its size; if it changed, takes it over, blanks the screen, and answers true.
bool ct_refit(void);

enum ct_attribute { CT_BOLD = 1, CT_DIM = 2, CT_ITALIC = 4, CT_UNDERLINE = 8, CT_REVERSE = 16 };

/// A cell to draw: a base and at most four marks, 0-terminated where fewer, and the columns it is to take, 1 or 2.
struct ct_cell {
    uint32_t scalars[5];
    uint8_t columns;
};

/// Draws cells in one style from a position on. A colour is -1 for the terminal's own, an index, or, with direct
/// colours, 0xRRGGBB from 256 on. The caller clips. A cell that this C library would give other columns is drawn as
/// question marks.
void ct_put(
    int row, int column, const struct ct_cell *cells, int count, unsigned attributes, int foreground, int background
);

/// Blanks the page; the next flush repaints the screen from scratch.
void ct_erase(void);

/// Brings the screen up to date. The cursor is hidden if `row` is negative. `synchronized` asks the terminal to show
/// all of it at once (private mode 2026).
void ct_flush(int row, int column, bool synchronized);

/// Repaints the whole screen at once, for when something else wrote on it.
void ct_redraw(void);

/// Writes bytes to the terminal past curses: for what does not change the page. False if it did not take them all.
bool ct_write(const char *bytes, size_t count);

enum ct_wake {
    CT_INPUT = 1,
    CT_SIGNALLED = 2,
    CT_WOKEN = 4,
    CT_HUNG_UP = 8,
};

/// Waits for input, a signal, or `wake` (a descriptor, or -1) to become readable, at most so many milliseconds (-1: for
/// ever). The bits of `ct_wake`; 0 when the time is up.
unsigned ct_wait(int wake, int milliseconds);

/// Reads what has come in without waiting: how many bytes, 0 for none, -1 when the terminal is gone.
int ct_read(uint8_t *buffer, int capacity);

/// The number of the next signal that came in (SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP, SIGCONT), 0 for none.
int ct_next_signal(void);

/// Leaves the screen, stops this process as Ctrl-Z does, and comes back when it is continued.
void ct_stop(void);

/// Leaves the screen, runs a program on the terminal (found through PATH), waits for it, and comes back. Its exit code,
/// 128 + the signal that ended it, or -errno if it could not be started.
int ct_run_in_foreground(char *const arguments[]);

/// A descriptor that becomes readable by `ct_wake_signal`; -1 with errno on failure.
int ct_wake_create(void);
/// Makes it readable; from any thread or signal handler.
void ct_wake_signal(int descriptor);
/// Makes it unreadable again.
void ct_wake_drain(int descriptor);
/// Closes it.
void ct_wake_close(int descriptor);
