import Canvas
import Dashboard
import PlainText
import SeededRandom
import Testing
import WarRoom

/// Nothing traps: no size, no text, no number, no order of messages.
@Suite struct TotalityTests {
    @Test(arguments: Scene.allCases)
    func everySize(scene: Scene) throws {
        let screen = try ScriptedScreen(scene)
        // Every width at some heights, and every height at some widths.
        for columns in 1...200 {
            for rows in columns % 2 == 0 ? [1, 10, 24] : [9, 23, 60] { resize(screen, columns, rows) }
        }
        for rows in 1...60 {
            for columns in rows % 2 == 0 ? [1, 40, 60, 80, 200] : [39, 59, 79, 119, 120] {
                resize(screen, columns, rows)
            }
        }
    }

    private func resize(_ screen: ScriptedScreen, _ columns: Int, _ rows: Int) {
        screen.send(.input(.resize(Size(columns: columns, rows: rows))))
        if screen.frame.size != Size(columns: columns, rows: rows) { Issue.record("not \(columns) × \(rows)") }
    }

    @Test(arguments: ["?", "i", "Enter", "n", "s", "R", "/", "2", "4", "z", "d", "A", ":", "H", "T"])
    func everyOverlayAndPromptAtEverySize(key: String) throws {
        let screen = try ScriptedScreen(.storm).press(key).type("some words")
        for columns in stride(from: 1, through: 200, by: 19) {
            for rows in stride(from: 1, through: 60, by: 9) {
                screen.send(.input(.resize(Size(columns: columns, rows: rows))))
                _ = screen.frame
            }
        }
    }

    /// The lines of every form in every size that shows them are covered: no border of a pane is left open.
    @Test func bordersAlwaysClose() throws {
        let screen = try ScriptedScreen(.sev2)
        for columns in stride(from: 80, through: 200, by: 13) {
            for rows in stride(from: 24, through: 60, by: 9) {
                screen.send(.input(.resize(Size(columns: columns, rows: rows))))
                let lines = screen.lines
                #expect(lines[1].hasPrefix("╭") && lines[1].hasSuffix("╮"))
                #expect(lines[rows - 2].hasPrefix("╰") && lines[rows - 2].hasSuffix("╯"))
                for line in lines[2..<rows - 2] {
                    #expect(line.hasPrefix("│") || line.hasPrefix("├"), "\(columns)x\(rows): \(line)")
                    #expect(line.hasSuffix("│") || line.hasSuffix("┤"), "\(columns)x\(rows): \(line)")
                }
            }
        }
    }

    static let nasty = [
        "\u{1b}[31mred\u{7}", "\u{202e}evil", "a\nb\tc\r", String(repeating: "界", count: 300),
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\u{301}start", "👩‍💻🇩🇪", "\u{0}\u{9b}2J", "", "   ", String(repeating: "x", count: 5000), "\u{feff}\u{200b}",
    ]

    @Test(arguments: nasty)
    func hostileTextInEveryField(text: String) throws {
        var room = ScriptedRoom(at: Scene.now)
        let person = text.isEmpty || text == "   " ? "p" : String(text.prefix(12))
        let evil = Actor(principal: text, person: person, via: text)
        let labels = Labels([
            Label(name: "alertname", value: text), Label(name: text, value: text), Label(name: "instance", value: text),
        ])
        try room.perform(
            ObserveAlert(
                AlertObservation(
                    alert: AlertID(value: 1), isFiring: true, severity: .critical, labels: labels, annotations: labels,
                    title: text,
                    links: [Link(title: text, address: text)], source: text, sender: text)), by: evil)
        _ = try? room.perform(SetOnCall(person: person), by: evil)
        _ = try? room.perform(
            DeclareIncident(title: "x" + text, severity: .sev1, alerts: AlertSelection(ids: ["0000000000000001"])),
            by: evil)
        _ = try? room.perform(AssignRole(.onlyOpen, role: .commander), by: evil)
        _ = try? room.perform(AddNote("x" + text, tag: .finding), by: evil)
        _ = try? room.perform(RefuseInput(source: text, sender: text, items: 1, reason: text, body: text), by: evil)
        _ = try? room.perform(Acknowledge(AlertSelection(ids: ["0000000000000001"]), note: "x" + text), by: evil)
        room.live = LiveStatus(
            present: [Presence(person: text, principal: text, since: room.now)], alertsPerSecond: .max, listener: text,
            problems: [text, text], readOnly: nil)
        for glyphs in [GlyphSet.unicode, .ascii] {
            for size in [Size(columns: 120, rows: 32), Size(columns: 40, rows: 10)] {
                let screen = ScriptedScreen(room, size: size, glyphs: glyphs)
                for key in [
                    "Enter", "Esc", "2", "Enter", "Esc", "4", "k", "k", "Enter", "Esc", "1", "A", "Esc", "r", "Esc",
                    "Z", "Esc", "i", "Esc",
                ] {
                    screen.press(key)
                    check(screen.frame)
                }
                screen.press("n")
                screen.send(.input(.paste(text)))
                check(screen.frame)
                screen.press("Esc")
                screen.send(.connection(.lost(since: room.now, reason: text)))
                check(screen.frame)
            }
        }
        for line in plainSummary(of: room.view(), now: room.now, localOffset: { _ in 0 }) { check(line.string) }
        for entry in room.entries { check(plainLine(for: entry, localOffset: { _ in 0 }).string) }
    }

