import WarRoom
import WireJSON

/// Reads the JSON that senders post: strictly, and where that fails once more with the usual flaws mended, so that one
/// broken character or number does not cost an alert.
enum ForeignJSON {
    private static let limits = JSONLimits(depth: Limits.jsonDepthMax, nodes: Limits.jsonNodesMax)

    static func parse(_ body: [UInt8]) throws(JSONError) -> JSONValue {
        do {
            return try JSONDocument(parsing: body, limits: limits).root
        } catch {
            guard isMendable(error) else { throw error }
            let mended = JSONMending.mended(body)
            guard mended != body else { throw error }
            return try JSONDocument(parsing: mended, limits: limits).root
        }
    }

    private static func isMendable(_ error: JSONError) -> Bool {
        switch error {
        case .notUTF8, .malformed, .numberOutOfRange, .holdsNUL: true
        case .empty, .endsEarly, .tooDeep, .tooManyNodes, .repeatedKey, .tooLong, .outOfMemory: false
        }
    }
}

extension JSONValue {
    /// A scalar as text: a string as it is, numbers and truth values as JSON spells them; nil for null and containers.
    var scalarText: String? {
        switch kind {
        case .string: string
        case .integer, .double, .bool: compactText
        case .null, .array, .object: nil
        }
    }

    /// Details that a sender adds as it likes, as annotations: scalars as text, what is nested as compact JSON. What is no object
    /// becomes one annotation of the given name.
    func details(named name: String) -> [Label] {
        guard !isNull else { return [] }
        guard kind == .object else { return [Label(name: name, value: scalarText ?? compactText)] }
        return members.compactMap { name, value in
            value.isNull ? nil : Label(name: name, value: value.scalarText ?? value.compactText)
        }
    }

    /// The value as compact JSON.
    var compactText: String {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.text
    }

    /// What stands here, short enough for a sentence: `an array`, `42`, `"yesterday"`.
    var asFound: String {
        switch kind {
        case .null: "null"
        case .array: "an array"
        case .object: "an object"
        case .string, .integer, .double, .bool: Cut.text(compactText, bytesMax: 64)
        }
    }
}
