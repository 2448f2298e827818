import Crypto
import EventCodec
import Foundation
import WarRoom
import WireJSON

/// Where the parts of a snapshot's file lie in it.
struct SnapshotParts: Sendable {
    let header: Range<Int>
    let head: Range<Int>
    let blocks: [Range<Int>]
    private let data: Data
    private static let lengthBytes = 8

    /// Nil where the file is not made of such parts.
    init?(_ data: Data) {
        self.data = data
        let end = data.count - Self.end(SHA256.hash(data: [])).count
        guard end > 0, let header = Self.line(of: data, from: 0, to: end),
            let head = Self.line(of: data, from: header.upperBound + 1, to: end)
        else { return nil }
        var blocks: [Range<Int>] = []
        var place = head.upperBound + 1
        while place < end {
            guard end - place >= Self.lengthBytes else { return nil }
            let length = data.withUnsafeBytes {
                Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int64.self))
            }
            place += Self.lengthBytes
            guard length >= 0, length <= end - place else { return nil }
            blocks.append(place..<place + Int(length))
            place += Int(length)
        }
        (self.header, self.head, self.blocks) = (header, head, blocks)
    }

    /// The line that begins at a place, without its end.
    private static func line(of data: Data, from start: Int, to end: Int) -> Range<Int>? {
        guard start <= end else { return nil }
        return data[start..<end].firstIndex(of: UInt8(ascii: "\n")).map { start..<$0 }
    }

    /// The last line, for a checksum of all before it.
    static func end(_ checksum: SHA256.Digest) -> [UInt8] {
        Array(("sha256 " + Hex.string(checksum) + "\n").utf8)
    }

    /// Whether the file is as it was written.
    var isIntact: Bool {
        let length = Self.end(SHA256.hash(data: [])).count
        return Array(data.suffix(length)) == Self.end(SHA256.hash(data: data.dropLast(length)))
    }

    func parse<Value>(_ line: Range<Int>, _ read: (JSONValue) throws -> Value) throws -> Value {
        try read(
            data[line].withUnsafeBytes { bytes throws(JSONError) in
                try JSONDocument(parsing: bytes, limits: .trusted)
            }.root)
    }

    func alerts(_ block: Range<Int>) throws -> [HeldAlert] {
        try data[block].withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            var alerts: [HeldAlert] = []
            while !reader.isAtEnd { alerts.append(HeldAlert(try Alert(from: &reader))) }
            return alerts
        }
    }
}
