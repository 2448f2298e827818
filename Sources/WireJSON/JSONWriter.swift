/// Appends JSON to bytes, compact and in the order of the calls: equal calls give equal bytes.
///
/// It places commas and colons. Whoever calls it pairs `begin…` with `end…` and gives each member one key.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    /// Whether characters that cannot be seen, or that change how others are shown, are written as `\uXXXX`
    /// (`InvisibleScalars`).
    public let escapingInvisible: Bool

    /// Whether a comma has to come before whatever follows.
    private var followsValue = false

    /// Creates a writer with room for `capacity` bytes; it grows as needed.
    public init(escapingInvisible: Bool = false, capacity: Int = 0) {
        self.escapingInvisible = escapingInvisible
        bytes.reserveCapacity(capacity)
    }

    /// What has been written so far, as a string.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Starts over and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        followsValue = false
    }

    /// Ends a line, after which a new text may start (one text per line).
    public mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        followsValue = false
    }

    // MARK: Containers

    /// Opens an object; `endObject` must follow.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Closes the object that was opened last.
    public mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Opens an array; `endArray` must follow.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Closes the array that was opened last.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes an object; the closure writes its members.
    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginObject()
        try body(&self)
        endObject()
    }

    /// Writes an array; the closure writes its elements.
    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        beginArray()
        try body(&self)
        endArray()
    }

    // MARK: Keys and values

    /// Writes a member's key; its value must follow.
    public mutating func key(_ name: String) {
        var name = name
        name.withUTF8 { key(utf8: $0) }
    }

    /// Writes a string in quotes, escaped.
    public mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string(utf8: $0) }
    }

    /// Writes an integer.
    public mutating func int(_ number: Int64) {
        beginValue()
        guard number < 0 || number > 9 else { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = number.magnitude
        while rest > 0 {
            let (tens, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(digit))
            rest = tens
        }
        bytes[start...].reverse()
    }

    /// Writes an integer.
    public mutating func int(_ number: Int) { int(Int64(number)) }

    /// Writes the shortest spelling that reads back as the same number, always with fraction or exponent; `null` for
    /// infinity and NaN, which JSON does not have.
    public mutating func double(_ number: Double) {
        guard number.isFinite else { return null() }
        beginValue()
        bytes.append(contentsOf: number.description.utf8)
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ truth: Bool) {
        beginValue()
        bytes.append(contentsOf: truth ? "true".utf8 : "false".utf8)
    }

    /// Writes `null`.
    public mutating func null() {
        beginValue()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes one whole JSON value as it stands, unchecked: it must have been checked when it was read.
    public mutating func raw(_ json: [UInt8]) {
        beginValue()
        bytes.append(contentsOf: json)
    }

    /// Writes one whole JSON value as it stands, unchecked: it must have been checked when it was read.
    public mutating func raw(_ json: UnsafeRawBufferPointer) {
        beginValue()
        bytes.append(contentsOf: json)
    }

    /// Writes one whole JSON value as it stands, unchecked: it must have been checked when it was read.
    public mutating func raw(_ json: String) {
        beginValue()
        bytes.append(contentsOf: json.utf8)
    }

    // MARK: Within the module

    mutating func key(utf8: UnsafeBufferPointer<UInt8>) {
        beginValue()
        bytes.appendQuoted(utf8, escapingInvisible: escapingInvisible)
        bytes.append(UInt8(ascii: ":"))
        followsValue = false
    }

    mutating func string(utf8: UnsafeBufferPointer<UInt8>) {
        beginValue()
        bytes.appendQuoted(utf8, escapingInvisible: escapingInvisible)
    }

    private mutating func beginValue() {
        if followsValue { bytes.append(UInt8(ascii: ",")) }
        followsValue = true
    }

    private mutating func open(_ bracket: UInt8) {
        beginValue()
        bytes.append(bracket)
        followsValue = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        followsValue = true
    }
}
