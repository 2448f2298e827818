internal import CJSON

/// Why a JSON text was not taken. Offsets count the bytes before the problem; nil where no place can be named.
///
/// `description` is a sentence for people. It can hold text from the sender (a repeated key), so it has to be neutralised
/// like all foreign text before it is shown.
public enum JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text is empty or only white space.
    case empty
    /// The text stops inside a value.
    case endsEarly(offset: Int?)
    /// The text is UTF-16 or UTF-32, starts with a byte order mark, or holds bytes that are not UTF-8.
    case notUTF8(reason: String, offset: Int?)
    /// The text breaks the grammar of RFC 8259; the reason says what was expected.
    case malformed(reason: String, offset: Int?)
    /// An integer does not fit 64 bits with sign, or another number does not fit a double.
    case numberOutOfRange(offset: Int?)
    /// Arrays and objects are nested deeper than `JSONLimits.depth`.
    case tooDeep(limit: Int, offset: Int?)
    /// There are more values than `JSONLimits.nodes`.
    case tooManyNodes(limit: Int, offset: Int?)
    /// An object has the same key twice, compared unescaped; the key is cut to 64 bytes.
    case repeatedKey(String, offset: Int?)
    /// A string or key holds U+0000, and `JSONLimits.rejectsNUL` is set.
    case holdsNUL(offset: Int?)
    /// The text is longer than 1 GiB.
    case tooLong
    /// There was not enough memory to parse the text.
    case outOfMemory

    init(_ fault: cjson_fault, limits: JSONLimits) {
        let offset = fault.offset < 0 ? nil : Int(fault.offset)
        switch fault.problem {
        case CJSON_EMPTY.rawValue: self = .empty
        case CJSON_ENDS_EARLY.rawValue: self = .endsEarly(offset: offset)
        case CJSON_NOT_UTF8.rawValue: self = .notUTF8(reason: Self.sentence(of: fault), offset: offset)
        case CJSON_NUMBER_OUT_OF_RANGE.rawValue: self = .numberOutOfRange(offset: offset)
        case CJSON_TOO_DEEP.rawValue: self = .tooDeep(limit: limits.depth, offset: offset)
        case CJSON_TOO_MANY_NODES.rawValue: self = .tooManyNodes(limit: limits.nodes, offset: offset)
        case CJSON_REPEATED_KEY.rawValue: self = .repeatedKey(Self.subject(of: fault), offset: offset)
        case CJSON_HOLDS_NUL.rawValue: self = .holdsNUL(offset: offset)
        case CJSON_TOO_LONG.rawValue: self = .tooLong
        case CJSON_OUT_OF_MEMORY.rawValue: self = .outOfMemory
        default: self = .malformed(reason: Self.sentence(of: fault), offset: offset)
        }
    }

    private static func sentence(of fault: cjson_fault) -> String {
        fault.sentence.map { String(cString: $0) } ?? "this is not JSON"
    }

    private static func subject(of fault: cjson_fault) -> String {
        withUnsafeBytes(of: fault.subject) { String(decoding: $0.prefix(Int(fault.subject_length)), as: UTF8.self) }
    }

    /// Bytes before the problem; nil where no place can be named.
    public var offset: Int? {
        switch self {
        case .empty, .tooLong, .outOfMemory: nil
        case .endsEarly(let offset), .numberOutOfRange(let offset), .holdsNUL(let offset): offset
        case .notUTF8(_, let offset), .malformed(_, let offset): offset
        case .tooDeep(_, let offset), .tooManyNodes(_, let offset), .repeatedKey(_, let offset): offset
        }
    }

    /// A sentence for people: what is wrong, and where.
    public var description: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        return switch self {
        case .empty: "the JSON is empty"
        case .endsEarly: "the JSON ends too early\(place)"
        case .notUTF8(let reason, _), .malformed(let reason, _): "the JSON is not well formed\(place): \(reason)"
        case .numberOutOfRange: "the JSON has a number\(place) that does not fit 64 bits"
        case .tooDeep(let limit, _): "the JSON is nested more than \(limit) levels deep\(place)"
        case .tooManyNodes(let limit, _): "the JSON has more than \(limit) values\(place)"
        case .repeatedKey(let key, _): "an object in the JSON has the key \"\(key)\" twice\(place)"
        case .holdsNUL: "the JSON has the character U+0000 in the text\(place)"
        case .tooLong: "the JSON is longer than \(CJSON_LONGEST_TEXT) bytes"
        case .outOfMemory: "there is not enough memory to read the JSON"
        }
    }
}
