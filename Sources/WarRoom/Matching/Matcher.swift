/// One of Alertmanager's matchers: a label's name, one of `=`, `!=`, `=~`, `!~`, and a value.
///
/// A label that is missing counts as one with an empty value.
public struct Matcher: Sendable, Hashable {
    public let name: String
    public let value: String
    /// Whether the value is a regular expression.
    public let isRegex: Bool
    /// False for `!=` and `!~`.
    public let isEqual: Bool
    private let expression: RegularExpression?

    /// Throws where a regular expression cannot be compiled or the name is empty.
    public init(name: String, value: String, isRegex: Bool = false, isEqual: Bool = true) throws(MatcherError) {
        guard !name.isEmpty else { throw MatcherError("a matcher needs a label's name, as in severity=\"critical\"") }
        self.name = name
        self.value = value
        self.isRegex = isRegex
        self.isEqual = isEqual
        expression = isRegex ? try RegularExpression(value) : nil
    }

    /// False for a regular expression that cannot be compiled, as in a log of another version: it must not hide anything.
    public func matches(_ labels: Labels) -> Bool {
        guard !isRegex || expression != nil else { return false }
        let actual = labels[name] ?? ""
        // By bytes, as regular expressions see it: Unicode would take two spellings of one letter as equal.
        let isMatch =
            expression.map { $0.matches(actual) } ?? (actual == value && actual.utf8.elementsEqual(value.utf8))
        return isMatch == isEqual
    }
}

extension Matcher: CustomStringConvertible {
    /// The matcher as Alertmanager writes it: `severity=~"critical|error"`; ``MatcherSyntax`` reads it back.
    public var description: String {
        let sign =
            switch (isEqual, isRegex) {
            case (true, false): "="
            case (false, false): "!="
            case (true, true): "=~"
            case (false, true): "!~"
            }
        let isPlain = name.unicodeScalars.allSatisfy(MatcherSyntax.isNameScalar)
        return (isPlain ? name : Self.quoted(name)) + sign + Self.quoted(value)
    }

    /// Escapes scalar by scalar: a quote with a combining mark after it is one character, and still a quote.
    private static func quoted(_ text: String) -> String {
        var result = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: ["\\", "n"])
            default: result.append(scalar)
            }
        }
        result.append("\"")
        return String(result)
    }
}

extension Matcher: Codable {
    private enum CodingKeys: String, CodingKey { case name, value, isRegex, isEqual }

    /// Takes whatever was once written: a log must not become unreadable because matchers are checked more strictly since.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        value = try container.decode(String.self, forKey: .value)
        isRegex = try container.decodeIfPresent(Bool.self, forKey: .isRegex) ?? false
        isEqual = try container.decodeIfPresent(Bool.self, forKey: .isEqual) ?? true
        expression = isRegex ? try? RegularExpression(value) : nil
    }

    /// Throws what the initialiser would have thrown, for matchers that came from outside as they were written.
    func check() throws(MatcherError) {
        _ = try Matcher(name: name, value: value, isRegex: isRegex, isEqual: isEqual)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(value, forKey: .value)
        try container.encode(isRegex, forKey: .isRegex)
        try container.encode(isEqual, forKey: .isEqual)
    }
}

/// Why a matcher was refused, in a sentence.
public struct MatcherError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

extension Collection<Matcher> {
    /// Refuses matchers that came with a command and cannot be used.
    func check() throws(Refusal) {
        for matcher in self {
            do { try matcher.check() } catch { throw Refusal(.invalid, error.description) }
        }
    }

    /// Whether all of them match.
    public func match(_ labels: Labels) -> Bool {
        allSatisfy { $0.matches(labels) }
    }
}
