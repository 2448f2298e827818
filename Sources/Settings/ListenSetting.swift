import Foundation

/// Where the senders' listener listens.
public enum ListenSetting: Sendable, Hashable, LosslessStringConvertible {
    /// Nowhere: alerts come only by the room's socket.
    case off
    /// At an address.
    case at(ListenAddress)

    /// Reads `off` or an address as ``ListenAddress`` does.
    public init?(_ text: String) {
        if text == "off" {
            self = .off
        } else if let address = ListenAddress(text) {
            self = .at(address)
        } else {
            return nil
        }
    }

    /// As it is written in the configuration.
    public var description: String {
        switch self {
        case .off: "off"
        case .at(let address): address.description
        }
    }
}

/// A numeric IP address with a port.
public struct ListenAddress: Sendable, Hashable, LosslessStringConvertible {
    /// An IPv4 or IPv6 address in figures, without brackets.
    public let host: String
    /// 0...65535; 0 lets the system choose a free one.
    public let port: UInt16
    /// Whether only programs on this host can reach it; every other address needs tokens.
    public let isLoopback: Bool

    /// Reads `127.0.0.1:9911`, `[::1]:9911` or `localhost:9911`, which is 127.0.0.1. Other names are refused: what
    /// they mean is for a name server to say, and that may be another address than the one that was thought safe.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = UInt16(digits)
        else { return nil }
        var host = String(text[..<colon])
        if host == "localhost" { host = "127.0.0.1" }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard let bytes = ListenAddress.bytes(host, family: AF_INET6, count: 16) else { return nil }
            isLoopback = bytes == Array(repeating: 0, count: 15) + [1]
        } else {
            guard let bytes = ListenAddress.bytes(host, family: AF_INET, count: 4) else { return nil }
            isLoopback = bytes.first == 127
        }
        self.host = host
        self.port = port
    }

    /// As it is written in the configuration.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func bytes(_ host: String, family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        // The system sees a C string, which ends at the first zero byte.
        guard !host.utf8.contains(0), inet_pton(family, host, &bytes) == 1 else { return nil }
        return bytes
    }
}
