/// One JSON text (RFC 8259, UTF-8), checked as a whole and parsed once.
///
/// It never changes after parsing. The values that come from it keep it alive.
public struct JSONDocument: Sendable {
    /// The outermost value.
    public let root: JSONValue

    /// Parses bytes, which are copied and need not live on.
    /// - Throws: what is wrong first, with its place.
    public init(parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .foreign) throws(JSONError) {
        root = JSONValue(text: try ParsedText.parse(bytes, limits: limits).get(), index: 0)
    }

    /// Parses bytes.
    /// - Throws: what is wrong first, with its place.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .foreign) throws(JSONError) {
        let parsed = bytes.withUnsafeBytes { ParsedText.parse($0, limits: limits) }
        root = JSONValue(text: try parsed.get(), index: 0)
    }

    /// Parses the UTF-8 of a string.
    /// - Throws: what is wrong first, with its place.
    public init(parsing text: String, limits: JSONLimits = .foreign) throws(JSONError) {
        var text = text
        let parsed = text.withUTF8 { ParsedText.parse(UnsafeRawBufferPointer($0), limits: limits) }
        root = JSONValue(text: try parsed.get(), index: 0)
    }
}
