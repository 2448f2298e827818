/// The elements of an array, in their order.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let text: ParsedText
    private var index: UInt32
    private let end: UInt32

    init(of array: JSONValue) {
        text = array.text
        index = array.index + 1
        end = array.kind == .array ? array.text.next(after: array.index) : index
    }

    /// The next element; nil after the last.
    public mutating func next() -> JSONValue? {
        guard index < end else { return nil }
        defer { index = text.next(after: index) }
        return JSONValue(text: text, index: index)
    }
}
