/// The members of an object, in their order; no key comes twice.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let text: ParsedText
    private var index: UInt32
    private let end: UInt32

    init(of object: JSONValue) {
        text = object.text
        index = object.index + 1
        end = object.kind == .object ? object.text.next(after: object.index) : index
    }

    /// The next key and value; nil after the last.
    public mutating func next() -> (key: String, value: JSONValue)? {
        guard index < end else { return nil }
        let value = JSONValue(text: text, index: index + 1)
        defer { index = text.next(after: value.index) }
        return (text.string(at: index), value)
    }
}
