import WarRoom

/// Takes senders' keys out of bodies that are kept.
enum KeyRemoval {
    private static let names = [
        "routing_key", "service_key", "apiKey", "api_key", "token", "password", "secret", "authorization",
    ]

    /// The text with the string values of members whose names say that they are keys replaced, as far as it reads like JSON.
    static func text(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for name in names {
            let needle = Array("\"\(name)\"".utf8)
            var start = 0
            while let found = bytes[start...].firstRange(of: needle) {
                start = found.upperBound
                var index = start
                while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ":")].contains(bytes[index]) {
                    index += 1
                }
                guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { continue }
                let from = index + 1
                var end = from
                while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
                    end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                bytes.replaceSubrange(from..<min(end, bytes.count), with: Array("(removed)".utf8))
                start = from
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
