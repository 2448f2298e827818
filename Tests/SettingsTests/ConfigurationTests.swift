import Canvas
import SeededRandom
import Settings
import Testing
import WarRoom

struct ConfigurationTests {
    @Test func aFullFileSetsEverything() throws {
        let text = """
            listen: "[::1]:9000"
            hosts: [Pager.Example.ORG, "[fd00::1]"]
            ack: { length: 1h30m }
            ingest:
              resolve_timeout: 90s
              acts: false
            theme: mono
            color: 256
            mouse: true
            ascii: true
            bell: false
            synchronized_output: off
            """
        let configuration = try Configuration.parse(text: text, file: "c").configuration
        var expected = Configuration()
        expected.listen = .at(try #require(ListenAddress("[::1]:9000")))
        expected.hosts = ["pager.example.org", "[fd00::1]"]
        expected.ackLength = .minutes(90)
        expected.resolveTimeout = .seconds(90)
        expected.sendersMayAct = false
        expected.theme = "mono"
        expected.color = .indexed256
        expected.mouse = true
        expected.ascii = true
        expected.bell = false
        expected.synchronizedOutput = .off
        #expect(configuration == expected)
        #expect(configuration.policy.ackLength == .minutes(90))
        #expect(configuration.policy.resolveTimeout == .seconds(90))
        #expect(!configuration.policy.sendersMayAct)
    }

    @Test(arguments: [
        "", "\n", "# nothing here\n", "---\n", "ack:\n", "ack: ~\n", "ack:\n  # length: 2h\ningest:\n", "hosts: []",
        "\u{FEFF}theme: base\r\nbell: true\r\n",
    ])
    func aFileThatSaysNothingNewIsTheDefaults(_ text: String) throws {
        #expect(try Configuration.parse(text: text, file: "c").configuration == Configuration())
    }

    @Test func lengthsByDialectAreReadInBothOfYAMLsForms() throws {
        for text in [
            "ingest: {ttl: {plain: 1d, grafana: 90s}}", "ingest:\n  ttl:\n    plain: 1d\n    grafana: 1m30s\n",
        ] {
            let configuration = try Configuration.parse(text: text, file: "c").configuration
            #expect(configuration.ttl == ["plain": .days(1), "grafana": .seconds(90)])
            #expect(configuration.policy.ttl == configuration.ttl)
        }
    }

    @Test func whatListenOffMeans() throws {
        #expect(try Configuration.parse(text: "listen: off", file: "c").configuration.listen == .off)
        #expect(Configuration().listen == .at(try #require(ListenAddress("127.0.0.1:9911"))))
    }

    @Test(arguments: [
        // Wrong keys.
        ("teme: base", "c.yaml:1:1: unknown key \"teme\" (did you mean \"theme\"?)"),
        ("bell: true\nMouse: true", "c.yaml:2:1: unknown key \"Mouse\" (did you mean \"mouse\"?)"),
        (
            "pager: x",
            "c.yaml:1:1: unknown key \"pager\", expected one of: listen, hosts, ack, ingest, forward, senders, inhibit, retention, theme, color, mouse, ascii, bell, "
                + "synchronized_output"
        ),
        ("ack:\n  lenght: 2h", "c.yaml:2:3: unknown key \"ack.lenght\" (did you mean \"ack.length\"?)"),
        (
            "resolve_timeout: 2m",
            "c.yaml:1:1: unknown key \"resolve_timeout\" (did you mean \"ingest.resolve_timeout\"?)"
        ),
        ("ack:\n  theme: base", "c.yaml:2:3: unknown key \"ack.theme\" (did you mean \"theme\"?)"),
        (
            "ack.length: 2h",
            "c.yaml:1:1: the key \"ack.length\" is written in two lines, expected \"ack:\" and below it, indented, \"length: …\""
        ),
        ("[a]: b", "c.yaml:1:1: expected a word as a key, found a list"),
        // Wrong shapes.
        ("- theme", "c.yaml:1:1: expected keys with values, such as \"theme: base\", found a list"),
        ("theme", "c.yaml:1:1: expected keys with values, such as \"theme: base\", found \"theme\""),
        ("ack: 2h", "c.yaml:1:6: ack: expected the keys ack.length in lines below it, found \"2h\""),
        (
            "theme: [base]",
            "c.yaml:1:8: theme: expected a theme's name (\"warroom theme list\" shows them), found a list"
        ),
        ("mouse:", "c.yaml:1:7: mouse: expected true or false, found nothing"),
        ("mouse: { a: b }", "c.yaml:1:8: mouse: expected true or false, found keys with values"),
        // Wrong values.
        ("mouse: yes", "c.yaml:1:8: mouse: expected true or false, found \"yes\""),
        ("color: 8", "c.yaml:1:8: color: expected auto, truecolor, 256, 16 or mono, found \"8\""),
        ("synchronized_output: true", "c.yaml:1:22: synchronized_output: expected auto, on or off, found \"true\""),
        (
            "theme: ../x",
            "c.yaml:1:8: theme: expected a theme's name (\"warroom theme list\" shows them), found \"../x\""
        ),
        (
            "listen: 9911",
            "c.yaml:1:9: listen: expected an address with a port such as 127.0.0.1:9911 or \"[::1]:9911\", or off, found \"9911\""
        ),
        (
            "\n\nack:\n  length: 30",
            "c.yaml:4:11: ack.length: expected a length of time from 1s to 7d, such as 90s or 1h30m, found \"30\""
        ),
        (
            "ack:\n  length: 8d",
            "c.yaml:2:11: ack.length: expected a length of time from 1s to 7d, such as 90s or 1h30m, found \"8d\""
        ),
        (
            "ingest:\n  resolve_timeout: 9s",
            "c.yaml:2:20: ingest.resolve_timeout: expected a length of time from 10s to 7d, such as 90s or 1h30m, found \"9s\""
        ),
        (
            "ingest:\n  ttl: {plain: 1m, teams: 1h}",
            "c.yaml:2:20: unknown key \"ingest.ttl.teams\", expected one of: ingest.ttl.alertmanager-webhook, "
                + "ingest.ttl.cloudevents, ingest.ttl.grafana, ingest.ttl.opsgenie, ingest.ttl.pagerduty, ingest.ttl.plain"
        ),
        (
            "ingest:\n  ttl:\n    alertmanager: 1h",
            "c.yaml:3:5: unknown key \"ingest.ttl.alertmanager\", expected one of: ingest.ttl.alertmanager-webhook, "
                + "ingest.ttl.cloudevents, ingest.ttl.grafana, ingest.ttl.opsgenie, ingest.ttl.pagerduty, ingest.ttl.plain"
        ),
        (
            "ingest:\n  ttl:\n    plain: 9s",
            "c.yaml:3:12: ingest.ttl.plain: expected a length of time from 10s to 30d, such as 90s or 1h30m, found \"9s\""
        ),
        (
            "ingest:\n  ttl: 1h",
            "c.yaml:2:8: ingest.ttl: expected dialects with lengths of time, such as {plain: 1d}, found \"1h\""
        ),
        (
            "hosts: a.b",
            "c.yaml:1:8: hosts: expected a list of at most 64 host names such as [pager.example.org], found \"a.b\""
        ),
        (
            "hosts:\n  - good\n  - bad:80",
            "c.yaml:3:5: hosts: expected a host name without a port, such as pager.example.org, found \"bad:80\""
        ),
        (
            "senders: [{name: a, silence: 30s}]",
            "c.yaml:1:30: senders.silence: expected a length of time from 1m to 30d, such as 90s or 1h30m, found \"30s\""
        ),
        (
            "senders: [{name: warroom, silence: 1h}]",
            "c.yaml:1:18: senders.name: expected a sender's or a source's name other than warroom, found \"warroom\""
        ),
        (
            "senders:\n  - name: a",
            "c.yaml:2:5: senders: expected both name and silence of a sender, found only a part"
        ),
        (
            "senders: [{name: a, silence: 1h}, {name: a, silence: 2h}]",
            "c.yaml:1:35: senders: \"a\" stands here twice, expected it once"
        ),
        // Not YAML at all.
        ("theme: base\n\tbell: true", "c.yaml:2:1: this is not YAML: a tab stands where YAML takes only spaces"),
        (
            "theme: base\ntheme: mono",
            "c.yaml:1:1: the key \"theme\" stands here and once more further down, expected it once"
        ),
        ("theme: a: b", "c.yaml:1:9: this is not YAML: mapping values are not allowed in this context"),
        (
            "theme: \"base",
            "c.yaml:1:13: this is not YAML: found unexpected end of stream "
                + "(while scanning a quoted scalar that begins on line 1)"
        ),
        ("theme: base\nbell: \u{1}", "c.yaml:2: this is not YAML: control characters are not allowed"),
        ("hosts: [*a]", "c.yaml:1:9: this is not YAML: found undefined alias"),
        (
            "a: b\n---\nc: d",
            "c.yaml:2:1: this is not YAML: but found another document (expected a single document in the stream that begins on line 1)"
        ),
    ])
    func aBadFileSaysWhereAndWhat(_ text: String, _ sentence: String) {
        #expect(problems { _ = try Configuration.parse(text: text, file: "c.yaml") } == [sentence])
    }

    @Test(arguments: [
        ("pager.example.org", true), ("a", true), ("under_score", true), ("10.0.0.1", true), ("[::1]", true),
        ("-a", false),
        ("a..b", false), ("a.", false), ("", false), ("*", false), ("a b", false), ("a/b", false), ("é", false),
        ("[::1", false), ("[x]", false), ("::1", false), (String(repeating: "a", count: 63), true),
        (String(repeating: "a", count: 64), false), (String(repeating: "a.", count: 127) + "b", false),
    ])
    func hostNamesAreThoseOfAHostHeader(_ name: String, _ isTaken: Bool) throws {
        let attempt = Result { try Configuration.parse(text: "hosts: [\"\(name)\"]", file: "c").configuration.hosts }
        #expect((try? attempt.get()) == (isTaken ? [name] : nil))
    }

    @Test func allProblemsAreNamedInOrder() {
        let text = "teme: x\nack:\n  length: soon\n  foo: 1\nhosts: [a:1, b, \"c d\"]\nmouse: maybe\n"
        let found = problems { _ = try Configuration.parse(text: text, file: "c") }
        #expect(
            found.map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == [
                "c:1", "c:3", "c:4", "c:5", "c:5", "c:6",
            ])
    }