    private func check(_ frame: Frame) {
        for row in 0..<frame.size.rows { check(ScriptedScreen.text(frame.row(row))) }
    }

    private func check(_ text: String) {
        for scalar in text.unicodeScalars {
            let value = scalar.value
            let isControl = value < 0x20 || (0x7F...0x9F).contains(value)
            let isBidirectional = (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
            if isControl || isBidirectional || value == 0xFEFF {
                Issue.record("U+\(String(value, radix: 16)) was drawn")
            }
        }
    }

    @Test func asciiScreensHoldNothingElse() throws {
        for scene in Scene.allCases {
            let screen = try ScriptedScreen(scene, glyphs: .ascii)
            for key in [
                "Enter", "Esc", "?", "Esc", "i", "Esc", "n", "Esc", "R", "Esc", "s", "Esc", "S", "Esc", "4", "/", "Esc",
                "2", "a", "A", "Esc", "z", "1", "g", "Right", "Space", "*", "y", ":", "a", "Esc", "H", "/", "x", "Esc",
                "Esc",
            ] {
                screen.press(key)
                let foreign = screen.frame.cells.first { !$0.glyph.isASCII }
                #expect(foreign == nil, "\(scene) \(key)")
            }
        }
    }

    @Test func numbersFromOutsideAreBounded() throws {
        let screen = try ScriptedScreen(.sev2)
        var view = screen.room.view()
        view.offset = .max
        view.matching = .max
        view.overview.counts.firing = .max
        view.overview.counts.acknowledged = .min
        view.overview.crowdCount = .max
        view.fitting = [FittingPlaybook(name: "x", alerts: .min), FittingPlaybook(name: "x", alerts: .max)]
        view.overview.workingCount = .min
        view.overview.working = [Int.min, .max].map {
            Worker(person: "ada", alert: "Disk", alerts: $0, until: Instant(milliseconds: Int64($0)))
        }
        for index in view.rows.indices {
            view.rows[index].count = index == 0 ? .max : .min
            view.rows[index].since = index == 0 ? Instant(milliseconds: .min) : Instant(milliseconds: .max)
            view.rows[index].until = Instant(milliseconds: index == 0 ? .max : .min)
        }
        for index in view.entries.indices {
            view.entries[index].recordedAt = Instant(milliseconds: index % 2 == 0 ? .max : .min)
            view.entries[index].occurredAt = Instant(milliseconds: .min)
        }
        for index in view.overview.incidents.indices {
            view.overview.incidents[index].openedAt = Instant(milliseconds: .min)
        }
        screen.send(.connected(view, of: screen.model.request))
        for key in [
            "j", "*", "Space", "G", "PgUp", "Enter", "Esc", "4", "k", "g", "Enter", "Esc", "i", "G", "Enter",
            "2", "Enter",
        ] {
            screen.press(key)
            _ = screen.frame
            _ = screen.model.nextClock
        }
        for now in [Int64.min, -1, 0, .max] {
            screen.send(.clock(Instant(milliseconds: now)))
            screen.press("n").type("@03:05 x").press("Enter", "n").type("@-5m x").press(
                "Enter", "1", "Enter", "Esc", "4", "Esc")
            _ = screen.frame
            _ = screen.model.nextClock
        }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
    func anyMessagesInAnyOrder(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let screen = ScriptedScreen(try random.pick(Scene.allCases).room(), isConnected: random.isOnce(in: 2))
        let keys =
            ActionTable.all.flatMap(\.keys) + [
                .backspace, .delete, .left, .right, .control("c"), .function(1), .alt("x"),
            ]
        for _ in 0..<150 {
            screen.isAnswered = !random.isOnce(in: 3)
            switch random.below(24) {
            case 0: screen.send(.input(.resize(Size(columns: 1 + random.below(200), rows: 1 + random.below(60)))))
            case 1: screen.connect()
            case 2: screen.send(.connection(.lost(since: screen.room.now, reason: "x")))
            case 3: screen.wait(Milliseconds(Int64(random.below(90_000))), isHeard: random.isOnce(in: 2))
            case 4: screen.send(.input(.paste("pasted\nwords")))
            case 5:
                screen.send(
                    .input(
                        .mouse(
                            MouseEvent(
                                random.pick([.wheelUp, .wheelDown, .press(.left)]),
                                at: Point(column: random.below(210) - 5, row: random.below(70) - 5)))))
            case 6:
                screen.send(
                    .page(
                        screen.room.page(.all, before: Int64(random.below(200)), limit: 20),
                        before: Int64(random.below(200))))
            case 7: screen.send(.answered(token: random.below(9), .success(Outcome())))
            case 8:
                screen.send(
                    .restoredScreen(ScreenMemory(focus: random.pick(Pane.allCases), alertFilter: "e", seenSequence: 3)))
            case 9:
                try? screen.room.fire("N\(random.below(40))", on: "h", random.pick(AlertSeverity.allCases))
                screen.tellChanges()
            case 10 where random.isOnce(in: 4): screen.send(.forgottenScreen(sequence: .max))
            case 10: screen.type("1h word")
            case 11: screen.send(random.pick([.themes(["a", "b"]), .edited("one\ntwo\n"), .shellFailed(reason: "x")]))
            default: screen.send(.input(.key(random.pick(keys))))
            }
            _ = screen.frame
            _ = screen.model.nextClock
        }
    }
}
