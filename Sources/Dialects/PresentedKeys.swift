import WarRoom

/// The keys that a request presents to prove who sent it: bearer token, basic password, GenieKey, and what its dialect has in its
/// body.
public enum PresentedKeys {
    /// All of them, in no order that matters; never an empty one.
    public static func of(_ request: DialectRequest, in dialect: (any Dialect.Type)? = nil) -> [String] {
        let headers = request.headers.filter { $0.name == "authorization" }.compactMap {
            key(ofAuthorization: $0.value)
        }
        let inBody = dialect.flatMap { $0.key(inBodyOf: request) }
        return (headers + [inBody].compactMap(\.self)).filter { !$0.isEmpty }
    }

    /// All that must not be kept of a request: its keys, and the credentials as their header field spells them.
    public static func secrets(of request: DialectRequest, in dialect: (any Dialect.Type)? = nil) -> [String] {
        let credentials = request.headers.filter { $0.name == "authorization" }.compactMap { field in
            field.value.firstIndex(of: " ").flatMap { Cut.trimmed(field.value[$0...]) }
        }
        return of(request, in: dialect) + credentials
    }

    /// RFC 6750 section 2.1, RFC 7617 section 2, and Opsgenie's own scheme; nil for another one.
    private static func key(ofAuthorization value: String) -> String? {
        let words = value.split(separator: " ", maxSplits: 1)
        guard words.count == 2, let rest = Cut.trimmed(words[1]) else { return nil }
        switch words[0].lowercased() {
        case "bearer", "geniekey": return rest
        case "basic":
            guard let bytes = Base64.decoded(rest), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
                return nil
            }
            return String(decoding: bytes[(colon + 1)...], as: UTF8.self)
        default: return nil
        }
    }
}

extension Dialect {
    /// Most senders have their key in a header field.
    public static func key(inBodyOf request: DialectRequest) -> String? { nil }
}
