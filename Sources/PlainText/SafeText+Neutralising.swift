/// The ways in for foreign text, one per kind of sink. All of them are total and take linear time.
extension SafeText {
    /// One line for the screen.
    ///
    /// Controls become `^[` and `<9b>`, line ends `\n` and `\r`, a tab spaces up to the next eighth column; what is
    /// bidirectional, invisible, private or unassigned becomes `<U+202E>`. A base keeps four marks, the rest is counted
    /// as `<+n>`; a mark without a base gets U+25CC. Variation selectors, joiners and skin tones are left out, because
    /// terminals disagree about their width. Its own output comes back unchanged.
    ///
    /// - Parameter isName: for names, ids and commands, where a joiner could make two look alike: it is shown as
    ///   `<U+200D>`.
    public static func cell(_ raw: String, isName: Bool = false) -> SafeText {
        neutralised(raw, for: .cell, isName: isName)
    }

    /// As ``cell(_:isName:)`` for bytes that ought to be UTF-8: one that is not becomes `<ff>`.
    public static func cell(bytes: [UInt8], isName: Bool = false) -> SafeText {
        neutralised(bytes[...], for: .cell, isName: isName)
    }

    /// Lines for a detail pane, each neutralised as a cell; LF and CR LF end a line, a lone CR does not.
    ///
    /// The drawer puts each behind a gutter, so that none can pass for a part of our screen. A line end at the very end
    /// adds no empty line.
    ///
    /// - Parameter limit: the most lines to return; if there are more, the last one says "… n more lines".
    public static func lines(_ raw: String, limit: Int) -> [SafeText] {
        let split = LineRanges(of: raw.utf8, limit: limit)
        return split.ranges.map { cell(String(raw[$0])) } + split.remark
    }

    /// As ``lines(_:limit:)`` for bytes that ought to be UTF-8, such as a command's output.
    public static func lines(bytes: [UInt8], limit: Int) -> [SafeText] {
        let split = LineRanges(of: bytes, limit: limit)
        return split.ranges.map { neutralised(bytes[$0], for: .cell, isName: false) } + split.remark
    }

    /// One line for the command line's output and for text exports, reversible by ``restored(fromLine:)``.
    ///
    /// Controls become `\x1b`, `\u{9b}`, `\n`, `\r` and `\t`, a backslash is doubled; what is bidirectional, invisible,
    /// private or unassigned becomes `<U+202E>` (and a typed `<U+` becomes `<U\+`), as does a mark without a base or
    /// beyond the fourth. Emoji keep their selectors, joiners and skin tones.
    ///
    /// - Parameter isName: for names, ids and commands: joiners are shown as `<U+200D>`.
    public static func line(_ raw: String, isName: Bool = false) -> SafeText {
        neutralised(raw, for: .line, isName: isName)
    }

    /// As ``line(_:isName:)`` for bytes that ought to be UTF-8: one that is not becomes `\xff`.
    public static func line(bytes: [UInt8], isName: Bool = false) -> SafeText {
        neutralised(bytes[...], for: .line, isName: isName)
    }

    /// A valid JSON text that means the same, on one line, with every dangerous scalar written as `\u202e` (beyond the
    /// basic plane as a surrogate pair).
    public static func json(_ document: String) -> SafeText {
        neutralised(document, for: .json, isName: false)
    }

    private static func neutralised(_ raw: String, for sink: Neutraliser.Sink, isName: Bool) -> SafeText {
        if isPlain(raw, for: sink) {
            return SafeText(trusted: raw, width: raw.utf8.count)
        }
        var neutraliser = Neutraliser(sink: sink, marksJoiners: isName, capacity: raw.utf8.count + 16)
        for scalar in raw.unicodeScalars {
            neutraliser.take(scalar)
        }
        return neutraliser.finish()
    }

    private static func neutralised(_ raw: ArraySlice<UInt8>, for sink: Neutraliser.Sink, isName: Bool) -> SafeText {
        var neutraliser = Neutraliser(sink: sink, marksJoiners: isName, capacity: raw.count + 16)
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = raw.makeIterator()
        var position = raw.startIndex
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                neutraliser.take(Unicode.UTF8.decode(encoded))
                position += encoded.count
            case .error(let length):
                raw[position..<position + length].forEach { neutraliser.takeInvalid($0) }
                position += length
            case .emptyInput:
                return neutraliser.finish()
            }
        }
    }

    /// Most text is printable ASCII and passes as it is. No branch and no early end, so that the loop runs on vectors.
    private static func isPlain(_ raw: String, for sink: Neutraliser.Sink) -> Bool {
        // Both may need an escape in a line. For other sinks NUL stands in, which is not plain anyway.
        let backslash: UInt8 = sink == .line ? 0x5C : 0
        let plus: UInt8 = sink == .line ? 0x2B : 0
        return raw.utf8.withContiguousStorageIfAvailable { bytes in
            var highBits: UInt8 = 0
            var leastDifference = UInt8.max
            for byte in bytes {
                // The high bit gets set below 0x20, at 0x7F, and from 0x80 on.
                highBits |= (byte &- 0x20) | (byte &+ 1) | byte
                leastDifference = min(leastDifference, byte ^ backslash, byte ^ plus)
            }
            return highBits < 0x80 && leastDifference > 0
        } ?? false
    }
}

/// Where the lines of a text lie, without their ends.
private struct LineRanges<Index: Comparable> {
    private(set) var ranges: [Range<Index>] = []
    private var remaining = 0

    init<Bytes: Collection<UInt8>>(of bytes: Bytes, limit: Int) where Bytes.Index == Index {
        var start = bytes.startIndex
        var isAfterCarriageReturn = false
        var previous = start
        var index = start
        while index != bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            if byte == 0x0A {
                add(start..<(isAfterCarriageReturn ? previous : index), limit: limit)
                start = next
            }
            isAfterCarriageReturn = byte == 0x0D
            previous = index
            index = next
        }
        if start != bytes.endIndex { add(start..<bytes.endIndex, limit: limit) }
        // The remark takes the place of the last line that would have fitted.
        if remaining > 0, !ranges.isEmpty {
            ranges.removeLast()
            remaining += 1
        }
        if limit <= 0 { remaining = 0 }
    }

    var remark: [SafeText] { remaining > 0 ? ["… \(remaining) more lines"] : [] }

    private mutating func add(_ range: Range<Index>, limit: Int) {
        if ranges.count < limit {
            ranges.append(range)
        } else {
            remaining += 1
        }
    }
}
