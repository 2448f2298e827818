/// JSON strings, written byte by byte over UTF-8: most bytes need no look of their own.
extension [UInt8] {
    /// Appends a string in quotes. `utf8` is valid UTF-8.
    ///
    /// Escapes `"`, `\` and U+0000-001F as RFC 8259 section 7 demands, and `InvisibleScalars` if asked to.
    mutating func appendQuoted(_ utf8: UnsafeBufferPointer<UInt8>, escapingInvisible: Bool) {
        append(UInt8(ascii: "\""))
        var written = 0
        while true {
            let special = utf8.firstSpecial(from: written, orNonASCII: escapingInvisible)
            append(contentsOf: UnsafeBufferPointer(rebasing: utf8[written..<special]))
            guard special < utf8.count else { break }
            if utf8[special] < 0x7F {
                appendEscape(of: utf8[special])
                written = special + 1
            } else {
                written = appendScalar(of: utf8, at: special)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(of byte: UInt8) {
        let short: UInt8? =
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
            case 0x08: UInt8(ascii: "b")
            case 0x09: UInt8(ascii: "t")
            case 0x0A: UInt8(ascii: "n")
            case 0x0C: UInt8(ascii: "f")
            case 0x0D: UInt8(ascii: "r")
            default: nil
            }
        if let short {
            append(UInt8(ascii: "\\"))
            append(short)
        } else {
            appendUnit(UInt16(byte))
        }
    }

    /// Appends the character that starts at `start`, escaped if it is invisible; returns the place after it.
    private mutating func appendScalar(of utf8: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        let (scalar, end) = utf8.scalar(at: start)
        guard InvisibleScalars.contain(scalar) else {
            append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
            return end
        }
        for unit in String(Character(scalar)).utf16 { appendUnit(unit) }
        return end
    }

    /// Appends `\uXXXX`.
    private mutating func appendUnit(_ unit: UInt16) {
        append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: (unit >> UInt16(shift)) & 0xF)
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first byte from `start` on that cannot be copied as it stands; `count` if there is none. Looks at eight bytes
    /// at a time: a byte below a bound borrows in the subtraction, and its own top bit tells it from one above 0x7F.
    fileprivate func firstSpecial(from start: Int, orNonASCII nonASCII: Bool) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var place = start
        let raw = UnsafeRawBufferPointer(self)
        while place + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            var found = (word &- ones &* 0x20) & ~word
            found |= (quotes &- ones) & ~quotes
            found |= (slashes &- ones) & ~slashes
            if nonASCII { found |= word | (word &+ ones) }
            if found & tops != 0 { break }
            place += 8
        }
        while place < count {
            let byte = self[place]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            if nonASCII && byte >= 0x7F { break }
            place += 1
        }
        return place
    }

    /// The character at `start` and the place after it.
    fileprivate func scalar(at start: Int) -> (Unicode.Scalar, Int) {
        var decoder = UTF8()
        var rest = self[start...].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return ("\u{FFFD}", start + 1) }
        return (scalar, start + UTF8.width(scalar))
    }
}
