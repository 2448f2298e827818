import SeededRandom
import Testing

@testable import Settings

struct IngestTokenTests {
    /// SHA-256 of "abc" (FIPS 180-4, example of one block).
    static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func aKeyIsKeptAsItsSHA256() throws {
        let token = IngestToken(name: "shop", digest: IngestToken.digest(of: "abc"))
        #expect(token.sha256 == Self.abc)
        #expect(IngestToken.digest(hex: Self.abc) == token.digest)
        #expect(IngestToken.digest(hex: Self.abc.uppercased()) == token.digest)
        #expect(token.written == "{name: shop, sha256: \(Self.abc)}")
        #expect(token.fits(digest: IngestToken.digest(of: "abc")))
        for other in ["", "ab", "abd", "abcd", "ABC"] { #expect(!token.fits(digest: IngestToken.digest(of: other))) }
        #expect(!token.fits(digest: []))
    }

    @Test(arguments: [
        "", "abc", "ba78", String(repeating: "g", count: 64), String(repeating: "é", count: 64),
        // SHA-256 of nothing: everyone has that key.
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ])
    func whatIsNoHashIsNotTaken(_ text: String) {
        #expect(IngestToken.digest(hex: text) == nil)
    }

    @Test func freshKeysAreLongDifferentAndFitForPagerDuty() {
        var random = SplitMix64(seed: 7)
        let keys = (0..<100).map { _ in IngestToken.freshKey(from: &random) }
        #expect(Set(keys).count == keys.count)
        for key in keys { #expect(key.wholeMatch(of: /[a-z2-7]{32}/) != nil, "\(key)") }
        #expect(Set(keys.joined()).count == 32, "every letter is used")
    }

    @Test(arguments: [
        ("shop", true), ("Shop-eu.1_b", true), ("7", true), ("", false), ("-shop", false), ("a b", false),
        ("a\u{1B}", false), ("é", false), (String(repeating: "a", count: 48), true),
        (String(repeating: "a", count: 49), false),
    ])
    func namesAreWords(_ name: String, _ isTaken: Bool) {
        #expect(IngestToken.isValid(name: name) == isTaken)
    }

    @Test func tokensAreReadWithTheirDialects() throws {
        let text = """
            ingest:
              tokens:
                - name: shop
                  sha256: \(Self.abc)
                - {name: grafana, sha256: "\(Self.abc)", dialects: [grafana, plain]}
            """
        let tokens = try Configuration.parse(text: text, file: "c").configuration.tokens
        #expect(tokens.map(\.name) == ["shop", "grafana"])
        #expect(tokens.map(\.dialects) == [[], ["grafana", "plain"]])
        #expect(tokens.map(\.sha256) == [Self.abc, Self.abc])
    }

    @Test(arguments: [
        ("[{name: shop}]", "expected both name and sha256 of a token, found only a part"),
        ("[{sha256: \(abc)}]", "expected both name and sha256 of a token, found only a part"),
        ("[{name: a b, sha256: \(abc)}]", "expected a name of letters, digits, -, _ and ., found \"a b\""),
        ("[{name: a, sha256: \(abc), dialect: plain}]", "did you mean \"ingest.tokens.dialects\""),
        ("[{name: a, sha256: \(abc), dialects: [plian]}]", "expected one of alertmanager, alertmanager-webhook"),
        ("[{name: a, sha256: \(abc), dialects: []}]", "expected a list of dialects"),
        ("shop", "expected a list of at most 256 tokens"), ("[shop]", "expected a token as {name: shop, sha256: …}"),
    ])
    func aBadTokenSaysWhatWasExpected(_ value: String, _ sentence: String) {
        #expect {
            try Configuration.parse(text: "ingest: {tokens: \(value)}", file: "c")
        } throws: {
            "\($0)".contains(sentence)
        }
    }

    @Test func aKeyInPlaceOfItsHashIsNotRepeated() {
        #expect {
            try Configuration.parse(text: "ingest: {tokens: [{name: a, sha256: my-secret-key}]}", file: "c")
        } throws: {
            "\($0)".contains("64 hex digits") && !"\($0)".contains("my-secret-key")
        }
    }
}
