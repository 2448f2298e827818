import Foundation
import Testing

/// The dashboard on a real terminal, with a real room behind it.
struct ScreenTests {
    @Test(arguments: [(120, 32), (80, 24)])
    func theQuietScreenSaysThatNothingIsWrong(_ columns: Int, _ rows: Int) async throws {
        try await TestRoom.served { room in
            _ = try room.run("oncall", "set", "kim")
            let window = try Window(room, columns: columns, rows: rows)
            try window.waitForRoom()
            // A new room tells how to point senders at it.
            let port = try room.port()
            for words in [
                "no incident open", "On call", "kim", "4 Timeline", "127.0.0.1:\(port)/alerts -d", "/v2/enqueue",
            ] {
                try window.terminal.wait(forWords: words)
            }
            let id = try room.post("over", labels: ["alertname": "DiskFull"])
            try window.terminal.wait(forWords: "DiskFull")
            _ = try room.run("resolve", id)
            try window.terminal.wait(for: "quiet") {
                $0.shows("All is quiet") && $0.shows("Last alert") && $0.shows("Senders")
            }
            // Help lists what can be done, and goes away again.
            window.terminal.type("?")
            try window.terminal.wait(forWords: "Take the alert")
            window.terminal.type("\u{1B}")
            try window.terminal.wait(for: "help to go") { !$0.shows("Take the alert") }
            window.terminal.type("q")
            #expect(try window.differencesAfterEnd() == [])
            #expect(window.child.outcome?.code == 0)
        }
    }

    @Test func anAlertComesToTheScreenByItself() async throws {
        try await TestRoom.served { room in
            let window = try Window(room)
            try window.waitForRoom()
            let started = Date()
            try room.post("checkout is slow", labels: ["alertname": "CheckoutSlow", "instance": "api-3"])
            try window.terminal.wait(for: "the alert's row") {
                $0.lines.contains { $0.contains("CRIT") && $0.contains("CheckoutSlow") && $0.contains("api-3") }
            }
            #expect(Date().timeIntervalSince(started) < 5)
            #expect(window.terminal.lines.contains { $0.contains("1 Alerts") && $0.contains("1 firing") })
            // A row has a detail with all of it.
            window.terminal.type("\r")
            try window.terminal.wait(forWords: "checkout is slow")
            window.terminal.type("\u{1B}")
            try window.terminal.wait(for: "the board again") { $0.shows("1 Alerts") }
            try room.post("flapping", labels: ["alertname": "Flapping"])
            try room.post("flapping", state: "resolved", labels: ["alertname": "Flapping"])
            try window.terminal.wait(for: "what cleared before anyone looked") {
                $0.lines.contains { $0.contains("1 Alerts") && $0.contains("1 returned") }
            }
        }
    }

    @Test func whatOneDoesTheOtherSees() async throws {
        try await TestRoom.served { room in
            let id = try room.post("checkout is slow", labels: ["alertname": "CheckoutSlow"])
            let (mine, other) = try (
                Window(room), Window(room, columns: 80, rows: 24, environment: ["WARROOM_AS": "bo"])
            )
            try mine.waitForRoom()
            try other.waitForRoom()
            try mine.terminal.wait(for: "both names") { $0.lines[0].contains("ada") && $0.lines[0].contains("bo") }
            try mine.terminal.wait(forWords: "CheckoutSlow")
            mine.terminal.type("a")
            try mine.terminal.wait(forWords: "acknowledged CheckoutSlow")
            try other.terminal.wait(for: "whose it is") {
                $0.lines.contains { $0.contains("CheckoutSlow") && $0.contains("ada") }
            }
            #expect(try room.state(of: id) == "acknowledged")
            mine.terminal.type("U")
            try eventually("the ack to be undone") { try room.state(of: id) == "firing" }
            mine.terminal.type("npool exhausted on db-1\r")
            try other.terminal.wait(forWords: "pool exhausted on db-1")
            other.terminal.type("n#finding 500/500 connections\r")
            try mine.terminal.wait(forWords: "500/500 connections")
            let notes = try room.events().filter { $0["kind"].string == "note.added" }
            #expect(notes.map { $0["actor"]["person"].string } == ["ada", "bo"])
            #expect(notes.last?["facts"]["tag"].string == "finding")
            mine.terminal.type("dCheckout is down\r")
            try mine.terminal.wait(forWords: "How bad is it")
            mine.terminal.type("SEV2\r")
            for window in [mine, other] {
                try window.terminal.wait(for: "the incident in the status line") {
                    $0.lines[0].contains("INC-1") && $0.lines[0].contains("SEV2")
                        && $0.lines[0].contains("Checkout is down")
                }
            }
            let incident = try room.run("incidents", "--json").json[0]
            #expect(incident["alerts"].strings == [id] && incident["declaredBy"].string == "ada")
            mine.terminal.type("q")
            #expect(try mine.differencesAfterEnd() == [])
            try other.terminal.wait(for: "ada to be gone") { !$0.lines[0].contains("ada") }
        }
    }