    @Test func longForeignWordsAreCutInTheSentence() throws {
        let word = String(repeating: "x", count: 5000)
        let found = problems {
            _ = try Configuration.parse(text: "theme: \(word)!", file: "c")
        }
        #expect(try #require(found.first).utf8.count < 250)
    }

    @Test func tooManyProblemsAndTooLargeAFileAreBounded() {
        let text = (0..<5000).map { "unknown\($0): 1\n" }.joined()
        #expect(problems { _ = try Configuration.parse(text: text, file: "c") }.count == 100)
        let large = String(repeating: "#", count: 256 * 1024 + 1)
        #expect(
            problems { _ = try Configuration.parse(text: large, file: "c") }
                == ["c: expected at most 262144 bytes, found more"])
    }

    @Test func aFewAliasesAreReadAndManyAreNot() throws {
        let text = "ack: { length: &long 2h }\ningest: { resolve_timeout: *long }\n# *an aside*\n"
        #expect(try Configuration.parse(text: text, file: "c").configuration.resolveTimeout == .hours(2))
        let many = "ack: { length: &long 2h }\nhosts: [" + String(repeating: "*long,", count: 31) + "]"
        #expect(
            problems { _ = try Configuration.parse(text: many, file: "c") }
                == ["c: expected at most 30 aliases (\"*name\"), found more"])
    }

    @Test(.timeLimit(.minutes(1)))
    func hostileTextIsRefusedOrReadAndNeverEndsTheProgram() {
        var laugh = "a0: &a0 [x, x]\n"
        for level in 1...40 { laugh += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let texts = [
            String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
            String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
            String(repeating: "[", count: 999) + String(repeating: "]", count: 999),
            laugh + "? *a40\n: 1\n", "\u{0}", "%YAML 9.9\n---\n", "&a [*a]", "!!binary x: y", "<<: *x",
            "<<: {theme: mono}",
        ]
        for text in texts {
            #expect(!problems { _ = try Configuration.parse(text: text, file: "c") }.isEmpty)
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func spoiltFilesNeverEndTheProgram(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let scalars = Array("{}[]:,-?&*!|>'\"%@`#~ \n\t\u{0}\u{7F}\u{85}\u{2028}é漢🙂ab01".unicodeScalars)
        for round in 0..<100 {
            var text = Array(ConfigurationTable.yaml.unicodeScalars)
            for _ in 0...generator.below(6) {
                let place = generator.below(text.count)
                text[place] = scalars[generator.below(scalars.count)]
                if generator.below(3) == 0 { text.removeSubrange(place..<min(text.count, place + generator.below(40))) }
            }
            let spoilt = String(String.UnicodeScalarView(text))
            for problem in problems(of: { _ = try Configuration.parse(text: spoilt, file: "c") }) {
                #expect(problem.hasPrefix("c"), "seed \(seed), round \(round)")
            }
        }
    }
}
