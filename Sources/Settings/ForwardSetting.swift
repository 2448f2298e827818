import Documents
import Foundation
import WarRoom
import Yams

/// Where accepted bodies are passed on to, so that a room can be tried without losing the pager there is.
public struct ForwardSetting: Sendable, Hashable {
    /// The address as it was written: `http://host:port/path?query`.
    public let url: String
    /// A name or an address in figures, without brackets.
    public let host: String
    /// 1...65535.
    public let port: UInt16
    /// Path and query, as the request line has them.
    public let target: String
    /// The dialect whose bodies are passed on, by its name; nil for all.
    public let dialect: String?

    /// Addresses that bodies are passed on to, at most.
    public static let countMax = 16

    /// Reads an address with `http`; nil for what is none, for one with a user or a password in it, and for `https`.
    public init?(url: String, dialect: String? = nil) {
        guard url.utf8.count <= 2048, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: url), parts.scheme?.lowercased() == "http", parts.user == nil,
            parts.password == nil, parts.fragment == nil, let host = parts.host, !host.isEmpty,
            let port = UInt16(exactly: parts.port ?? 80), port > 0
        else { return nil }
        self.url = url
        self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        self.port = port
        let path = parts.percentEncodedPath
        target = (path.isEmpty ? "/" : path) + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
        self.dialect = dialect
    }

    /// The host and the port, for people and for the header field Host.
    public var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether this leads back to where the room itself listens, as far as the address tells.
    public func leads(to address: ListenAddress) -> Bool {
        guard port == address.port, address.port != 0 else { return false }
        let own: Set<String> = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "::"]
        return host.lowercased() == address.host || own.contains(host.lowercased()) || host.hasPrefix("127.")
    }

    /// As it is written in the configuration.
    var written: String {
        "{url: \(YAMLText.quoted(url))" + (dialect.map { ", dialect: \($0)" } ?? "") + "}"
    }
}

extension ValueForm where Value == [ForwardSetting] {
    private static let listWords =
        "a list of at most \(ForwardSetting.countMax) addresses such as [{url: \"http://10.0.0.5/webhook\", dialect: alertmanager}]"
    private static let addressWords =
        "an address as http://host:port/path without user and password (for https put a TLS proxy on this host in front)"
    private static let fields = ["url", "dialect"]

    /// Where bodies are passed on to.
    static let forward = ValueForm(
        words: listWords, text: { "[" + $0.map(\.written).joined(separator: ", ") + "]" }
    ) { node, name, reader in
        guard let sequence = node.sequence, sequence.count <= ForwardSetting.countMax else {
            reader.report(name, expected: listWords, found: node)
            return nil
        }
        let settings = sequence.compactMap { setting($0, name, &reader) }
        return settings.count == sequence.count ? settings : nil
    }

    private static func setting(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> ForwardSetting? {
        var (url, dialect): (String?, String?) = (nil, nil)
        var place = node
        let before = reader.problems.count
        for entry in reader.entries(of: node, of: name, expected: "an address as {url: …, dialect: …}") {
            switch entry.name {
            case "url":
                url = entry.value.word ?? ""
                place = entry.value
            case "dialect": dialect = ValueForm.dialect(entry.value, "\(name).dialect", &reader)
            default: reader.reportUnknown(entry, as: "\(name).\(entry.name)", among: fields.map { "\(name).\($0)" })
            }
        }
        guard reader.problems.count == before else { return nil }
        guard let setting = url.flatMap({ ForwardSetting(url: $0, dialect: dialect) }) else {
            // The address may hold a password: it is not repeated.
            reader.report("\(name).url: expected \(addressWords), found something else", at: place)
            return nil
        }
        return setting
    }
}
