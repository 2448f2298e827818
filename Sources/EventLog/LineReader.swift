import Glibc

/// Reads a file or a pipe line by line, so that no more than a line is held.
struct LineReader {
    private let descriptor: Int32
    private let lineBytesMax: Int
    private var buffer: [UInt8] = []
    /// Where the next line begins, and up to where no end of it was found.
    private var start = 0
    private var searched = 0
    private var isAtEnd = false
    /// The number of the line that was read last, from 1.
    private(set) var number = 0
    private static let blockLength = 1 << 20

    init(_ descriptor: Int32, lineBytesMax: Int) {
        self.descriptor = descriptor
        self.lineBytesMax = lineBytesMax
    }

    /// The next line without its end; nil at the end. Throws ``LogError/badLine(number:reason:)``.
    mutating func next() throws(LogError) -> [UInt8]? {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { (start, searched) = (end + 1, end + 1) }
                return try line(upTo: end)
            }
            searched = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = searched }
                return try line(upTo: buffer.count)
            }
            guard buffer.count - start <= lineBytesMax else { return try line(upTo: buffer.count) }
            try fill()
        }
    }

    private mutating func line(upTo end: Int) throws(LogError) -> [UInt8] {
        number += 1
        guard end - start <= lineBytesMax else {
            throw .badLine(number: number, reason: "it is longer than \(lineBytesMax) bytes")
        }
        return Array(buffer[start..<end])
    }

    private mutating func fill() throws(LogError) {
        buffer.removeSubrange(..<start)
        searched -= start
        start = 0
        var count = 0
        repeat {
            let block = [UInt8](unsafeUninitializedCapacity: Self.blockLength) { bytes, initialized in
                count = read(descriptor, bytes.baseAddress, Self.blockLength)
                initialized = max(0, count)
            }
            buffer += block
        } while count < 0 && errno == EINTR
        guard count >= 0 else {
            throw .badLine(number: number + 1, reason: "it cannot be read: \(String(cString: strerror(errno)))")
        }
        isAtEnd = count == 0
    }
}
