import Foundation

/// A JSON value as Foundation reads it: another reader than the program's own. What is missing is nil all the way down.
struct JSON: CustomStringConvertible {
    private let value: Any?

    private init(_ value: Any?) {
        self.value = value is NSNull ? nil : value
    }

    init(parsing text: String) {
        self.init(try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed))
    }

    subscript(key: String) -> JSON { JSON((value as? [String: Any])?[key]) }
    subscript(index: Int) -> JSON {
        let elements = value as? [Any] ?? []
        return JSON(elements.indices.contains(index) ? elements[index] : nil)
    }

    var exists: Bool { value != nil }
    var string: String? { value as? String }
    var int: Int? { value as? Int }
    var bool: Bool? { value as? Bool }
    var array: [JSON] { (value as? [Any] ?? []).map(JSON.init) }
    var strings: [String] { array.compactMap(\.string) }
    var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
    var description: String { value.map { "\($0)" } ?? "nothing" }
}
