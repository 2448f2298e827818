import CMatch
import Testing

/// A pattern that was taken, freed when it goes.
private final class Pattern {
    let handle: OpaquePointer

    init?(_ expression: String) {
        var sentence: [CChar] = [0]
        guard let handle = cmatch_compile(expression, expression.utf8.count, &sentence, sentence.count) else {
            return nil
        }
        self.handle = handle
    }

    deinit { cmatch_free(handle) }

    func matchesWhole(_ text: String) -> Bool { cmatch_full_match(handle, text, text.utf8.count) }
    func matchesSomewhere(_ text: String) -> Bool { cmatch_partial_match(handle, text, text.utf8.count) }
}

@Suite struct PatternMatchTests {
    static let matches: [(expression: String, text: String, whole: Bool, somewhere: Bool)] = [
        ("", "", true, true),
        ("", "a", false, true),
        ("a", "a", true, true),
        ("a", "ba", false, true),
        ("a", "ab", false, true),
        ("a|b", "b", true, true),
        ("a|ab", "ab", true, true),
        ("a|b", "ab", false, true),
        (".*", "anything", true, true),
        (".*", "two\nlines", false, true),
        ("(?s).*", "two\nlines", true, true),
        ("(?m)a$", "a\nb", false, true),
        ("^a$", "a", true, true),
        ("a$", "a\n", false, false),
        ("A", "a", false, false),
        ("(?i)A", "a", true, true),
        (".", "é", true, true),
        ("..", "é", false, false),
        (#"\p{Han}+"#, "日本", true, true),
        ("prod-(eu|us)-[0-9]{1,2}", "prod-eu-12", true, true),
        ("(?P<zone>eu)", "eu", true, true),
        ("a\u{0}b", "a\u{0}b", true, true),
    ]

    @Test(arguments: matches)
    func matchingIsAnchoredOnlyWhenItIsWhole(expression: String, text: String, whole: Bool, somewhere: Bool) throws {
        let pattern = try #require(Pattern(expression))
        #expect(pattern.matchesWhole(text) == whole)
        #expect(pattern.matchesSomewhere(text) == somewhere)
    }

    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(.*a){20}", "(a?){50}a{50}"])
    func anExpressionThatStallsOtherEnginesReturns(expression: String) throws {
        let pattern = try #require(Pattern(expression))
        let text = String(repeating: "a", count: 50_000) + "b"
        #expect(!pattern.matchesWhole(text))
        #expect(pattern.matchesSomewhere(text) == !expression.hasSuffix("$"))
    }

    static let refused: [(expression: String, sentence: String)] = [
        ("a(b", "a closing ) is missing: a(b"),
        ("a)(b", "this ) closes nothing: a)(b"),
        ("[a", "a closing ] is missing: [a"),
        ("[z-a]", "this character class or range is not valid: z-a"),
        ("*a", "there is nothing to repeat before this: *"),
        ("a**", "this repeats a repetition: **"),
        ("a{1001}", "this repeats too often; 1000 is the most: {1001}"),
        (#"a\"#, #"the last character is a single backslash"#),
        (#"\q"#, #"this escape is not known: \q"#),
        (#"(a)\1"#, #"this escape is not known: \1"#),
        ("(?=a)", "this (? form is not supported: (?="),
        ("[[:nope:]]", "this character class or range is not valid: [:nope:]"),
        ("(?P<a-b>x)", "this group's name is not allowed: (?P<a-b>"),
        (#"(\pL{30}){30}"#, "the expression is too large"),
        ("(x*|a*|b*){999}q", "the expression is too large"),
    ]

    @Test(arguments: refused)
    func aRefusedExpressionGetsASentence(expression: String, sentence: String) {
        #expect(sentenceAbout(Array(expression.utf8)) == sentence)
    }

    @Test func bytesThatAreNotUTF8AreRefusedAndNotRepeated() {
        #expect(sentenceAbout([0x61, 0xFF]) == "this is not UTF-8")
    }

    @Test func aLongExpressionIsRefusedBeforeItIsCompiled() {
        let longest = CMATCH_LONGEST_PATTERN
        #expect(sentenceAbout(Array(repeating: 0x61, count: longest)) == nil)
        let sentence = sentenceAbout(Array(repeating: 0x61, count: longest + 1))
        #expect(sentence == "the expression is too long; 4096 bytes are the most")
    }

    @Test(arguments: 1...60)
    func aSentenceIsCutBetweenCharacters(capacity: Int) throws {
        let whole = try #require(sentenceAbout(Array("(éééé日本👩🏽‍🚒".utf8)))
        let cut = try #require(sentenceAbout(Array("(éééé日本👩🏽‍🚒".utf8), capacity: capacity))
        #expect(cut.utf8.count < capacity)
        #expect(whole.utf8.starts(with: cut.utf8))
        #expect(!cut.unicodeScalars.contains("\u{FFFD}"))
    }

    /// Why the pattern is refused; nil if it is taken.
    private func sentenceAbout(_ pattern: [UInt8], capacity: Int = CMATCH_SENTENCE_CAPACITY) -> String? {
        var sentence = [CChar](repeating: 1, count: capacity)
        if let handle = cmatch_compile(pattern, pattern.count, &sentence, capacity) {
            cmatch_free(handle)
            return nil
        }
        return String(decoding: sentence.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
