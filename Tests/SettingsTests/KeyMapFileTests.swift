import Canvas
import Documents
import SeededRandom
import Settings
import Testing

struct KeyMapFileTests {
    private static let actions = [
        KeyMapAction(name: "ack", keys: [.character("a")], pane: "alerts"),
        KeyMapAction(name: "seen", keys: [.character("m")], pane: "alerts"),
        KeyMapAction(name: "pin", keys: [.character("P")], pane: "timeline"),
        KeyMapAction(name: "note", keys: [.character("n")]),
        KeyMapAction(name: "down", keys: [.character("j"), .down]),
        KeyMapAction(name: "quit", keys: [.character("q")], needsKey: true),
    ]

    private func read(_ text: String) throws -> KeyMapFile {
        try KeyMapFile.parse(text: text, file: "k.yaml", actions: KeyMapFileTests.actions)
    }

    @Test func actionsGetTheKeysThatTheFileGivesThem() throws {
        let map = try read(
            """
            # mine
            ack: A
            seen: [Space, ctrl-s, "#", f5]
            note: none
            down: [alt-j, pgdn, "?", j]
            pin: []
            quit: Ctrl-Q
            """)
        #expect(
            map.keys == [
                "ack": [.character("A")], "seen": [.character(" "), .control("s"), .character("#"), .function(5)],
                "note": [], "down": [.alt("j"), .pageDown, .character("?"), .character("j")], "pin": [],
                "quit": [.control("q")],
            ])
        #expect(map.file == "k.yaml")
        #expect(try read("").keys.isEmpty)
        #expect(try read("# nothing\n").keys.isEmpty)
        #expect(try read("ack: [b, b]").keys["ack"] == [.character("b")])
    }

    @Test(arguments: [
        ("akc: a", "k.yaml:1:1: unknown key \"akc\" (did you mean \"ack\"?)"),
        ("explode: a", "k.yaml:1:1: unknown key \"explode\", expected one of: ack, seen, pin, note, down, quit"),
        (
            "# x\nack: super-a",
            "k.yaml:2:6: ack: expected a key such as a, Space, F5, ctrl-n or \"?\", a list of them, or none, found \"super-a\""
        ),
        (
            "ack: #",
            "k.yaml:1:5: ack: expected a key such as a, Space, F5, ctrl-n or \"?\", a list of them, or none, found nothing "
                + "(a sign such as \"#\" or \"~\" stands in quotes)"
        ),
        (
            "ack: [b, none]",
            "k.yaml:1:10: ack: expected a key such as a, Space, F5, ctrl-n or \"?\", a list of them, or none, found \"none\""
        ),
        (
            "ack: { a: b }",
            "k.yaml:1:6: ack: expected a key such as a, Space, F5, ctrl-n or \"?\", a list of them, or none, "
                + "found keys with values"
        ),
        ("ack: ctrl-i", "k.yaml:1:6: ack: expected another key: terminals send Ctrl-I as Tab"),
        ("ack: alt-O", "k.yaml:1:6: ack: expected another key: terminals send Alt-O as the beginning of other keys"),
        ("ack: [a, b, c, d, e, f, g, h, i]", "k.yaml:1:6: ack: expected at most 8 keys, found 9"),
        ("quit: none", "k.yaml:1:7: quit: expected a key, found none: it must always be within reach"),
    ])
    func aBadLineSaysWhereAndWhat(_ text: String, _ sentence: String) {
        #expect(problems { _ = try read(text) } == [sentence])
    }

    @Test(arguments: [
        // With a key that another action has by itself, in the same pane or everywhere.
        ("ack: m", ["k.yaml:1:1: ack: expected a key that is free, found \"m\", which seen has by itself"]),
        ("ack: n", ["k.yaml:1:1: ack: expected a key that is free, found \"n\", which note has by itself"]),
        (
            "note: [x, Down]",
            ["k.yaml:1:1: note: expected a key that is free, found \"Down\", which down has by itself"]
        ),
        // Two lines of the file: the second is told, and names the first.
        (
            "ack: x\n\nnote: [y, x]",
            ["k.yaml:3:1: note: expected a key that is free, found \"x\", which ack has on line 1"]
        ),
        // The keys of two panes never meet, and whoever swaps two keys says so in both lines.
        ("ack: x\npin: x", []), ("pin: a", []), ("ack: m\nseen: a", []), ("note: none\nack: n", []),
    ])
    func twoActionsOfOneFocusOnOneKeyAreNamed(_ text: String, _ sentences: [String]) {
        let end = ": give one of the two another key, or none"
        #expect(problems { _ = try read(text) } == sentences.map { $0 + end })
    }

    @Test func allProblemsAreNamedInTheOrderInWhichTheyWereFound() {
        let found = problems { _ = try read("akc: a\nack: zz\nseen: n\n") }
        #expect(found.map { $0.prefix(9) } == ["k.yaml:1:", "k.yaml:2:", "k.yaml:3:"])
    }

    @Test func thePersonsOwnFileComesBeforeTheMachines() throws {
        let (own, machine) = ("/ada/.config/warroom/keymap.yaml", "/etc/warroom/keymap.yaml")
        let both = FileTable([own: "ack: x", machine: "ack: y"])
        func load(_ table: FileTable, _ environment: [String: String]) throws -> KeyMapFile? {
            try KeyMapFile.load(environment: environment, files: table.source, actions: KeyMapFileTests.actions)
        }
        #expect(KeyMapFile.candidates(environment: ["HOME": "/ada"]) == [own, machine])
        #expect(try load(both, ["HOME": "/ada"])?.keys == ["ack": [.character("x")]])
        #expect(try load(both, [:])?.file == machine)
        #expect(try load(FileTable(), ["HOME": "/ada"]) == nil)
        #expect(
            problems {
                _ = try KeyMapFile.load(path: "/gone", files: both.source, actions: KeyMapFileTests.actions)
            } == ["/gone: cannot be read: not there"])
    }

    @Test(arguments: [31, 32, 33] as [UInt64])
    func spoiltFilesNeverEndTheProgram(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let scalars = Array("{}[]:,-?&*!|>'\"%@#~ \n\t\u{0}é🙂anj".unicodeScalars)
        for _ in 0..<300 {
            var spoilt = Array("ack: [x, ctrl-x]\nnote: none\ndown: \"?\"\nquit: q\n".unicodeScalars)
            for _ in 0...generator.below(4) {
                spoilt[generator.below(spoilt.count)] = scalars[generator.below(scalars.count)]
            }
            for problem in problems(of: { _ = try read(String(String.UnicodeScalarView(spoilt))) }) {
                #expect(problem.hasPrefix("k.yaml:"), "seed \(seed)")
            }
        }
    }
}
