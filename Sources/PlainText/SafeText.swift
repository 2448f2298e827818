/// Text that may be drawn on a terminal's cell grid, written to a pipe or put into a file.
///
/// It comes from our own words (literals), from numbers, or from the neutraliser (``cell(_:isName:)``,
/// ``line(_:isName:)``, ``json(_:)``), never from a bare `String`. It is a single line; it holds no control character,
/// no bidirectional control, nothing private and nothing unassigned; it never starts with a combining mark, and no base
/// carries more than four. So any two may be joined and any one cut between clusters, and the result is safe again.
public struct SafeText: Sendable, Hashable, CustomStringConvertible {
    /// The text itself, ready to be written as UTF-8.
    public private(set) var string: String

    /// The columns it takes on a terminal: the sum of ``DisplayWidth/columns(of:)`` over its scalars.
    public private(set) var width: Int

    /// UTF-8 offsets of the words that stand for something that may not be shown: ascending, apart, usually none.
    private(set) var substitutes: [Range<Int>]

    /// The empty text.
    public init() {
        self.init(trusted: "", width: 0)
    }

    /// Our own words.
    ///
    /// They are neutralised like any others; a debug build stops at words that were not safe already.
    public init(_ literal: StaticString) {
        let words = literal.description
        self = SafeText.cell(words)
        assert(string == words, "a SafeText literal holds a scalar that may not be drawn")
    }

    /// Only for text that the neutraliser has passed, and for pieces of it cut between clusters.
    init(trusted string: String, width: Int, substitutes: [Range<Int>] = []) {
        self.string = string
        self.width = width
        self.substitutes = substitutes
    }

    /// What stands for the rest of a text that was cut.
    public static let ellipsis: SafeText = "…"

    /// A number in decimal digits.
    public static func number(_ value: Int) -> SafeText {
        let digits = String(value)
        return SafeText(trusted: digits, width: digits.utf8.count)
    }

    /// A glyph or a few, `count` times; empty if `count` is not positive.
    public static func repeating(_ glyph: StaticString, count: Int) -> SafeText {
        guard count > 0 else { return SafeText() }
        let unit = SafeText(glyph)
        return SafeText(trusted: String(repeating: unit.string, count: count), width: unit.width * count)
    }

    static func spaces(_ count: Int) -> SafeText {
        guard count > 0 else { return SafeText() }
        let spaces = String(unsafeUninitializedCapacity: count) { bytes in
            bytes.initialize(repeating: 0x20)
            return count
        }
        return SafeText(trusted: spaces, width: count)
    }

    /// Whether there is nothing to draw.
    public var isEmpty: Bool { string.isEmpty }

    /// The text itself, as ``string``.
    public var description: String { string }

    /// Every scalar beyond ASCII takes more bytes than columns, so the two counts agree for ASCII only.
    var isASCII: Bool { string.utf8.count == width }

    /// Both texts, one after the other.
    public static func + (left: SafeText, right: SafeText) -> SafeText {
        var sum = left
        sum += right
        return sum
    }

    /// Adds a text at the end of another.
    public static func += (left: inout SafeText, right: SafeText) {
        let offset = left.string.utf8.count
        left.string += right.string
        left.width += right.width
        for range in right.substitutes {
            left.substitutes.append(range.lowerBound + offset..<range.upperBound + offset)
        }
    }

    /// The bytes from `range.lowerBound` up to `range.upperBound`, both of them borders between clusters.
    func slice(_ range: Range<Int>, width: Int) -> SafeText {
        let start = string.utf8.index(string.startIndex, offsetBy: range.lowerBound)
        let end = string.utf8.index(string.startIndex, offsetBy: range.upperBound)
        var kept: [Range<Int>] = []
        for substitute in substitutes[firstSubstitute(endingAfter: range.lowerBound)...] {
            guard substitute.lowerBound < range.upperBound else { break }
            let clipped = substitute.clamped(to: range)
            kept.append(clipped.lowerBound - range.lowerBound..<clipped.upperBound - range.lowerBound)
        }
        return SafeText(trusted: String(string[start..<end]), width: width, substitutes: kept)
    }

    /// By halving: a long hostile text has as many substitutes as lines, and each of its lines is a slice.
    private func firstSubstitute(endingAfter offset: Int) -> Int {
        var low = 0
        var high = substitutes.count
        while low < high {
            let middle = (low + high) / 2
            if substitutes[middle].upperBound <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension Sequence<SafeText> {
    /// All of them in order, with `separator` between each two.
    public func joined(separator: SafeText = SafeText()) -> SafeText {
        var whole = SafeText()
        var isFirst = true
        for part in self {
            if !isFirst { whole += separator }
            whole += part
            isFirst = false
        }
        return whole
    }
}
