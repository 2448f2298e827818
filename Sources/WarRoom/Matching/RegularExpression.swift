import CMatch

/// A compiled regular expression in RE2's syntax, anchored at both ends as Alertmanager anchors it.
///
/// RE2 matches in time linear in the text, so a stranger's expression cannot stall the room.
public final class RegularExpression: Sendable, Hashable {
    public let pattern: String
    // nonisolated(unsafe) because RE2 objects are immutable once compiled and safe to match from any thread (re2.h).
    nonisolated(unsafe) private let compiled: OpaquePointer

    /// Throws the sentence that RE2 says about a bad expression.
    public init(_ pattern: String) throws(MatcherError) {
        guard pattern.utf8.count <= Limits.regularExpressionBytesMax else {
            throw MatcherError(
                "the regular expression has \(pattern.utf8.count) bytes, at most \(Limits.regularExpressionBytesMax) are taken"
            )
        }
        var utf8 = pattern
        var sentence = [CChar](repeating: 0, count: Int(CMATCH_SENTENCE_CAPACITY))
        let handle = utf8.withUTF8 { cmatch_compile($0.baseAddress, $0.count, &sentence, sentence.count) }
        guard let handle else {
            let reason = String(decoding: sentence.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw MatcherError("cannot read the regular expression \(pattern): \(reason)")
        }
        self.pattern = pattern
        compiled = handle
    }

    deinit { cmatch_free(compiled) }

    /// Whether the whole text matches.
    public func matches(_ text: String) -> Bool {
        var utf8 = text
        return utf8.withUTF8 { cmatch_full_match(compiled, $0.baseAddress, $0.count) }
    }

    public static func == (left: RegularExpression, right: RegularExpression) -> Bool { left.pattern == right.pattern }
    public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
