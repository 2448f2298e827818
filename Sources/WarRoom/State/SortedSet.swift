/// A set kept in order, in chunks of a few hundred elements, so that inserting, removing and paging by position all stay
/// cheap at a hundred thousand elements.
public struct SortedSet<Element: Comparable & Sendable>: Sendable {
    private var chunks: [[Element]] = []
    public private(set) var count = 0
    private static var chunkSizeMax: Int { 512 }

    public init() {}

    /// A set of elements that are in order already, no two of them equal.
    init(sorted elements: [Element]) {
        count = elements.count
        chunks = stride(from: 0, to: elements.count, by: Self.chunkSizeMax / 2).map {
            Array(elements[$0...].prefix(Self.chunkSizeMax / 2))
        }
    }

    public var isEmpty: Bool { count == 0 }
    public var first: Element? { chunks.first?.first }
    public var last: Element? { chunks.last?.last }

    /// Adds the element; false if it was there already.
    @discardableResult
    public mutating func insert(_ element: Element) -> Bool {
        guard !chunks.isEmpty else {
            chunks.append([element])
            count = 1
            return true
        }
        let index = Swift.min(chunkIndex(for: element), chunks.count - 1)
        let place = Self.place(of: element, in: chunks[index])
        guard place == chunks[index].count || chunks[index][place] != element else { return false }
        chunks[index].insert(element, at: place)
        count += 1
        if chunks[index].count > Self.chunkSizeMax { split(index) }
        return true
    }

    /// Takes the element out; false if it was not there.
    @discardableResult
    public mutating func remove(_ element: Element) -> Bool {
        let index = chunkIndex(for: element)
        guard index < chunks.count else { return false }
        let place = Self.place(of: element, in: chunks[index])
        guard place < chunks[index].count, chunks[index][place] == element else { return false }
        chunks[index].remove(at: place)
        count -= 1
        if chunks[index].isEmpty { chunks.remove(at: index) }
        return true
    }

    public func contains(_ element: Element) -> Bool {
        let index = chunkIndex(for: element)
        guard index < chunks.count else { return false }
        let place = Self.place(of: element, in: chunks[index])
        return place < chunks[index].count && chunks[index][place] == element
    }

    /// How many elements come before this one, whether it is there or not.
    public func rank(of element: Element) -> Int {
        let index = chunkIndex(for: element)
        let before = chunks[..<index].reduce(0) { $0 + $1.count }
        return index < chunks.count ? before + Self.place(of: element, in: chunks[index]) : before
    }

    /// At most `length` elements from position `offset` on, in order.
    public func page(offset: Int, length: Int) -> [Element] {
        var skip = Swift.max(0, offset)
        var result: [Element] = []
        for chunk in chunks where result.count < length {
            if skip >= chunk.count {
                skip -= chunk.count
                continue
            }
            result.append(contentsOf: chunk[skip...].prefix(length - result.count))
            skip = 0
        }
        return result
    }

    /// The first chunk whose last element is not before the element: where it is, or would be.
    private func chunkIndex(for element: Element) -> Int {
        var low = 0
        var high = chunks.count
        while low < high {
            let middle = (low + high) / 2
            if let last = chunks[middle].last, last < element { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func place(of element: Element, in chunk: [Element]) -> Int {
        var low = 0
        var high = chunk.count
        while low < high {
            let middle = (low + high) / 2
            if chunk[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func split(_ index: Int) {
        let half = chunks[index].count / 2
        let tail = Array(chunks[index][half...])
        chunks[index].removeSubrange(half...)
        chunks.insert(tail, at: index + 1)
    }
}

extension SortedSet: Sequence, Equatable {
    public func makeIterator() -> FlattenSequence<[[Element]]>.Iterator {
        chunks.joined().makeIterator()
    }

    /// Equal when they hold the same elements, however they are cut into chunks.
    public static func == (left: SortedSet, right: SortedSet) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}
