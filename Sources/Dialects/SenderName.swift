import WarRoom

/// What a sender is called that its dialect does not know by a key.
enum SenderName {
    static let unknown = "unknown"

    /// The name of its token, else the product of the header field User-Agent (RFC 9110 section 10.1.5) without its version:
    /// `Prometheus`, `curl`.
    static func of(_ request: DialectRequest) -> String {
        if let token = request.token { return token }
        let product = (request.header("user-agent") ?? "").unicodeScalars.prefix(while: isTokenScalar)
        guard !product.isEmpty else { return unknown }
        return String(product.prefix(Limits.senderBytesMax))
    }

    private static func isTokenScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "!", "#", "$", "%", "&", "'", "*", "+", "-", ".", "^", "_", "`", "|", "~": true
        default: false
        }
    }
}

extension Cut {
    /// The text cut so that its mark fits into the limit as well, for what the room refuses above the limit.
    static func fitting(_ text: String, bytesMax: Int) -> String {
        text.utf8.count <= bytesMax ? text : self.text(text, bytesMax: max(0, bytesMax - 32))
    }

    /// The text without blanks around it; nil if nothing is left.
    static func trimmed(_ text: Substring) -> String? {
        let utf8 = text.utf8
        guard let first = utf8.firstIndex(where: { $0 > 0x20 }) else { return nil }
        var end = utf8.endIndex
        while utf8[utf8.index(before: end)] <= 0x20 { end = utf8.index(before: end) }
        return String(text[first..<end])
    }

    /// The text without blanks around it; nil if nothing is left.
    static func trimmed(_ text: String) -> String? { trimmed(text[...]) }
}
