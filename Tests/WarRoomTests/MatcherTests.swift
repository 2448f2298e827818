import SeededRandom
import Testing
import WarRoom

@Suite struct MatcherTests {
    /// Matchers as people write them, and the matchers they are, as Alertmanager writes them.
    static let readable: [(String, [String])] = [
        (#"severity="critical""#, [#"severity="critical""#]),
        (#"severity=critical"#, [#"severity="critical""#]),
        (#"severity = critical"#, [#"severity="critical""#]),
        (#"  severity  =  "critical"  "#, [#"severity="critical""#]),
        (#"env!=dev"#, [#"env!="dev""#]),
        (#"job=~"api.*""#, [#"job=~"api.*""#]),
        (#"job!~"api.*""#, [#"job!~"api.*""#]),
        (#"job =~ api|web"#, [#"job=~"api|web""#]),
        (#"{severity="critical"}"#, [#"severity="critical""#]),
        (#" { severity = "critical" , env != dev } "#, [#"severity="critical""#, #"env!="dev""#]),
        (#"{job=~"api.*",env!=dev}"#, [#"job=~"api.*""#, #"env!="dev""#]),
        (#"a=b,c=d"#, [#"a="b""#, #"c="d""#]),
        (#"a=b,"#, [#"a="b""#]),
        (#"{a=b,}"#, [#"a="b""#]),
        (#"a=two words"#, [#"a="two words""#]),
        (#"a="two, and {braces}""#, [#"a="two, and {braces}""#]),
        (#"a="""#, [#"a="""#]),
        (#"a="#, [#"a="""#]),
        (#"a=,b=c"#, [#"a="""#, #"b="c""#]),
        (#"a!="""#, [#"a!="""#]),
        (#"a="say \"hi\"""#, [#"a="say \"hi\"""#]),
        (#"a="back\\slash""#, [#"a="back\\slash""#]),
        (#"a="line\nbreak""#, [#"a="line\nbreak""#]),
        (#"a=~"\d+\.\w""#, [#"a=~"\\d+\\.\\w""#]),
        (#"a=~"x{2}""#, [#"a=~"x{2}""#]),
        (#"a=~"x{2,3}""#, [#"a=~"x{2,3}""#]),
        (#"a=b=c"#, [#"a="b=c""#]),
        (#"a==b"#, [#"a="=b""#]),
        (#"größe=5"#, [#"größe="5""#]),
        (#"日本="東京""#, [#"日本="東京""#]),
        (#""two words"="x""#, [#""two words"="x""#]),
        (#""a\"b"=x"#, [#""a\"b"="x""#]),
        (#"a:b.c/d-e=f"#, [#"a:b.c/d-e="f""#]),
        ("a=b\n", [#"a="b""#]),
        ("\ta\t=\tb\t,\r\nc=d\r\n", [#"a="b""#, #"c="d""#]),
        ("a=\"raw\nline\"", [#"a="raw\nline""#]),
    ]

    @Test(arguments: readable)
    func matchersAreReadAsPeopleWriteThem(text: String, expected: [String]) throws {
        #expect(try MatcherSyntax.parse(text).map(\.description) == expected)
    }

    /// What cannot be read, and what the sentence must say about it.
    static let unreadable: [(String, String)] = [
        ("", "expected a matcher such as severity=\"critical\", found nothing"),
        ("   ", "expected a matcher such as severity=\"critical\", found nothing"),
        ("{}", "expected a matcher such as severity=\"critical\", found nothing"),
        ("severity", "cannot read the matcher severity: expected one of = != =~ !~ at character 9, found the end"),
        ("severity critical", "expected one of = != =~ !~ at character 10, found ‹critical›"),
        ("=x", "expected a label's name at character 1, found ‹=x›"),
        (",a=b", "expected a label's name at character 1, found ‹,a=b›"),
        ("a=b,,c=d", "expected a label's name at character 5, found ‹,c=d›"),
        ("a!b", "expected != or !~ at character 3, found ‹b›"),
        ("a~b", "expected one of = != =~ !~ at character 2, found ‹~b›"),
        ("a=\"b", "expected a closing quote at character 5, found the end"),
        ("a=\"b\\", "expected the escaped character at character 6, found the end"),
        ("a=\"b\" c", "expected a comma or the end at character 7, found ‹c›"),
        ("a=\"b\"c=d", "expected a comma or the end at character 6, found ‹c=d›"),
        ("{a=b", "expected a closing } at character 5, found the end"),
        ("a=b}", "expected a comma or the end at character 4, found ‹}›"),
        ("{a=b}}", "expected a comma or the end at character 6, found ‹}›"),
        ("{a=b} and more words", "expected a comma or the end at character 7, found ‹and more wor›"),
        ("{{a=b}}", "expected a label's name at character 2, found ‹{a=b}}›"),
        ("\"\"=x", "expected a label's name at character 3, found ‹=x›"),
        ("größe\u{301} x", "at character 8"),
        ("a=~\"(\"", "cannot read the regular expression (: a closing ) is missing"),
        ("a=~\"[z-a]\"", "cannot read the regular expression [z-a]: "),
        ("a=~*", "cannot read the regular expression *: there is nothing to repeat before this: *"),
        ("a=~\"(?=x)\"", "cannot read the regular expression (?=x): this (? form is not supported"),
        ("a=~\"\\\\1\"", "cannot read the regular expression \\1: this escape is not known"),
    ]

    @Test(arguments: unreadable)
    func whatCannotBeReadIsRefusedWithThePlace(text: String, sentence: String) {
        do {
            let matchers = try MatcherSyntax.parse(text)
            Issue.record("read as \(matchers)")
        } catch {
            #expect(error.description.contains(sentence), "\(error.description)")
        }
    }

    private static let labels: Labels = [
        "alertname": "DiskFull", "severity": "critical", "path": "/var/lib", "text": "a\nb",
    ]

    @Test(arguments: [
        (#"severity=critical"#, true), (#"severity=crit"#, false), (#"severity!=critical"#, false),
        (#"severity!=crit"#, true),
        (#"severity=~crit"#, false), (#"severity=~crit.*"#, true), (#"severity=~"critical|error""#, true),
        (#"severity=~".*tica""#, false), (#"severity!~crit"#, true), (#"severity!~crit.*"#, false),
        (#"severity=~"^critical$""#, true), (#"severity=~"(?i)CRITICAL""#, true), (#"severity=~CRITICAL"#, false),
        (#"env="""#, true), (#"env!="""#, false), (#"env=~"""#, true), (#"env=~".*""#, true), (#"env=~".+""#, false),
        (#"env!=dev"#, true), (#"env!~dev"#, true), (#"env=~"dev|""#, true), (#"severity="""#, false),
        (#"severity!="""#, true),
        (#"path="/var/lib""#, true), (#"path=~/var/.+"#, true), (#"text=~"a.b""#, false), (#"text=~"(?s)a.b""#, true),
        (#"text="a\nb""#, true), (#"{severity=critical,path=~"/var.*"}"#, true),
        (#"{severity=critical,path=~"/etc.*"}"#, false),
    ])
    func matchersMatchAsAlertmanagersDo(text: String, isMatch: Bool) throws {
        #expect(try MatcherSyntax.parse(text).match(Self.labels) == isMatch)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func everyMatcherReadsBackFromItsDescription(seed: UInt64) throws {
        let letters = [
            "a", "B", "\"", "\\", "\n", "\r\n", " ", ",", "{", "}", "=", "~", "!", "é", "e\u{301}", "\u{301}", "漢", "😀",
            "\t", "n", "'",
        ]
        var random = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let name = (0...random.below(4)).map { _ in random.pick(letters) }.joined()
            let value = (0..<random.below(6)).map { _ in random.pick(letters) }.joined()
            let matcher = try Matcher(name: name, value: value, isEqual: random.isOnce(in: 2))
            let read = try? MatcherSyntax.parse(matcher.description)
            #expect(read == [matcher], "seed \(seed): \(matcher.description.debugDescription)")
        }
    }

    @Test(arguments: [
        ("severity=critical", true), ("severity =~ x", true), ("{a!=b", true), ("a!~b", true), ("disk full", false),
        ("", false),
        ("=x", false), ("why? a=b", false), ("größe=5", true), ("50% = half", false),
    ])
    func aMatcherIsToldFromWordsToSearchFor(text: String, looksLikeMatcher: Bool) {
        #expect(MatcherSyntax.looksLikeMatcher(text) == looksLikeMatcher)
    }

    @Test func anExpressionThatIsTooLongIsRefused() throws {
        let longest = String(repeating: "a", count: Limits.regularExpressionBytesMax)
        let expression = try RegularExpression(longest)
        #expect(expression.matches(longest))
        #expect(throws: MatcherError("the regular expression has 1025 bytes, at most 1024 are taken")) {
            try RegularExpression(longest + "a")
        }
    }

    @Test func anEmptyNameIsRefused() {
        #expect(throws: MatcherError.self) { try Matcher(name: "", value: "x") }
    }

    @Test func anExpressionMadeToBacktrackDoesNotStall() throws {
        let expression = try RegularExpression("(a*)*b")
        let clock = ContinuousClock()
        let time = clock.measure { #expect(!expression.matches(String(repeating: "a", count: 4096))) }
        #expect(time < .seconds(1))
    }
}
