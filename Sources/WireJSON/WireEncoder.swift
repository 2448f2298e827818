/// Encodes `Encodable` values as compact JSON, members in the order in which they are encoded.
///
/// Foundation's coder does the same in several times the time; this one is on the path of every alert.
public enum WireEncoder {
    /// The value's JSON. Throws `EncodingError` for numbers that JSON does not have, and what the value's own
    /// `encode(to:)` throws.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        try encode(value, into: &writer)
        return writer.bytes
    }

    /// Writes the value where a value may stand.
    public static func encode(_ value: some Encodable, into writer: inout JSONWriter) throws {
        let output = Output(writer)
        writer = JSONWriter()
        defer { writer = output.writer }
        try output.writeEncoded(value, depth: 0, codingPath: [])
    }
}

/// The text as it grows, and which containers are open: a container ends when its parent goes on.
private final class Output {
    var writer: JSONWriter
    private var isObject: [Bool] = []

    init(_ writer: JSONWriter) {
        self.writer = writer
    }

    func open(object: Bool, at depth: Int) -> Int {
        close(downTo: depth)
        if object { writer.beginObject() } else { writer.beginArray() }
        isObject.append(object)
        return isObject.count
    }

    func close(downTo depth: Int) {
        while isObject.count > depth, let object = isObject.popLast() {
            if object { writer.endObject() } else { writer.endArray() }
        }
    }
}

private struct ValueEncoder: Encoder {
    let output: Output
    let depth: Int
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(
            ObjectContainer<Key>(output: output, depth: output.open(object: true, at: depth), codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        ArrayContainer(output: output, depth: output.open(object: false, at: depth), codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        ValueContainer(output: output, depth: depth, codingPath: codingPath)
    }
}

extension Output {
    /// Writes one value of whatever kind inside a container of the given depth.
    func write<T: Encodable>(_ value: T, depth: Int, codingPath: [any CodingKey]) throws {
        switch value {
        case let text as String: writer.string(text)
        case let number as Int64: writer.int(number)
        case let number as Int: writer.int(number)
        case let truth as Bool: writer.bool(truth)
        default: try writeEncoded(value, depth: depth, codingPath: codingPath)
        }
    }

    /// Writes what the value's own `encode(to:)` makes of it: an empty object where that is nothing.
    func writeEncoded(_ value: some Encodable, depth: Int, codingPath: [any CodingKey]) throws {
        let start = writer.bytes.count
        try value.encode(to: ValueEncoder(output: self, depth: depth, codingPath: codingPath))
        close(downTo: depth)
        if writer.bytes.count == start { writer.object { _ in } }
    }

    func write(_ number: Double, codingPath: [any CodingKey]) throws {
        guard number.isFinite else {
            throw EncodingError.invalidValue(
                number, .init(codingPath: codingPath, debugDescription: "JSON does not have the number \(number)"))
        }
        writer.double(number)
    }

    func write(_ number: some BinaryInteger, codingPath: [any CodingKey]) throws {
        guard let number = Int64(exactly: number) else {
            throw EncodingError.invalidValue(
                number, .init(codingPath: codingPath, debugDescription: "\(number) does not fit 64 bits"))
        }
        writer.int(number)
    }
}

private struct ObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: Output
    let depth: Int
    let codingPath: [any CodingKey]

    private func begin(_ key: Key) {
        output.close(downTo: depth)
        output.writer.key(key.stringValue)
    }

    mutating func encodeNil(forKey key: Key) { begin(key); output.writer.null() }
    mutating func encode(_ value: Bool, forKey key: Key) { begin(key); output.writer.bool(value) }
    mutating func encode(_ value: String, forKey key: Key) { begin(key); output.writer.string(value) }
    mutating func encode(_ value: Double, forKey key: Key) throws {
        begin(key)
        try output.write(value, codingPath: codingPath + [key])
    }
    mutating func encode(_ value: Float, forKey key: Key) throws {
        begin(key)
        try output.write(Double(value), codingPath: codingPath + [key])
    }
    mutating func encode(_ value: Int64, forKey key: Key) { begin(key); output.writer.int(value) }
    mutating func encode(_ value: Int, forKey key: Key) { begin(key); output.writer.int(value) }
    mutating func encode(_ value: Int8, forKey key: Key) { begin(key); output.writer.int(Int64(value)) }
    mutating func encode(_ value: Int16, forKey key: Key) { begin(key); output.writer.int(Int64(value)) }
    mutating func encode(_ value: Int32, forKey key: Key) { begin(key); output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt8, forKey key: Key) { begin(key); output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt16, forKey key: Key) { begin(key); output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt32, forKey key: Key) { begin(key); output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt, forKey key: Key) throws {
        begin(key)
        try output.write(value, codingPath: codingPath + [key])
    }
    mutating func encode(_ value: UInt64, forKey key: Key) throws {
        begin(key)
        try output.write(value, codingPath: codingPath + [key])
    }
    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        begin(key)
        try output.write(value, depth: depth, codingPath: codingPath)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return ValueEncoder(output: output, depth: depth, codingPath: codingPath + [key]).container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return ValueEncoder(output: output, depth: depth, codingPath: codingPath + [key]).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { preconditionFailure("classes are not encoded here") }
    mutating func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure("classes are not encoded here") }
}

