import Canvas
import Documents
import WarRoom
import Yams

/// How one type of value is written in the configuration: what people are told about it, how it is read and written.
struct ValueForm<Value: Sendable>: Sendable {
    /// What is expected, to stand after "expected".
    let words: String
    /// The units it takes, if it has any.
    let unit: String?
    /// Reads the value of the key of this name, or reports why not.
    let read: @Sendable (_ node: Node, _ name: String, _ reader: inout DocumentReader) -> Value?
    /// The value as YAML on one line.
    let text: @Sendable (Value) -> String

    init(
        words: String, unit: String? = nil, text: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (_ node: Node, _ name: String, _ reader: inout DocumentReader) -> Value?
    ) {
        self.words = words
        self.unit = unit
        self.text = text
        self.read = read
    }

    /// The form of a value that is one word.
    init(
        words: String, unit: String? = nil, text: @escaping @Sendable (Value) -> String,
        parse: @escaping @Sendable (String) -> Value?
    ) {
        self.init(words: words, unit: unit, text: text) { node, name, reader in
            if let value = node.word.flatMap(parse) { return value }
            reader.report(name, expected: words, found: node)
            return nil
        }
    }

    /// One of a few words.
    static func choice(_ choices: [(word: String, value: Value)]) -> ValueForm where Value: Equatable {
        let words = choices.map(\.word)
        return ValueForm(
            words: words.dropLast().joined(separator: ", ") + " or " + (words.last ?? ""),
            text: { value in choices.first { $0.value == value }?.word ?? "" },
            parse: { word in choices.first { $0.word == word }?.value })
    }
}

extension ValueForm where Value == Bool {
    static let boolean = ValueForm.choice([("true", true), ("false", false)])
}

extension ValueForm where Value == Milliseconds {
    /// A length of time within bounds, both included.
    static func length(_ range: ClosedRange<Milliseconds>) -> ValueForm {
        ValueForm(
            words:
                "a length of time from \(range.lowerBound.written) to \(range.upperBound.written), such as 90s or 1h30m",
            unit: "s, m, h, d, w", text: \.written
        ) { text in
            Milliseconds(written: text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ValueForm where Value == Milliseconds? {
    /// A length of time within bounds, both included, or none.
    static func lengthOrNone(_ range: ClosedRange<Milliseconds>) -> ValueForm {
        ValueForm(
            words:
                "none, or a length of time from \(range.lowerBound.written) to \(range.upperBound.written), such as 90d",
            unit: "s, m, h, d, w", text: { $0?.written ?? "none" }
        ) { text -> Value? in
            if text == "none" { return .some(nil) }
            guard let length = Milliseconds(written: text), range.contains(length) else { return nil }
            return .some(length)
        }
    }
}

extension ValueForm where Value == ListenSetting {
    static let listen = ValueForm(
        words: "an address with a port such as 127.0.0.1:9911 or \"[::1]:9911\", or off",
        text: { YAMLText.scalar($0.description) }, parse: { ListenSetting($0) })
}

extension ValueForm where Value == ColorDepth? {
    static let colorDepth = ValueForm.choice(
        [("auto", nil)] + ColorDepth.allCases.reversed().map { ($0.rawValue, $0) })
}

extension ValueForm where Value == SynchronizedOutput {
    static let synchronizedOutput = ValueForm.choice(SynchronizedOutput.allCases.map { ($0.rawValue, $0) })
}

extension ValueForm where Value == String {
    static let themeName = ValueForm(
        words: "a theme's name (\"warroom theme list\" shows them)", text: { YAMLText.scalar($0) },
        parse: { ThemeName.isValid($0) ? $0 : nil })
}

extension ValueForm where Value == [String] {
    private static let hostsMax = 64
    private static let hostsWords = "a list of at most \(hostsMax) host names such as [pager.example.org]"

    /// Names as a Host header has them, without a port.
    static let hosts = ValueForm(
        words: hostsWords,
        text: { "[" + $0.map(YAMLText.scalar).joined(separator: ", ") + "]" }
    ) { node, name, reader in
        guard let sequence = node.sequence, sequence.count <= hostsMax else {
            reader.report(name, expected: hostsWords, found: node)
            return nil
        }
        let hosts = sequence.compactMap { item in
            if let host = item.word.flatMap(HostName.normalized) { return host }
            reader.report(name, expected: "a host name without a port, such as pager.example.org", found: item)
            return nil
        }
        return hosts.count == sequence.count ? hosts : nil
    }
}
