import WarRoom

/// Takes senders' keys out of what is kept of their requests.
struct KeyRemoval {
    private static let names = [
        "routing_key", "service_key", "apiKey", "api_key", "token", "password", "secret", "authorization",
    ].map { Array("\"\($0)\"".utf8) }
    private static let mark = Array("(removed)".utf8)

    /// The keys as they may be written, the longest first: a key may be the beginning of another.
    private let presented: [[UInt8]]

    /// `presented` are the keys that the request proved itself by.
    init(presented: [String] = []) {
        let written = Set(
            presented.flatMap { key in [key, Self.inJSON(key), Self.inJSON(key).replacing("/", with: "\\/")] })
        self.presented = written.filter { !$0.isEmpty }.map { Array($0.utf8) }
            .sorted { ($1.count, $0.first ?? 0) < ($0.count, $1.first ?? 0) }
    }

    private static func inJSON(_ key: String) -> String {
        key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    /// The text without the presented keys, wherever they stand, and without the string values of members whose names say that
    /// they are keys, as far as it reads like JSON. What would come after `bytesMax` bytes is left out.
    func text(_ text: String, bytesMax: Int = .max) -> String {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count, kept.count < bytesMax {
            let rest = bytes[index...]
            if let key = presented.first(where: { rest.starts(with: $0) }) {
                kept += Self.mark
                index += key.count
            } else if let value = Self.value(ofMemberAt: index, in: bytes) {
                kept += bytes[index..<value.lowerBound] + Self.mark
                index = value.upperBound
            } else {
                kept.append(bytes[index])
                index += 1
            }
        }
        // Where the text ends in the middle of a character, that is shown as a sign of its own.
        return String(decoding: kept, as: UTF8.self)
    }

    /// Where the string is that a member has which begins here and is named as a key's; without its quotes.
    private static func value(ofMemberAt start: Int, in bytes: [UInt8]) -> Range<Int>? {
        guard bytes[start] == UInt8(ascii: "\""), let name = names.first(where: { bytes[start...].starts(with: $0) })
        else { return nil }
        var index = start + name.count
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ":")].contains(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
        let from = index + 1
        var end = from
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return from..<min(end, bytes.count)
    }
}
