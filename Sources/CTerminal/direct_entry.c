#include "internal.h"

// ncurses sends 24-bit colours only through a terminfo entry that has them, and such entries come with a package that
// servers rarely have. So we bring one: xterm's core, without what tmux or other descendants do differently (no `bce`, no
// `rep`), colours 0 … 255 by index and the rest as 0xRRGGBB in the form with semicolons, which more terminals parse than
// the one with colons (libvterm 0.1.4 misreads the latter).
//
// Made by `tic -x -o . direct.ti && TERMINFO=. infocmp -x -Q2 warroom-direct` from:
//
// warroom-direct|direct colour beside the 256 indexed ones,
//     RGB, am, mir, msgr, xenl,
//     colors#0x1000000, cols#80, lines#24, pairs#0x10000,
//     bel=^G, bold=\E[1m, civis=\E[?25l, clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r,
//     cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
//     cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A,
//     dim=\E[2m, ech=\E[%p1%dX, ed=\E[J, el=\E[K, el1=\E[1K, home=\E[H, hpa=\E[%i%p1%dG,
//     ich=\E[%p1%d@, dch=\E[%p1%dP, op=\E[39;49m, rev=\E[7m, rmam=\E[?7l, smam=\E[?7h,
//     smcup=\E[?1049h, rmcup=\E[?1049l, sitm=\E[3m, ritm=\E[23m, smul=\E[4m, rmul=\E[24m,
//     sgr=\E[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%p3%|%t;7%;m, sgr0=\E[m, vpa=\E[%i%p1%dd,
//     setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e%p1%{256}%<%t38;5;%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
//     setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e%p1%{256}%<%t48;5;%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,

const char ct_direct_name[] = "warroom-direct";
const char ct_direct_entry[] =
    "b64:HgI5AA8ADwBpATACd2Fycm9vbS1kaXJlY3R8ZGlyZWN0IGNvbG91ciBiZXNpZGUgdGhlIDI1NiBpbmRleGVkIG9uZXMAAAEAAAEAAAAAAA"
    "AAAAEBUAAAAP____8YAAAA_____________________________________________________wAAAAEAAAEA__8AAAIA_____wQADAAQABQA"
    "__8fADAAMgA2AD0A__8_AEYA__9KAP__________________TgBTAP__XAD_______9hAP__ZgBrAP__dAB4AP_______4EA______________"
    "______________________________________________________________________________________________________________"
    "____________________________________hwD__5AAmQD_____ogCrAP__tAD_______________________________-9AP_______8gA__"
    "_________________________________________________-AAQB________________________________________________________"
    "______________________________________________________________________________________________________________"
    "______________________________________________________________________________________________________________"
    "_________________________________woB________________________________________________________________________Dw"
    "H__________________________________xgB________________________HQH_____________________________________________"
    "_____________________________________________________yMBqQEHAA0AG1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcAG1slaSVwMS"
    "VkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8yNWgAG1tDABtbQQAbWzFtABtbPzEwNDloABtbMm0AG1s3bQAbWzRtABtbJXAxJWRYABtbbQAb"
    "Wz8xMDQ5bAAbWzI0bQAbWyVwMSVkUAAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkRAAbWyVwMSVkQwAbWyVwMSVkQQAbWyVpJXAxJWRkABtbMC"
    "U_JXA2JXQ7MSU7JT8lcDUldDsyJTslPyVwMiV0OzQlOyU_JXAxJXAzJXwldDs3JTttABtbPzdoABtbPzdsABtbMUsAG1szOTs0OW0AG1szbQAb"
    "WzIzbQAbWyU_JXAxJXs4fSU8JXQzJXAxJWQlZSVwMSV7MTZ9JTwldDklcDElezh9JS0lZCVlJXAxJXsyNTZ9JTwldDM4OzU7JXAxJWQlZTM4Oz"
    "I7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkJTttABtbJT8lcDElezh9JTwldDQlcDElZCVlJXAx"
    "JXsxNn0lPCV0MTAlcDElezh9JS0lZCVlJXAxJXsyNTZ9JTwldDQ4OzU7JXAxJWQlZTQ4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJX"
    "syNTV9JSYlZDslcDElezI1NX0lJiVkJTttAAEAAAAAAAEABAABAAAAUkdCAA==";
