/// Turns foreign scalars into safe text, one at a time, in linear time and for any input.
///
/// Nothing is dropped silently: what may not be shown is replaced by a word for it, and the place of that word is kept,
/// so that a drawer can set it apart from the same letters typed by somebody. Only cells do without variation
/// selectors, joiners and skin tones.
struct Neutraliser {
    enum Sink {
        case cell
        case line
        case json
    }

    /// As many as ncurses keeps in a cell; more have crashed terminals. A cluster is thus never longer than 20 bytes.
    private static let marksPerBase = 4
    private static let columnsPerTabStop = 8
    private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

    private let sink: Sink
    private let marksJoiners: Bool
    private var bytes: [UInt8] = []
    private var width = 0
    private var substitutes: [Range<Int>] = []
    /// Marks on the base written last; nil where no base stands before the next scalar.
    private var marksOnBase: Int?
    /// Marks of the present base that were counted instead of written; only for cells.
    private var excessMarks = 0

    init(sink: Sink, marksJoiners: Bool, capacity: Int) {
        self.sink = sink
        self.marksJoiners = marksJoiners
        bytes.reserveCapacity(capacity)
    }

    mutating func take(_ scalar: Unicode.Scalar) {
        switch ScalarClass(scalar) {
        case .graphic(let columns): takeGraphic(scalar, columns: columns)
        case .mark: takeMark(scalar)
        case .control: takeControl(scalar)
        case .hidden: takeHidden(scalar)
        case .joiner where marksJoiners: takeHidden(scalar)
        case .joiner, .variationSelector: if sink != .cell { takeMark(scalar) }
        case .skinTone: if sink != .cell { takeGraphic(scalar, columns: 2) }
        }
    }

    /// A byte that is no part of valid UTF-8.
    mutating func takeInvalid(_ byte: UInt8) {
        endCluster()
        beginSubstitute()
        switch sink {
        case .cell: write("<", hexadecimal: UInt32(byte), digits: 2, ">")
        case .line: write("\\x", hexadecimal: UInt32(byte), digits: 2)
        case .json: write("\\u", hexadecimal: 0xFFFD, digits: 4)
        }
        endSubstitute()
    }

    mutating func finish() -> SafeText {
        endCluster()
        return SafeText(trusted: String(decoding: bytes, as: UTF8.self), width: width, substitutes: substitutes)
    }

    private mutating func takeGraphic(_ scalar: Unicode.Scalar, columns: Int) {
        if excessMarks > 0 { endCluster() }
        if sink == .line {
            // What looks like one of our own escapes is told apart: `\` is doubled, a typed `<U+` becomes `<U\+`.
            if scalar == "\\" || (scalar == "+" && bytes.suffix(2).elementsEqual([0x3C, 0x55])) {
                bytes.append(0x5C)
                width += 1
            }
        }
        append(scalar)
        width += columns
        marksOnBase = 0
    }

    private mutating func takeMark(_ scalar: Unicode.Scalar) {
        if let count = marksOnBase, count < Neutraliser.marksPerBase {
            append(scalar)
            marksOnBase = count + 1
        } else if sink != .cell {
            takeHidden(scalar)
        } else if marksOnBase != nil {
            excessMarks += 1
        } else {
            beginSubstitute()
            append(Neutraliser.dottedCircle)
            endSubstitute(columns: 1)
            append(scalar)
            marksOnBase = 1
        }
    }

    private mutating func takeControl(_ scalar: Unicode.Scalar) {
        endCluster()
        switch (sink, scalar.value) {
        case (.cell, 0x09):
            let spaces = Neutraliser.columnsPerTabStop - width % Neutraliser.columnsPerTabStop
            bytes.append(contentsOf: repeatElement(0x20, count: spaces))
            width += spaces
        case (.json, 0x09), (.json, 0x0A), (.json, 0x0D):
            // Whitespace between tokens: inside a string of a valid document it is escaped already.
            bytes.append(0x20)
            width += 1
        default:
            beginSubstitute()
            writeControl(scalar.value)
            endSubstitute()
        }
    }

    private mutating func writeControl(_ value: UInt32) {
        switch (sink, value) {
        case (.cell, 0x0A), (.line, 0x0A): write("\\n")
        case (.cell, 0x0D), (.line, 0x0D): write("\\r")
        case (.line, 0x09): write("\\t")
        case (.cell, 0x80...): write("<", hexadecimal: value, digits: 2, ">")
        case (.cell, _):
            write("^")
            bytes.append(UInt8(truncatingIfNeeded: value ^ 0x40))
        case (.line, 0x80...): write("\\u{", hexadecimal: value, digits: 2, "}")
        case (.line, _): write("\\x", hexadecimal: value, digits: 2)
        case (.json, _): write("\\u", hexadecimal: value, digits: 4)
        }
    }

    private mutating func takeHidden(_ scalar: Unicode.Scalar) {
        endCluster()
        beginSubstitute()
        if sink == .json {
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                write("\\u", hexadecimal: UInt32(unit), digits: 4)
            }
        } else {
            write("<U+", hexadecimal: scalar.value, digits: 4, ">", uppercase: true)
        }
        endSubstitute()
    }

    /// Says how many marks were not written, and leaves no base for a mark to sit on.
    private mutating func endCluster() {
        if excessMarks > 0 {
            beginSubstitute()
            write("<+")
            bytes.append(contentsOf: String(excessMarks).utf8)
            write(">")
            endSubstitute()
            excessMarks = 0
        }
        marksOnBase = nil
    }

    // MARK: Writing

    private mutating func beginSubstitute() {
        substitutes.append(bytes.count..<bytes.count)
    }

    /// Closes the open range, joined with the one before it where they touch; `columns` defaults to one per byte.
    private mutating func endSubstitute(columns: Int? = nil) {
        guard let open = substitutes.popLast() else { return }
        width += columns ?? bytes.count - open.lowerBound
        if let previous = substitutes.last, previous.upperBound == open.lowerBound {
            substitutes[substitutes.count - 1] = previous.lowerBound..<bytes.count
        } else {
            substitutes.append(open.lowerBound..<bytes.count)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private mutating func write(_ words: StaticString) {
        words.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// At least `digits` digits, more where the value needs them.
    private mutating func write(
        _ before: StaticString, hexadecimal value: UInt32, digits: Int, _ after: StaticString = "",
        uppercase: Bool = false
    ) {
        write(before)
        var shift = 32
        while shift > 0 {
            shift -= 4
            guard shift < digits * 4 || value >> UInt32(shift) != 0 else { continue }
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(shift) & 0xF)
            bytes.append(digit < 10 ? 0x30 + digit : (uppercase ? 0x41 : 0x61) + digit - 10)
        }
        write(after)
    }
}
