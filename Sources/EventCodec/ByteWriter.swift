public import WarRoom

/// Values as bytes, one after the other, for files that only this program reads: numbers in eight bytes, least first; texts
/// as their length and UTF-8; what may be missing behind a byte that is 0 where it is; lists behind their count.
public struct ByteWriter {
    public private(set) var bytes: [UInt8] = []

    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    public mutating func put(_ number: Int64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    public mutating func put(_ truth: Bool) {
        bytes.append(truth ? 1 : 0)
    }

    public mutating func put(_ text: String) {
        put(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    public mutating func put(_ instant: Instant) {
        put(instant.milliseconds)
    }

    public mutating func put(_ id: EventID) {
        put(Int64(bitPattern: id.high))
        put(Int64(bitPattern: id.low))
    }

    public mutating func put<Value>(_ value: Value?, _ put: (inout ByteWriter, Value) -> Void) {
        self.put(value != nil)
        if let value { put(&self, value) }
    }

    public mutating func put<Value>(_ values: some Collection<Value>, _ put: (inout ByteWriter, Value) -> Void) {
        self.put(Int64(values.count))
        for value in values { put(&self, value) }
    }
}