private struct ArrayContainer: UnkeyedEncodingContainer {
    let output: Output
    let depth: Int
    let codingPath: [any CodingKey]
    var count = 0

    init(output: Output, depth: Int, codingPath: [any CodingKey]) {
        self.output = output
        self.depth = depth
        self.codingPath = codingPath
    }

    private mutating func begin() {
        output.close(downTo: depth)
        count += 1
    }

    mutating func encodeNil() { begin(); output.writer.null() }
    mutating func encode(_ value: Bool) { begin(); output.writer.bool(value) }
    mutating func encode(_ value: String) { begin(); output.writer.string(value) }
    mutating func encode(_ value: Double) throws {
        begin()
        try output.write(value, codingPath: codingPath)
    }
    mutating func encode(_ value: Int64) { begin(); output.writer.int(value) }
    mutating func encode(_ value: Int) { begin(); output.writer.int(value) }
    mutating func encode<T: Encodable>(_ value: T) throws {
        begin()
        try output.write(value, depth: depth, codingPath: codingPath)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
        begin()
        return ValueEncoder(output: output, depth: depth, codingPath: codingPath).container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return ValueEncoder(output: output, depth: depth, codingPath: codingPath).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { preconditionFailure("classes are not encoded here") }
}

private struct ValueContainer: SingleValueEncodingContainer {
    let output: Output
    let depth: Int
    let codingPath: [any CodingKey]

    mutating func encodeNil() { output.writer.null() }
    mutating func encode(_ value: Bool) { output.writer.bool(value) }
    mutating func encode(_ value: String) { output.writer.string(value) }
    mutating func encode(_ value: Double) throws { try output.write(value, codingPath: codingPath) }
    mutating func encode(_ value: Float) throws { try output.write(Double(value), codingPath: codingPath) }
    mutating func encode(_ value: Int64) { output.writer.int(value) }
    mutating func encode(_ value: Int) { output.writer.int(value) }
    mutating func encode(_ value: Int8) { output.writer.int(Int64(value)) }
    mutating func encode(_ value: Int16) { output.writer.int(Int64(value)) }
    mutating func encode(_ value: Int32) { output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt8) { output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt16) { output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt32) { output.writer.int(Int64(value)) }
    mutating func encode(_ value: UInt) throws { try output.write(value, codingPath: codingPath) }
    mutating func encode(_ value: UInt64) throws { try output.write(value, codingPath: codingPath) }
    mutating func encode<T: Encodable>(_ value: T) throws {
        try output.write(value, depth: depth, codingPath: codingPath)
    }
}
