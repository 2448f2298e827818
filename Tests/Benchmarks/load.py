#!/usr/bin/env python3
"""A room under load: memory of the daemon and its screens, and a key's way to its bytes meanwhile.

Usage: load.py [path of warroom] [seconds]. Standard library only. A thousand requests of ten alerts a second: 90 % repeats
over 10,000 keys, 5 % new, 5 % resolved; five dashboards are open. The reference of the same run is `cat`, which only echoes.
"""
import http.client, os, shutil, signal, subprocess, sys, tempfile, threading, time

SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
sys.argv = sys.argv[:2]
from screens import SCREENS, WARROOM, Screen, figure

ADDRESS = "127.0.0.1:9914"
CONNECTIONS = 16
PER_SECOND = 1000
KEYS = 10_000
# Letters that nothing else on the screen has: what comes back can only be what was typed.
LETTERS = "þðøßœæŋħŧĸłđ"


def alert(name, ends=""):
    return (
        '{"labels":{"alertname":"HighLatency","instance":"%s","job":"api","service":"checkout","severity":"warning",'
        '"cluster":"eu-1"},"annotations":{"summary":"p99 latency is 4.1 s"}%s}' % (name, ends))


def body(number, known):
    items = [known[(number * 9 + index) % KEYS] for index in range(9)]
    if number % 2:
        items.append(alert(f"new-{number}"))
    else:
        ends = ',"endsAt":"%s"' % time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        items.append(alert(f"new-{max(1, number - 4001)}", ends))
    return "[" + ",".join(items) + "]"


def send(worker, start, counts):
    known = [alert(f"api-{key}:9090") for key in range(KEYS)]
    connection = http.client.HTTPConnection(ADDRESS, timeout=30)
    total = int(PER_SECOND * SECONDS)
    for number in range(worker, total, CONNECTIONS):
        wait = start + number / PER_SECOND - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        connection.request("POST", "/api/v2/alerts", body(number, known), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        counts[worker] += answer.status == 200


def peak_megabytes(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024


def typed_times(screen, until):
    times = []
    while time.monotonic() < until:
        letter = LETTERS[len(times) % len(LETTERS)].encode()
        screen.seen = b""
        start = time.perf_counter()
        os.write(screen.fd, letter)
        screen.wait(letter)
        times.append(time.perf_counter() - start)
        if len(times) % 40 == 0:
            os.write(screen.fd, b"\x15")
        time.sleep(0.05)
    return times


def main():
    work = tempfile.mkdtemp()
    environment = {
        "PATH": os.environ["PATH"], "HOME": work, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
        "WARROOM_HOME": work + "/room", "SWIFT_BACKTRACE": "enable=no",
    }
    daemon = subprocess.Popen([WARROOM, "serve", "--listen", ADDRESS], env=environment, stdout=subprocess.DEVNULL)
    try:
        time.sleep(1)
        screens = [Screen([WARROOM], environment) for _ in range(SCREENS)]
        for screen in screens:
            screen.wait(b"Timeline")
        echo = Screen(["/bin/cat"], environment)
        reference = figure("cat echoing", typed_times(echo, time.monotonic() + 5))
        counts = [0] * CONNECTIONS
        start = time.monotonic() + 0.5
        workers = [threading.Thread(target=send, args=(worker, start, counts)) for worker in range(CONNECTIONS)]
        for worker in workers:
            worker.start()
        readers_end = start + SECONDS
        drain = threading.Thread(target=lambda: [
            [screen.read() for screen in screens[1:]] or time.sleep(0.02)
            for _ in iter(lambda: time.monotonic() < readers_end, False)])
        drain.start()
        time.sleep(3)
        os.write(screens[0].fd, b"n")
        screens[0].wait(b"note in")
        ours = figure("key to its bytes under load", typed_times(screens[0], readers_end))
        for worker in workers:
            worker.join()
        took = time.monotonic() - start
        drain.join()
        print(f"accepted {sum(counts)} requests of {int(PER_SECOND * SECONDS)} in {took:.1f} s")
        print(f"ratio to cat: {ours / reference:.1f}; peak MB: daemon {peak_megabytes(daemon.pid):.0f}, screens "
              + ", ".join(f"{peak_megabytes(screen.pid):.0f}" for screen in screens))
        for screen in screens:
            os.kill(screen.pid, signal.SIGTERM)
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(work, ignore_errors=True)


main()
