import HTTPTypes
import HummingbirdCore
import NIOCore
import WarRoom

/// What servers do with requests: take them apart, and answer with bytes.
enum Exchange {
    struct BodyTooLarge: Error {}

    /// The whole body. Throws ``BodyTooLarge``.
    static func body(of request: Request, bytesMax: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= bytesMax else { throw BodyTooLarge() }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    static func answer(
        _ status: Int, contentType: String? = nil, body: [UInt8], closing: Bool = false,
        to writer: consuming ResponseWriter
    ) async throws {
        var fields = HTTPFields()
        if let contentType { fields[.contentType] = contentType }
        fields[.contentLength] = "\(body.count)"
        if closing { fields[.connection] = "close" }
        let head = HTTPResponse(status: .init(code: status), headerFields: fields)
        if body.isEmpty {
            try await writer.writeResponse(head)
        } else {
            try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }
    }

    static let json = "application/json"

    /// The path's segments and the query's items, percent-decoded; nil for an escape that is none.
    static func parts(of target: String) -> (path: [String], query: [(name: String, value: String)])? {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let rawPath = halves.first else { return nil }
        var path: [String] = []
        for segment in rawPath.split(separator: "/") {
            guard let decoded = decoded(segment, plusIsSpace: false) else { return nil }
            path.append(decoded)
        }
        guard halves.count > 1 else { return (path, []) }
        var query: [(name: String, value: String)] = []
        for item in halves[1].split(separator: "&") {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair.first.flatMap({ decoded($0, plusIsSpace: true) }),
                let value = decoded(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
            else { return nil }
            query.append((name, value))
        }
        return (path, query)
    }

    private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
