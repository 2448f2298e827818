#pragma once
// The screen that the tests of Terminal look at: Debian's libvterm-dev, 0.1.4.
#include <vterm.h>
