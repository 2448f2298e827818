import Foundation
import Testing

/// However the dashboard ends or pauses, the terminal is as it was before; and it does not end for small reasons.
struct WaysOutTests {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func aSignalGivesTheTerminalBack(_ signal: Int32) async throws {
        try await TestRoom.served { room in
            let window = try Window(room, ["--mouse"])
            try window.waitForRoom()
            window.terminal.type("nhalf a note")
            try window.terminal.wait(forWords: "half a note")
            window.child.send(signal)
            #expect(try window.differencesAfterEnd() == [])
            #expect(room.daemon != nil, "the room lives on")
        }
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP])
    func aCrashGivesTheTerminalBack(_ signal: Int32) async throws {
        try await TestRoom.served { room in
            let window = try Window(room, ["--mouse"])
            try window.waitForRoom()
            window.child.send(signal)
            #expect(try window.differencesAfterEnd() == [])
            #expect(window.child.outcome?.signal == signal)
        }
    }

    @Test(arguments: [false, true])
    func theDashboardEndsWithItsWindow(_ ignoresHangUp: Bool) async throws {
        try await TestRoom.served { room in
            let line = (ignoresHangUp ? "trap '' HUP; " : "") + "exec \"$warroom\""
            let window = try Window(room, shell: line)
            try window.waitForRoom()
            window.terminal.close()
            let ended = try window.child.waitForEnd(within: 10)
            #expect(ended.code != nil || ended.signal == SIGHUP, "\(ended)")
            try eventually("the screen to be closed in the room") { try room.status()["present"].array.isEmpty }
        }
    }

    @Test func controlZGoesToTheShellAndBack() async throws {
        try await TestRoom.served { room in
            let line = #"set -m; "$warroom"; echo "stopped with $?"; read line; fg >/dev/null; echo "ended with $?""#
            let window = try Window(room, shell: line)
            try window.waitForRoom()
            window.terminal.type("\u{1A}")
            try window.terminal.wait(forWords: "stopped with")
            #expect(window.terminal.settings == window.settings)
            #expect(
                (window.terminal.lastPlace(of: Window.leaving) ?? 0)
                    > (window.terminal.lastPlace(of: Window.entering) ?? 0))
            try room.post("it happened meanwhile", labels: ["alertname": "Meanwhile"])
            window.terminal.resize(columns: 100, rows: 30)
            window.terminal.type("\n")
            try window.waitForRoom()
            try window.terminal.wait(for: "the room at its new size") {
                $0.shows("Meanwhile") && !$0.shows("stopped with")
            }
            window.terminal.type("q")
            try window.terminal.wait(forWords: "ended with 0")
            #expect(try window.differencesAfterEnd() == [])
        }
    }

    @Test func aStopFromOutsideIsTheSame() async throws {
        try await TestRoom.served { room in
            let line = #"set -m; "$warroom"; echo "stopped with $?"; read line; fg >/dev/null; echo "ended with $?""#
            let window = try Window(room, shell: line)
            try window.waitForRoom()
            let dashboard = try #require(room.processes().first { $0 != window.child.pid && $0 != room.daemon })
            kill(dashboard, SIGTSTP)
            try window.terminal.wait(forWords: "stopped with")
            #expect(window.terminal.settings == window.settings)
            window.terminal.type("\n")
            try window.waitForRoom()
            window.terminal.type("q")
            try window.terminal.wait(forWords: "ended with 0")
            #expect(try window.differencesAfterEnd() == [])
        }
    }

    @Test func theDashboardComesBackWhenItsDaemonIsKilled() async throws {
        try await TestRoom.served { room in
            let window = try Window(room)
            try window.waitForRoom()
            for round in 1...3 {
                let daemon = try #require(room.daemon)
                kill(daemon, SIGKILL)
                try eventually("another daemon") { room.daemon.map { $0 != daemon } ?? false }
                try room.post("round \(round)", labels: ["alertname": "Round\(round)"])
                try window.terminal.wait(for: "what happened afterwards") {
                    $0.shows("Round\(round)") && $0.lines[0].contains("●")
                }
            }
            // A key that was pressed while the room was away is carried out.
            kill(try #require(room.daemon), SIGKILL)
            window.terminal.type("nwritten in the gap\r")
            try eventually("the note") {
                try room.events().contains { $0["text"]["body"].string == "written in the gap" }
            }
            #expect(try room.events().filter { $0["text"]["body"].string == "written in the gap" }.count == 1)
            #expect(try room.run("log", "verify").code == 0)
        }
    }

    @Test func aScreenThatOnlyLooksStartsNoDaemonAndSaysThatTheRoomIsGone() async throws {
        try await TestRoom.with { room in
            let refused = try Window(room, ["--read-only"])
            try refused.terminal.wait(for: "the refusal") { _ in !refused.child.isRunning }
            #expect(refused.child.outcome?.code == 69)
            #expect(refused.terminal.shows("no room answers"), "\(refused.terminal.text)")
            let daemon = try room.serve()
            let id = try room.post("checkout is slow", labels: ["alertname": "CheckoutSlow"])
            let window = try Window(room, ["--read-only"])
            try window.terminal.wait(forWords: "CheckoutSlow")
            #expect(window.terminal.lines[0].contains("READ-ONLY"))
            window.terminal.type("a")
            window.terminal.type("n")
            daemon.send(SIGKILL)
            try window.terminal.wait(for: "the loss in words") {
                $0.lines[0].contains("lost") && $0.shows("no connection since")
            }
            #expect(window.terminal.shows("CheckoutSlow"))
            try window.terminal.wait(for: "it to stay lost", within: 10) { $0.lines[0].contains("lost 3 s") }
            #expect(room.daemons().isEmpty, "a screen that only looks has started a daemon")
            try room.serve()
            try window.terminal.wait(for: "the room again") {
                !$0.lines[0].contains("lost") && !$0.shows("no connection since")
            }
            #expect(try room.state(of: id) == "firing")
            #expect(try !room.events().contains { $0["kind"].string == "note.added" })
        }
    }

    @Test func aSilentRoomIsStaleAndCostsNothing() async throws {
        try await TestRoom.served { room in
            let window = try Window(room)
            try window.waitForRoom()
            let daemon = try #require(room.daemon)
            let before = window.child.processorTime
            kill(daemon, SIGSTOP)
            defer { kill(daemon, SIGCONT) }
            try window.terminal.wait(for: "the age of the view") { $0.lines[0].contains("stale") }
            #expect(window.child.processorTime - before < 0.5)
            kill(daemon, SIGCONT)
            try window.waitForRoom()
        }
    }

    @Test func withoutATerminalThereAreLines() async throws {
        try await TestRoom.served { room in
            try room.post("checkout is slow \u{1B}[2J", labels: ["alertname": "CheckoutSlow"])
            let plain = try room.start(["--plain"], name: "plain")
            try eventually("the summary") { room.printed("plain").contains("critical firing: CheckoutSlow") }
            _ = try room.run("note", "a new line")
            try eventually("what came") { room.printed("plain").contains("ada: a new line") }
            plain.send(SIGTERM)
            _ = try plain.waitForEnd()
            #expect(HostileTextTests.problem(room.printed("plain"), "lines") == nil)
            #expect(room.printed("plain", errors: true).isEmpty)
            // A reader that goes away ends it with the next line that it has.
            let piped = try room.start(
                ["-c", "\"$warroom\" --plain | head -1"], program: "/bin/sh", name: "piped",
                environment: ["warroom": Binary.path])
            try eventually("the first line") { !room.printed("piped").isEmpty }
            try eventually("the end", within: 60) {
                _ = try room.run("note", "another line")
                return !piped.isRunning
            }
            #expect(room.printed("piped", errors: true).isEmpty)
        }
    }

    @Test(arguments: [[:], ["TERM": "dumb"], ["TERM": ""]])
    func withoutATerminalTheDashboardSaysWhatElseThereIs(_ environment: [String: String]) async throws {
        try await TestRoom.with { room in
            let answer = try room.run([], environment: environment)
            #expect(answer.code != 0 && answer.output.isEmpty, "\(answer)")
            #expect(answer.errors.contains("`--plain`") && answer.errors.split(separator: "\n").count == 1, "\(answer)")
            #expect(room.daemons().isEmpty, "a daemon was started for nothing")
            guard !environment.isEmpty else { return }
            let window = try Window(room, environment: environment)
            #expect(try window.differencesAfterEnd() == [])
            #expect(window.terminal.shows("`--plain`"))
        }
    }
}
