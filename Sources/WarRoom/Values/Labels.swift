/// One label: what a sender says about an alert, used to find, group and match it.
public struct Label: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A set of labels or annotations, sorted by the bytes of their names, no name twice.
public struct Labels: Sendable, Hashable, RandomAccessCollection, ExpressibleByDictionaryLiteral {
    private let sorted: [Label]

    public static let none = Labels([])

    /// Sorts the labels; of two with one name the last wins.
    ///
    /// Names are compared by their bytes, never by Unicode equivalence, as Alertmanager's fingerprint asks.
    public init(_ labels: [Label]) {
        guard !Self.isSorted(labels) else {
            sorted = labels
            return
        }
        var ordered = labels
        Self.sort(&ordered)
        var result: [Label] = []
        result.reserveCapacity(ordered.count)
        for label in ordered {
            if let last = result.last, Self.order(last.name, label.name) == 0 { result.removeLast() }
            result.append(label)
        }
        sorted = result
    }

    /// Keeps labels of one name in their order. A few, as most alerts have, are sorted where they stand.
    private static func sort(_ labels: inout [Label]) {
        guard labels.count <= 32 else {
            let ordered = labels.enumerated().sorted { left, right in
                let order = order(left.element.name, right.element.name)
                return order == 0 ? left.offset < right.offset : order < 0
            }
            labels = ordered.map(\.element)
            return
        }
        for end in labels.indices.dropFirst() {
            var index = end
            while index > 0, order(labels[index - 1].name, labels[index].name) > 0 {
                labels.swapAt(index - 1, index)
                index -= 1
            }
        }
    }

    /// Whether the labels are in order already with no name twice, as senders written in Go send them.
    private static func isSorted(_ labels: [Label]) -> Bool {
        for index in labels.indices.dropFirst() where order(labels[index - 1].name, labels[index].name) >= 0 {
            return false
        }
        return true
    }

    /// Below, equal to or above zero as the first name's bytes come before, are, or come after the second's.
    private static func order(_ left: String, _ right: String) -> Int {
        var (left, right) = (left, right)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                for (one, other) in zip(left, right) where one != other { return one < other ? -1 : 1 }
                return left.count - right.count
            }
        }
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Label(name: $0.0, value: $0.1) })
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { sorted.count }
    public subscript(position: Int) -> Label { sorted[position] }

    /// The value of the label with this name; nil where there is none.
    public subscript(name: String) -> String? {
        sorted.first { $0.name == name && $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
}

extension Labels: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        self.init(
            try container.allKeys.map {
                Label(name: $0.stringValue, value: try container.decode(String.self, forKey: $0))
            })
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for label in sorted { try container.encode(label.value, forKey: Name(stringValue: label.name)) }
    }
}
