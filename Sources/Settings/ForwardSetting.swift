import Documents
import Foundation
import WarRoom
import Yams

/// Where accepted bodies are passed on to, so that a room can be tried without losing the pager there is.
public struct ForwardSetting: Sendable, Hashable {
    /// The address as it was written: `https://host:port/path?query`.
    public let url: String
    /// Whether it begins with `https`.
    public let isSecure: Bool
    /// A name or an address in figures, without brackets.
    public let host: String
    /// 1...65535.
    public let port: UInt16
    /// Path and query, as the request line has them.
    public let target: String
    /// The dialect whose bodies are passed on, by its name; nil for all.
    public let dialect: String?
    /// The PEM file of the authorities that alone are trusted to sign the other side's certificate; nil for the system's.
    public let ca: String?

    /// Addresses that bodies are passed on to, at most.
    public static let countMax = 16

    /// Reads an address with `http` or `https`; nil for what is none, and for one with a user or a password in it.
    public init?(url: String, dialect: String? = nil, ca: String? = nil) {
        guard url.utf8.count <= 2048, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: url), let usual = Self.ports[parts.scheme?.lowercased() ?? ""],
            parts.user == nil, parts.password == nil, parts.fragment == nil, let host = parts.host, !host.isEmpty,
            let port = UInt16(exactly: parts.port ?? usual), port > 0
        else { return nil }
        self.url = url
        isSecure = parts.scheme?.lowercased() == "https"
        self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        self.port = port
        let path = parts.percentEncodedPath
        target = (path.isEmpty ? "/" : path) + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
        self.dialect = dialect
        self.ca = ca
    }

    private static let ports = ["http": 80, "https": 443]

    /// The host and the port, for people.
    public var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether this leads back to where the room itself listens, as far as the address tells.
    public func leads(to address: ListenAddress) -> Bool {
        guard port == address.port, address.port != 0 else { return false }
        let own: Set<String> = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "::"]
        return host.lowercased() == address.host || own.contains(host.lowercased()) || host.hasPrefix("127.")
    }

    /// As it is written in the configuration.
    var written: String {
        "{url: \(YAMLText.quoted(url))" + (dialect.map { ", dialect: \($0)" } ?? "")
            + (ca.map { ", ca: \(YAMLText.quoted($0))" } ?? "") + "}"
    }
}

extension ValueForm where Value == [ForwardSetting] {
    private static let listWords =
        "a list of at most \(ForwardSetting.countMax) addresses such as [{url: \"https://10.0.0.5/webhook\", dialect: alertmanager}]"
    private static let addressWords =
        "an address as https://host:port/path, or with http://, without user and password"
    private static let fields = ["url", "dialect", "ca"]

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
        var (url, dialect, ca): (String?, String?, String?) = (nil, nil, nil)
        var place = node
        let before = reader.problems.count
        for entry in reader.entries(of: node, of: name, expected: "an address as {url: …, dialect: …, ca: …}") {
            switch entry.name {
            case "url":
                url = entry.value.word ?? ""
                place = entry.value
            case "dialect": dialect = ValueForm.dialect(entry.value, "\(name).dialect", &reader)
            case "ca": ca = authorities(entry.value, "\(name).ca", &reader)
            default: reader.reportUnknown(entry, as: "\(name).\(entry.name)", among: fields.map { "\(name).\($0)" })
            }
        }
        guard reader.problems.count == before else { return nil }
        guard let setting = url.flatMap({ ForwardSetting(url: $0, dialect: dialect, ca: ca) }) else {
            // The address may hold a password: it is not repeated.
            reader.report("\(name).url: expected \(addressWords), found something else", at: place)
            return nil
        }
        guard ca == nil || setting.isSecure else {
            reader.report("\(name).ca: expected beside an https:// address only, found http://", at: place)
            return nil
        }
        return setting
    }

    /// The path of a file, which is looked into with all the configuration's files.
    private static func authorities(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> String? {
        // A daemon stands in no directory of its own.
        if let path = node.word, path.hasPrefix("/"), path.utf8.count <= 4096, !path.utf8.contains(0) { return path }
        reader.report(name, expected: "the path of a PEM file from the root, as /etc/ssl/our-ca.pem", found: node)
        return nil
    }
}
