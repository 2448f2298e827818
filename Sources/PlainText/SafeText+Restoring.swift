extension SafeText {
    /// The text that ``line(_:isName:)`` was given, from what it made of it.
    ///
    /// Nil if `line` could not have written this, or if what it was given was not valid UTF-8.
    public static func restored(fromLine line: String) -> String? {
        restoredBytes(fromLine: line).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The bytes that ``line(bytes:isName:)`` was given, from what it made of them.
    ///
    /// Nil if `line` could not have written this.
    public static func restoredBytes(fromLine line: String) -> [UInt8]? {
        var reader = EscapeReader(rest: line.utf8[...])
        guard let bytes = reader.readAll() else { return nil }
        // An escape where none was needed did not come from us, and then other escapes may not mean what we mean.
        let isOurs = [false, true].contains {
            SafeText.line(bytes: bytes, isName: $0).string.utf8.elementsEqual(line.utf8)
        }
        return isOurs ? bytes : nil
    }
}

/// Reads the notation of `SafeText.line` back; lenient, since its caller writes the result again and compares.
private struct EscapeReader {
    var rest: Substring.UTF8View

    mutating func readAll() -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rest.count)
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\") {
                guard let escaped = readEscape() else { return nil }
                bytes += escaped
            } else if byte == UInt8(ascii: "<"), skip("U+") {
                guard let escaped = readScalar(until: UInt8(ascii: ">")) else { return nil }
                bytes += escaped
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// What follows a backslash.
    private mutating func readEscape() -> [UInt8]? {
        switch rest.popFirst() {
        case UInt8(ascii: "\\"): [UInt8(ascii: "\\")]
        case UInt8(ascii: "+"): [UInt8(ascii: "+")]
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "x"): readByte()
        case UInt8(ascii: "u"): skip("{") ? readScalar(until: UInt8(ascii: "}")) : nil
        default: nil
        }
    }

    private mutating func readByte() -> [UInt8]? {
        guard let high = readDigit(), let low = readDigit() else { return nil }
        return [UInt8(truncatingIfNeeded: high << 4 | low)]
    }

    private mutating func readScalar(until end: UInt8) -> [UInt8]? {
        var value: UInt32 = 0
        while rest.first != end {
            // Six digits reach beyond the last scalar, so nothing overflows.
            guard let digit = readDigit(), value <= 0xF_FFFF else { return nil }
            value = value << 4 | digit
        }
        rest.removeFirst()
        return Unicode.Scalar(value).map { Array(String($0).utf8) }
    }

    private mutating func readDigit() -> UInt32? {
        guard let byte = rest.popFirst() else { return nil }
        return Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt32(truncatingIfNeeded: $0) }
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let isNext = word.withUTF8Buffer { rest.starts(with: $0) }
        if isNext { rest.removeFirst(word.utf8CodeUnitCount) }
        return isNext
    }
}
