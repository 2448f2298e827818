#include "CTerminal.h"

// By itself, since term.h makes macros of words such as `columns`.
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#include <unistd.h>

struct ct_entry ct_look_up(const char *term) {
    struct ct_entry entry = {false, 0, false, false};
    TERMINAL *before = cur_term;
    int status = 0;
    if (setupterm(term, STDOUT_FILENO, &status) == OK) {
        entry.is_known = true;
        entry.colors = tigetnum("colors");
        entry.has_xterm_extensions = tigetflag("XT") == 1;
        const char *on = tigetstr("smam"), *off = tigetstr("rmam");
        entry.switches_wrapping = on != NULL && on != (char *)-1 && off != NULL && off != (char *)-1;
        TERMINAL *mine = set_curterm(before);
        del_curterm(mine);
    }
    return entry;
}
