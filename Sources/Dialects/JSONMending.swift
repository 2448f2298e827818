/// Mends what senders commonly get wrong in JSON that is otherwise whole: a byte order mark, bytes that are not UTF-8 (text cut
/// inside a character), halves of surrogate pairs, U+0000, and numbers that fit no 64 bits.
///
/// Broken characters become U+FFFD, as Go's decoder makes them. Numbers that are too large become strings with their digits.
enum JSONMending {
    static func mended(_ body: [UInt8]) -> [UInt8] {
        var source = body[...]
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { source = source.dropFirst(3) }
        // Decoding replaces what is not UTF-8.
        var scanner = Scanner(source: Array(String(decoding: source, as: UTF8.self).utf8))
        scanner.run()
        return scanner.result
    }

    private struct Scanner {
        let source: [UInt8]
        var result: [UInt8] = []
        private var place = 0

        init(source: [UInt8]) {
            self.source = source
            result.reserveCapacity(source.count)
        }

        private func byte(at index: Int) -> UInt8? {
            index < source.count ? source[index] : nil
        }

        mutating func run() {
            while let byte = byte(at: place) {
                switch byte {
                case UInt8(ascii: "\""): copyString()
                case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): copyNumber()
                default: take(byte)
                }
            }
        }

        private mutating func take(_ byte: UInt8) {
            result.append(byte)
            place += 1
        }

        private mutating func copy(_ count: Int) {
            let end = min(place + count, source.count)
            result.append(contentsOf: source[place..<end])
            place = end
        }

        private mutating func copyString() {
            copy(1)
            while let byte = byte(at: place) {
                switch byte {
                case UInt8(ascii: "\""): return take(byte)
                case UInt8(ascii: "\\"): copyEscape()
                default: take(byte)
                }
            }
        }

        private mutating func copyEscape() {
            guard let unit = unit(at: place) else { return copy(2) }
            switch unit {
            case 0xD800...0xDBFF:
                if let low = self.unit(at: place + 6), (0xDC00...0xDFFF).contains(low) { return copy(12) }
                replaceEscape()
            case 0, 0xDC00...0xDFFF: replaceEscape()
            default: copy(6)
            }
        }

        private mutating func replaceEscape() {
            result.append(contentsOf: "\\ufffd".utf8)
            place += 6
        }

        /// The value of `\uXXXX` at the index; nil where no such escape stands.
        private func unit(at index: Int) -> UInt16? {
            guard byte(at: index) == UInt8(ascii: "\\"), byte(at: index + 1) == UInt8(ascii: "u"),
                index + 6 <= source.count
            else { return nil }
            let digits = source[(index + 2)..<(index + 6)]
            guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
            return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        }

        private mutating func copyNumber() {
            var end = place
            while let byte = byte(at: end), Self.isPartOfNumber(byte) { end += 1 }
            let text = String(decoding: source[place..<end], as: UTF8.self)
            let isWhole = text.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
            let fits = isWhole ? Int64(text) != nil : Double(text).map(\.isFinite) ?? true
            if !fits { result.append(UInt8(ascii: "\"")) }
            copy(end - place)
            if !fits { result.append(UInt8(ascii: "\"")) }
        }

        private static func isPartOfNumber(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
    }
}
