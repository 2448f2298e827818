#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncursesw/curses.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

enum { MOST_ROWS = 1000, MOST_COLUMNS = 1000, CELLS_AT_ONCE = 256 };

struct ct_descriptors ct_descriptors = {-1, -1};

static struct {
    SCREEN *screen;
    FILE *out, *in;
    bool owns_input;
    struct termios saved;
    char modes_on[64], modes_off[64];
    bool discards_late_input;
    bool has_colors;
    int colors;
    // What the caller was told; curses may take over a new size by itself when it comes back to the screen.
    int rows, columns;
} state;

// The locale decides how ncurses encodes and measures. A locale that is not installed, or none at all, says nothing
// about the terminal, which understands UTF-8 then as now; one with another character set does, and stays.
static bool set_locale(void) {
    if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0) {
        setlocale(LC_CTYPE, "C.UTF-8");
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static SCREEN *start_screen(bool wants_direct, const char *term, bool *is_direct) {
    *is_direct = false;
    if (wants_direct) {
        const char *found = getenv("TERMINFO");
        char *before = found ? strdup(found) : NULL;
        setenv("TERMINFO", ct_direct_entry, 1);
        SCREEN *screen = newterm(ct_direct_name, state.out, state.in);
        if (before) {
            setenv("TERMINFO", before, 1);
        } else {
            unsetenv("TERMINFO");
        }
        free(before);
        *is_direct = screen != NULL;
        if (screen) return screen;
    }
    return newterm(term, state.out, state.in);
}

static bool open_descriptors(const struct ct_options *options) {
    int input = options->input;
    state.owns_input = !isatty(input);
    if (state.owns_input) {
        input = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
        if (input < 0) return false;
    }
    ct_descriptors = (struct ct_descriptors){input, options->output};
    int out = fcntl(options->output, F_DUPFD_CLOEXEC, 3);
    int in = fcntl(input, F_DUPFD_CLOEXEC, 3);
    state.out = out < 0 ? NULL : fdopen(out, "w");
    state.in = in < 0 ? NULL : fdopen(in, "r");
    return state.out && state.in;
}

static void close_descriptors(void) {
    if (state.out) fclose(state.out);
    if (state.in) fclose(state.in);
    if (state.owns_input && ct_descriptors.input >= 0) close(ct_descriptors.input);
    ct_descriptors = (struct ct_descriptors){-1, -1};
    memset(&state, 0, sizeof state);
}

static enum ct_error fail(enum ct_error error) {
    int reason = errno;
    ct_stderr_release();
    ct_crash_disarm();
    ct_signals_remove();
    close_descriptors();
    errno = reason;
    return error;
}

static void set_up_screen(void) {
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    // Else a refresh stops half-way when keys are waiting.
    typeahead(-1);
    leaveok(stdscr, TRUE);
    state.has_colors = has_colors() && start_color() == OK;
    if (state.has_colors) use_default_colors();
    state.colors = state.has_colors ? COLORS : 0;
}

static bool terminal_size(int *rows, int *columns) {
    struct winsize size;
    if (ioctl(ct_descriptors.output, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *rows = size.ws_row < MOST_ROWS ? size.ws_row : MOST_ROWS;
    *columns = size.ws_col < MOST_COLUMNS ? size.ws_col : MOST_COLUMNS;
    return true;
}

enum ct_error ct_open(const struct ct_options *options, struct ct_opened *opened) {
    if (state.screen) return CT_ALREADY_OPEN;
    if (!isatty(options->output)) return CT_NOT_A_TERMINAL;
    if (!open_descriptors(options)) return fail(CT_SYSTEM);
    if (tcgetattr(options->output, &state.saved) != 0) return fail(CT_NOT_A_TERMINAL);
    opened->is_utf8 = set_locale();
    // Before newterm, which installs handlers of its own where it finds none.
    if (!ct_signals_install()) return fail(CT_SYSTEM);
    ct_crash_arm(options->output, &state.saved);
    if (options->standard_error >= 0 && !ct_stderr_capture(options->standard_error, options->standard_error_file)) {
        return fail(CT_SYSTEM);
    }
    state.screen = start_screen(options->wants_direct_colors, options->term, &opened->has_direct_colors);
    if (!state.screen) return fail(CT_NO_SCREEN);
    set_up_screen();
    opened->colors = state.colors;
    snprintf(state.modes_on, sizeof state.modes_on, "%s", options->modes_on);
    snprintf(state.modes_off, sizeof state.modes_off, "%s", options->modes_off);
    state.discards_late_input = options->discards_late_input;
    ct_crash_on_screen(true);
    ct_write(state.modes_on, strlen(state.modes_on));
    state.rows = getmaxy(stdscr);
    state.columns = getmaxx(stdscr);
    ct_refit();
    ct_erase();
    return CT_OK;
}

static void leave(void) {
    ct_write(state.modes_off, strlen(state.modes_off));
    endwin();
    if (state.discards_late_input) tcflush(ct_descriptors.input, TCIFLUSH);
    tcsetattr(ct_descriptors.output, TCSADRAIN, &state.saved);
    ct_crash_on_screen(false);
}

void ct_leave(void) {
    if (state.screen) leave();
}

void ct_enter(void) {
    if (!state.screen) return;
    ct_crash_on_screen(true);
    reset_prog_mode();
    clearok(curscr, TRUE);
    wnoutrefresh(stdscr);
    doupdate();
    ct_write(state.modes_on, strlen(state.modes_on));
}

void ct_close(void) {
    if (!state.screen) return;
    leave();
    delscreen(state.screen);
    ct_stderr_release();
    ct_crash_disarm();
    ct_signals_remove();
    close_descriptors();
}

void ct_size(int *rows, int *columns) {
    *rows = state.screen ? state.rows : 1;
    *columns = state.screen ? state.columns : 1;
}

bool ct_refit(void) {
    int rows, columns;
    if (!state.screen || !terminal_size(&rows, &columns)) return false;
    if (rows == state.rows && columns == state.columns) return false;
    resize_term(rows, columns);
    state.rows = getmaxy(stdscr);
    state.columns = getmaxx(stdscr);
    ct_erase();
    return true;
}

static attr_t curses_attributes(unsigned attributes) {
    attr_t result = A_NORMAL;
    if (attributes & CT_BOLD) result |= A_BOLD;
    if (attributes & CT_DIM) result |= A_DIM;
    if (attributes & CT_ITALIC) result |= A_ITALIC;
    if (attributes & CT_UNDERLINE) result |= A_UNDERLINE;
    if (attributes & CT_REVERSE) result |= A_REVERSE;
    return result;
}

// Pairs are allocated by ncurses, which forgets the one not used for longest; without start_color it would crash.
static int color_pair(int foreground, int background, attr_t *attributes) {
    if (!state.has_colors) return 0;
    if (state.colors == 8) {
        if (foreground >= 8) *attributes |= A_BOLD;
        if (foreground >= 8) foreground &= 7;
        if (background >= 8) background &= 7;
    }
    if (foreground >= state.colors) foreground = -1;
    if (background >= state.colors) background = -1;
    if (foreground < 0 && background < 0) return 0;
    int pair = alloc_pair(foreground, background);
    return pair < 0 ? 0 : pair;
}

static bool is_drawable(const struct ct_cell *cell) {
    if (cell->scalars[0] >= 0x20 && cell->scalars[0] < 0x7F) return cell->columns == 1;
    return wcwidth((wchar_t)cell->scalars[0]) == cell->columns;
}

// Writes one cell as curses' cells: one, or a question mark per column. Answers how many.
static int convert(const struct ct_cell *cell, cchar_t *into, attr_t attributes, int pair) {
    wchar_t text[6] = {0};
    if (is_drawable(cell)) {
        for (int i = 0; i < 5; i++) text[i] = (wchar_t)cell->scalars[i];
        if (setcchar(into, text, attributes, 0, &pair) == OK) return 1;
        text[1] = 0;
        if (setcchar(into, text, attributes, 0, &pair) == OK) return 1;
    }
    for (int column = 0; column < cell->columns; column++) setcchar(&into[column], L"?", attributes, 0, &pair);
    return cell->columns;
}

void ct_put(
    int row, int column, const struct ct_cell *cells, int count, unsigned attributes, int foreground, int background
) {
    cchar_t buffer[CELLS_AT_ONCE + 2];
    if (!state.screen) return;
    attr_t look = curses_attributes(attributes);
    int pair = color_pair(foreground, background, &look);
    int next = 0;
    while (next < count) {
        int filled = 0, width = 0;
        while (next < count && filled < CELLS_AT_ONCE) {
            filled += convert(&cells[next], &buffer[filled], look, pair);
            width += cells[next].columns;
            next++;
        }
        mvwadd_wchnstr(stdscr, row, column, buffer, filled);
        column += width;
    }
}

void ct_erase(void) {
    if (!state.screen) return;
    werase(stdscr);
    clearok(stdscr, TRUE);
}

void ct_flush(int row, int column, bool synchronized) {
    static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
    if (!state.screen) return;
    bool shows_cursor = row >= 0;
    curs_set(0);
    leaveok(stdscr, !shows_cursor);
    if (shows_cursor) wmove(stdscr, row, column);
    if (synchronized) ct_write(begin, sizeof begin - 1);
    wnoutrefresh(stdscr);
    doupdate();
    if (synchronized) ct_write(end, sizeof end - 1);
    curs_set(shows_cursor);
}

void ct_redraw(void) {
    if (!state.screen) return;
    clearok(curscr, TRUE);
    wnoutrefresh(stdscr);
    doupdate();
}

void ct_stop(void) {
    if (!state.screen) return;
    leave();
    ct_signals_let_stop(true);
    raise(SIGTSTP);
    ct_signals_let_stop(false);
    ct_enter();
}