    @Test func wordsThatWerePastedAreOneNote() async throws {
        try await TestRoom.served { room in
            let window = try Window(room)
            try window.waitForRoom()
            // Outside a prompt a paste is no row of commands.
            window.terminal.type("\u{1B}[200~q\nq\u{1B}[201~")
            window.terminal.type("n")
            try window.terminal.wait(forWords: "note in the room:")
            window.terminal.type("\u{1B}[200~first line\nsecond\u{1B}]0;owned\u{7} line\u{1B}[201~")
            try window.terminal.wait(forWords: "second")
            window.terminal.type("\r")
            try eventually("the note") { try room.events().contains { $0["kind"].string == "note.added" } }
            let body = try #require(try room.events().last?["text"]["body"].string)
            #expect(body.hasPrefix("first line second") && body.hasSuffix("line"), "\(body)")
            #expect(window.child.isRunning)
        }
    }

    @Test func theScreenFitsEverySize() async throws {
        try await TestRoom.served { room in
            try room.post("checkout is slow", labels: ["alertname": "CheckoutSlow"])
            let window = try Window(room)
            try window.terminal.wait(forWords: "CheckoutSlow")
            for (columns, rows, words) in [
                (80, 24, "CheckoutSlow"), (60, 15, "1 Alerts"), (40, 10, "Alerts"), (20, 5, "needs"), (1, 1, ""),
                (200, 60, "CheckoutSlow"),
                (120, 32, "CheckoutSlow"),
            ] {
                window.terminal.resize(columns: columns, rows: rows)
                try window.terminal.wait(for: "\(columns) × \(rows)") { words.isEmpty || $0.shows(words) }
                #expect(window.child.isRunning)
            }
            try window.terminal.wait(for: "the panes of the wide screen") {
                $0.shows("2 Responder") && $0.shows("4 Timeline")
            }
            for size in 1...60 { window.terminal.resize(columns: 40 + size * 2, rows: 10 + size % 30) }
            // There and back so fast that the program may never see the smaller size: the terminal has lost its right half.
            for _ in 1...20 {
                window.terminal.resize(columns: 42, rows: 11)
                window.terminal.resize(columns: 120, rows: 32)
            }
            try window.terminal.wait(for: "the same after dragging") {
                $0.shows("2 Responder") && $0.shows("CheckoutSlow")
            }
            window.terminal.type("q")
            #expect(try window.differencesAfterEnd() == [])
        }
    }

