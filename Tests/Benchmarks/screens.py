#!/usr/bin/env python3
"""How fast screens are: a key's way to its bytes, an alert's way to five screens, and what idling costs.

Usage: screens.py [path of warroom] [samples] [idle seconds]. Standard library only. Each figure stands beside a
reference of the same run: a program that only echoes, and a second of a whole core.
"""
import fcntl, json, os, pty, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
WARROOM = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "../../.build/release/warroom")
SAMPLES = int(sys.argv[2]) if len(sys.argv) > 2 else 200
IDLE = float(sys.argv[3]) if len(sys.argv) > 3 else 60.0
SCREENS = 5


class Screen:
    """A program on a pseudo-terminal of 120 x 32."""

    def __init__(self, command, environment):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 32, 120, 0, 0))
        os.set_blocking(self.fd, False)
        self.seen = b""

    def read(self):
        try:
            data = os.read(self.fd, 1 << 16)
        except (BlockingIOError, OSError):
            return b""
        self.seen = (self.seen + data)[-(1 << 20):]
        return data

    def wait(self, text, seconds=20):
        end = time.monotonic() + seconds
        while text not in self.seen:
            if time.monotonic() > end:
                raise SystemExit(f"{text!r} did not appear; the screen's end: {self.seen[-300:]!r}")
            select.select([self.fd], [], [], 0.1)
            self.read()

    def quiet(self, seconds=0.15):
        while select.select([self.fd], [], [], seconds)[0]:
            if not self.read():
                return

    def cpu_seconds(self):
        return cpu_seconds(self.pid)


def cpu_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def figure(name, values):
    print(f"{name}: p50 {percentile(values, .5) * 1e3:.2f} ms, p99 {percentile(values, .99) * 1e3:.2f} ms, n={len(values)}")
    return percentile(values, .99)


def key_times(screen, keys):
    times = []
    for index in range(SAMPLES):
        screen.quiet(0.02)
        start = time.perf_counter()
        os.write(screen.fd, keys[index % len(keys)])
        select.select([screen.fd], [], [], 5)
        times.append(time.perf_counter() - start)
        screen.read()
    return times


def post(address, alerts):
    request = urllib.request.Request(
        f"http://{address}/api/v2/alerts", json.dumps(alerts).encode(), {"Content-Type": "application/json"})
    urllib.request.urlopen(request).read()


def alert_times(address, screens):
    times = []
    for index in range(SAMPLES):
        name = f"Bench{index:05d}x{os.getpid()}"
        for screen in screens:
            screen.quiet(0.01)
            screen.seen = b""
        post(address, [{"labels": {"alertname": name, "severity": "critical"}}])
        accepted = time.perf_counter()
        waiting = list(screens)
        while waiting:
            ready, _, _ = select.select([s.fd for s in waiting], [], [], 5)
            if not ready:
                raise SystemExit(f"{name} did not reach {len(waiting)} screens")
            for screen in list(waiting):
                if screen.fd in ready:
                    screen.read()
                    if name.encode() in screen.seen:
                        times.append(time.perf_counter() - accepted)
                        waiting.remove(screen)
    return times


def idle(name, processes):
    before = [cpu_seconds(pid) for pid in processes]
    time.sleep(IDLE)
    shares = [(cpu_seconds(pid) - start) / IDLE * 100 for pid, start in zip(processes, before)]
    print(f"{name}, {IDLE:.0f} s: " + ", ".join(f"{share:.3f} %" for share in shares) + " of a core")


def main():
    work = tempfile.mkdtemp()
    environment = {
        "PATH": os.environ["PATH"], "HOME": work, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
        "WARROOM_HOME": work + "/room", "SWIFT_BACKTRACE": "enable=no",
    }
    daemon = subprocess.Popen(
        [WARROOM, "serve", "--listen", "127.0.0.1:0"], env=environment, stderr=subprocess.DEVNULL)
    screens = []
    try:
        for _ in range(200):
            status = subprocess.run([WARROOM, "status", "--json"], env=environment, capture_output=True, text=True)
            if status.returncode == 0 and json.loads(status.stdout).get("listener"):
                break
            time.sleep(0.05)
        address = json.loads(status.stdout)["listener"]
        screens = [Screen([WARROOM, "--as", f"person{n}"], environment) for n in range(SCREENS)]
        for screen in screens:
            screen.wait(b"live")
        # Shells of the waiting kind: pumped, so that no screen blocks on a full terminal.
        idle("idle daemon and idle screen", [daemon.pid, screens[0].pid])
        post(address, [{"labels": {"alertname": f"Row{n}", "severity": "warning"}} for n in range(40)])
        for screen in screens:
            screen.wait(b"Row1")
            screen.quiet(0.5)
        echo = Screen(["/bin/cat"], environment)
        reference = figure("a program that echoes", key_times(echo, [b"j"]))
        os.kill(echo.pid, signal.SIGKILL)
        ours = figure("key press to its bytes", key_times(screens[0], [b"j"] * 10 + [b"k"] * 10))
        print(f"ratio at p99: {ours / reference:.1f}")
        figure(f"alert accepted to its cell on each of {SCREENS} screens", alert_times(address, screens))
    finally:
        for screen in screens:
            os.kill(screen.pid, signal.SIGKILL)
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
