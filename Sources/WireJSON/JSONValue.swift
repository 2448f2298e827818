internal import CJSON

/// One value of a document: a cheap view that keeps the document alive.
///
/// Nothing is converted silently: an accessor answers nil unless the value is of its kind.
public struct JSONValue: Sendable {
    /// The kinds of values; numbers are told apart by their spelling.
    public enum Kind: Sendable, Equatable {
        /// `null`, and `true` or `false`.
        case null, bool
        /// A number written without fraction and exponent.
        case integer
        /// A number written with fraction or exponent, even if it is whole.
        case double
        /// A string; a list of values; values under keys.
        case string, array, object
    }

    let text: ParsedText
    let index: UInt32

    /// What this value is.
    public var kind: Kind {
        switch text.kind(at: index) {
        case CJSON_FALSE, CJSON_TRUE: .bool
        case CJSON_INTEGER: .integer
        case CJSON_DOUBLE: .double
        case CJSON_STRING: .string
        case CJSON_ARRAY: .array
        case CJSON_OBJECT: .object
        default: .null
        }
    }

    /// Whether this is `null`.
    public var isNull: Bool { text.kind(at: index) == CJSON_NULL }

    /// The unescaped string; nil for every other kind.
    public var string: String? { text.kind(at: index) == CJSON_STRING ? text.string(at: index) : nil }

    /// The integer; nil for every other kind, also for `1.0` and `1e2`.
    public var int: Int64? { text.kind(at: index) == CJSON_INTEGER ? text.integer(at: index) : nil }

    /// The number, of either spelling; integers beyond 2^53 are rounded. Nil for every other kind.
    public var double: Double? {
        switch text.kind(at: index) {
        case CJSON_INTEGER: Double(text.integer(at: index))
        case CJSON_DOUBLE: text.double(at: index)
        default: nil
        }
    }

    /// The truth value; nil for every other kind.
    public var bool: Bool? {
        switch text.kind(at: index) {
        case CJSON_TRUE: true
        case CJSON_FALSE: false
        default: nil
        }
    }

    /// How many elements or members the array or object has; 0 for every other kind.
    public var count: Int {
        switch text.kind(at: index) {
        case CJSON_ARRAY, CJSON_OBJECT: text.count(at: index)
        default: 0
        }
    }

    /// The value of the object's member, also if it is `null`; nil if there is none or this is no object. Takes time in
    /// proportion to the members.
    public subscript(key: String) -> JSONValue? {
        text.member(of: index, named: key).map { JSONValue(text: text, index: $0) }
    }

    /// The elements of the array, in their order; empty for every other kind.
    public var elements: JSONElements { JSONElements(of: self) }

    /// The members of the object, in their order; empty for every other kind.
    public var members: JSONMembers { JSONMembers(of: self) }

    /// Writes this value and all in it, compact, members in the order in which they were read.
    ///
    /// Equal values give equal bytes; spelling is not kept (`1E2` becomes `100.0`, `\u0061` becomes `a`).
    public func write(to writer: inout JSONWriter) {
        switch text.kind(at: index) {
        case CJSON_FALSE: writer.bool(false)
        case CJSON_TRUE: writer.bool(true)
        case CJSON_INTEGER: writer.int(text.integer(at: index))
        case CJSON_DOUBLE: writer.double(text.double(at: index))
        case CJSON_STRING: text.withUTF8(at: index) { writer.string(utf8: $0) }
        case CJSON_ARRAY:
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case CJSON_OBJECT:
            writer.beginObject()
            let end = text.next(after: index)
            var key = index + 1
            while key < end {
                text.withUTF8(at: key) { writer.key(utf8: $0) }
                JSONValue(text: text, index: key + 1).write(to: &writer)
                key = text.next(after: key + 1)
            }
            writer.endObject()
        default: writer.null()
        }
    }
}
