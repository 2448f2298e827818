#!/usr/bin/env python3
"""How fast the palette and the filters answer while one types, with 10,000 open alerts, and what an open incident's clock costs.

Usage: typing.py [path of warroom] [samples] [idle seconds]. Standard library only. The reference of the same run is `cat`.
A filter has answered when the screen stands still, with the rows that it leaves, which the daemon sends.
"""
import os, select, shutil, signal, subprocess, sys, tempfile, time

from screens import IDLE, SAMPLES, WARROOM, Screen, figure, idle, key_times, post

ADDRESS = "127.0.0.1:9915"
ALERTS = 10_000


def settled(screen, keys):
    """How long after the keys the screen last changed: only what differs is drawn, so that no word need come whole."""
    screen.quiet(0.15)
    start = last = time.perf_counter()
    os.write(screen.fd, keys)
    while select.select([screen.fd], [], [], 0.15)[0]:
        screen.read()
        last = time.perf_counter()
    return last - start


def main():
    work = tempfile.mkdtemp()
    environment = {
        "PATH": os.environ["PATH"], "HOME": work, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
        "WARROOM_HOME": work + "/room", "SWIFT_BACKTRACE": "enable=no",
    }
    daemon = subprocess.Popen(
        [WARROOM, "serve", "--listen", ADDRESS], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    screen = None
    try:
        time.sleep(1)
        for start in range(0, ALERTS, 500):
            post(ADDRESS, [
                {"labels": {"alertname": f"Alert{n % 50}", "instance": f"host{n}x", "severity": "warning"}}
                for n in range(start, start + 500)])
        screen = Screen([WARROOM], environment)
        screen.wait(b"Alert")
        screen.quiet(0.5)
        echo = Screen(["/bin/cat"], environment)
        reference = figure("a program that echoes", key_times(echo, [b"j"]))
        os.kill(echo.pid, signal.SIGKILL)
        os.write(screen.fd, b":")
        screen.quiet()
        palette = figure("a letter in the palette to its frame", key_times(screen, [b"s", b"i", b"l", b"\x7f", b"\x7f", b"\x7f"]))
        os.write(screen.fd, b"\x1b")
        screen.quiet(0.5)
        times = []
        for sample in range(min(SAMPLES, 100)):
            os.write(screen.fd, b"/\x15\r")
            screen.quiet(0.15)
            os.write(screen.fd, b"/host%d" % ((sample * 97) % ALERTS))
            times.append(settled(screen, b"x"))
            os.write(screen.fd, b"\r")
        found = figure("a filter to the rows that it leaves", times)
        print(f"ratios at p99: palette {palette / reference:.1f}, filter {found / reference:.1f}")
        os.write(screen.fd, b"/\x15\r")
        subprocess.run([WARROOM, "declare", "Bench"], env=environment, stdout=subprocess.DEVNULL)
        screen.quiet(1)
        idle("daemon and screen with an open incident", [daemon.pid, screen.pid])
    finally:
        # First the screen, which else would start the daemon again.
        if screen:
            os.kill(screen.pid, signal.SIGKILL)
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(work, ignore_errors=True)


main()