    @Test func aStormDoesNotHoldUpTheHand() async throws {
        try await TestRoom.served { room in
            let window = try Window(room)
            try window.waitForRoom()
            let port = try room.port()
            let connections = try (0..<4).map { _ in try HTTPConnection(port: port) }
            for batch in 0..<10 {
                for (number, connection) in connections.enumerated() {
                    let alerts = (0..<250).map {
                        #"{"key":"\#(number)-\#(batch)-\#($0)","title":"storm \#($0)","labels":{"alertname":"Storm\#(number)"}}"#
                    }
                    connection.send("POST", "/alerts", body: "[\(alerts.joined(separator: ","))]")
                }
                let started = Date()
                window.terminal.type(batch % 2 == 0 ? "nletters \(batch)" : "\u{1B}")
                try window.terminal.wait(for: "what was typed") { $0.shows("letters \(batch)") == (batch % 2 == 0) }
                #expect(Date().timeIntervalSince(started) < 5)
                for connection in connections {
                    let status = try connection.response().status
                    #expect(status == 200)
                }
            }
            try window.terminal.wait(forWords: "10000 firing")
        }
    }

    @Test func hostileWordsDoNotReachTheTerminal() async throws {
        try await TestRoom.served { room in
            let text = HostileTextTests.hostile
            try room.post([["key": text, "title": text, "source": text, "labels": ["alertname": text, text: text]]])
            let words = text.replacingOccurrences(of: "\0", with: "")
            #expect(try room.run(["note", "-"], input: words).code == 0)
            #expect(try room.run("declare", words).code == 0)
            let window = try Window(room)
            try window.terminal.wait(forWords: "gpj.exe")
            // Through the details of an alert and of a note, and the list of incidents.
            for keys in ["\r", "4k\r", "i"] {
                let before = window.terminal.text
                window.terminal.type(keys)
                try window.terminal.wait(for: "what \(keys.debugDescription) opens") {
                    $0.text != before && $0.shows("Esc")
                }
                window.terminal.type("\u{1B}")
                try window.terminal.wait(for: "it to close") { !$0.shows("Esc") }
            }
            window.terminal.type("1a")
            try window.terminal.wait(forWords: "acknowledged")
            for sequence in [
                "\u{1B}[2J\u{1B}]0;owned", "\u{1B}]0;owned", "owned\u{7}", "\u{9B}", "\u{202E}", "\u{2066}",
                "\u{E0041}",
            ] {
                #expect(!window.terminal.wasSent(sequence), "\(sequence.debugDescription) was sent to the terminal")
            }
            window.terminal.type("q")
            #expect(try window.differencesAfterEnd() == [])
        }
    }

    @Test(arguments: ["xterm-kitty-of-tomorrow", "vt100", "linux", "screen-256color", "tmux-256color", "xterm"])
    func everyTerminalIsDrawnOn(_ term: String) async throws {
        try await TestRoom.served { room in
            try room.post("checkout is slow", labels: ["alertname": "CheckoutSlow"])
            let window = try Window(room, environment: ["TERM": term])
            try window.terminal.wait(forWords: "CheckoutSlow")
            window.terminal.type("q")
            #expect(try window.differencesAfterEnd() == [])
        }
    }

    @Test func withoutColoursAndWithoutUnicodeItReadsTheSame() async throws {
        try await TestRoom.served { room in
            try room.post("checkout is slow", labels: ["alertname": "CheckoutSlow"])
            let plain = try Window(room, ["--ascii", "--color", "mono"])
            try plain.terminal.wait(forWords: "CheckoutSlow")
            #expect(plain.terminal.received.allSatisfy { $0 < 0x80 })
            let none = try Window(room, environment: ["NO_COLOR": "1"])
            try none.terminal.wait(forWords: "CheckoutSlow")
            for window in [plain, none] {
                // SGR 30-37, 40-47, 90-97 and 100-107 set one of sixteen colours, 38 and 48 any.
                let sequences = String(decoding: window.terminal.received, as: UTF8.self).matches(
                    of: /\x1B\[([0-9;:]*)m/)
                let numbers = sequences.flatMap { $0.1.split(separator: ";") }.compactMap { Int($0) }
                #expect(
                    !numbers.contains { (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0) })
            }
            #expect(try room.run("--theme", "no-such-theme").code != 0)
        }
    }
}
