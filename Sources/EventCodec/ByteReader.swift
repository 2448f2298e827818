public import WarRoom

/// Reads what a ``ByteWriter`` wrote. Every call throws ``Malformed`` where something else stands there, or nothing.
public struct ByteReader {
    /// These are not the bytes that were written.
    public struct Malformed: Error {
        public init() {}
    }

    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    /// The bytes must outlive the reader.
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    public var isAtEnd: Bool { place == bytes.count }

    private mutating func take(_ count: Int) throws(Malformed) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - place else { throw Malformed() }
        defer { place += count }
        return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
    }

    public mutating func number() throws(Malformed) -> Int64 {
        Int64(littleEndian: try take(8).loadUnaligned(as: Int64.self))
    }

    public mutating func truth() throws(Malformed) -> Bool {
        switch try take(1)[0] {
        case 0: false
        case 1: true
        default: throw Malformed()
        }
    }

    public mutating func text() throws(Malformed) -> String {
        String(decoding: try take(Int(clamping: number())), as: UTF8.self)
    }

    public mutating func instant() throws(Malformed) -> Instant { Instant(milliseconds: try number()) }

    public mutating func eventID() throws(Malformed) -> EventID {
        let high = UInt64(bitPattern: try number())
        return EventID(high: high, low: UInt64(bitPattern: try number()))
    }

    public mutating func optional<Value>(
        _ read: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Value? {
        try truth() ? try read(&self) : nil
    }

    public mutating func list<Value>(
        _ read: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> [Value] {
        let count = Int(clamping: try number())
        // Every value takes a byte at least: a wrong count must not ask for memory.
        guard count >= 0, count <= bytes.count - place else { throw Malformed() }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }
}
