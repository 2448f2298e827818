import CTrap
import Crypto
import EventCodec

/// What a sender or a person's client said, and under what it is known again.
public struct HeldInput: Sendable, Equatable {
    /// The sender's dialect, or ``commands``.
    public let dialect: String
    /// Method and target, with its query: `POST /alerts`.
    public let target: String
    /// The principal, as far as it is known.
    public let who: String
    /// Raw, with whatever keys are in it.
    public let body: [UInt8]

    /// Stands for a dialect where a person's command is meant.
    public static let commands = "command"
    private static let signature = "warroom-input 1"

    public init(dialect: String, target: String, who: String, body: [UInt8]) {
        self.dialect = Self.line(dialect)
        self.target = Self.line(target)
        self.who = Self.line(who)
        self.body = body
    }

    /// The same once it is known who said it.
    public func said(by who: String) -> HeldInput {
        HeldInput(dialect: dialect, target: target, who: who, body: body)
    }

    /// The SHA-256 of dialect, target and body in hex digits: what is refused, whoever says it.
    public var digest: String {
        var hash = SHA256()
        hash.update(data: Array("\(dialect)\n\(target)\n".utf8))
        hash.update(data: body)
        return Hex.string(hash.finalize())
    }

    /// Carries out what may trap over this input: then the next process finds it beside its ``HandMark``.
    ///
    /// Costs two stores and the making of one short string; the bytes are only written by a trap.
    public func held<Value>(during work: () throws -> Value) rethrows -> Value {
        let label = Array("\(Self.signature)\n\(dialect)\n\(target)\n\(who)\n".utf8)
        return try label.withUnsafeBytes { label in
            try body.withUnsafeBytes { body in
                trap_hold(label.baseAddress, label.count, body.baseAddress, body.count)
                defer { trap_let_go() }
                return try work()
            }
        }
    }

    /// Reads what a trap wrote: a line each of signature, dialect, target and principal, then the body. Nil for anything else.
    init?(fileContents bytes: [UInt8]) {
        var rest = bytes[...]
        var lines: [String] = []
        while lines.count < 4 {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = rest[(end + 1)...]
        }
        guard lines[0] == Self.signature else { return nil }
        self.init(dialect: lines[1], target: lines[2], who: lines[3], body: Array(rest))
    }

    private static func line(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return text }
        return String(text.unicodeScalars.map { $0 == "\n" ? " " : Character($0) })
    }
}
