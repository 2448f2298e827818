import Settings
import WarRoom

/// Who may speak to the listener at all. A web page in somebody's browser must not silence alarms.
struct RequestGate: Sendable {
    /// Host names that a request may be addressed to, without ports, in lower case.
    let hosts: Set<String>

    /// Names that the configuration lists, and the address that is listened on: no name server can lead a web page to a number.
    init(further hosts: [String], at address: ListenAddress? = nil) {
        let bound = address.map { $0.host.contains(":") ? "[\($0.host)]" : $0.host }
        self.hosts = Set((hosts + [bound].compactMap(\.self)).map { $0.lowercased() })
            .union(["localhost", "127.0.0.1", "[::1]"])
    }

    /// Why a request is turned away.
    struct Refusal: Equatable {
        var status = 403
        let sentence: String
    }

    /// Why a request with these values of `Host` is turned away; nil where it may pass.
    ///
    /// Of several hosts another program may have looked at another one, so that such a request is a bad one (RFC 9112 section
    /// 3.2).
    func refusal(hosts named: [String], origin: String?, fetchSite: String?) -> Refusal? {
        if origin != nil || fetchSite != nil {
            return Refusal(
                sentence: "requests from web pages are not taken here: this carries Origin or Sec-Fetch-Site")
        }
        guard let host = named.first else { return Refusal(sentence: "the request names no Host") }
        guard named.count == 1 else {
            return Refusal(status: 400, sentence: "the request names \(named.count) Hosts, expected one")
        }
        guard hosts.contains(Self.name(of: host)) else {
            return Refusal(
                sentence:
                    "this room does not answer to the host \(Cut.text(host, bytesMax: 100)): list it under `hosts` in the configuration"
            )
        }
        return nil
    }

    /// The name without its port.
    private static func name(of host: String) -> String {
        let lower = host.lowercased()
        if lower.hasPrefix("["), let end = lower.firstIndex(of: "]") { return String(lower[...end]) }
        return String(lower.prefix { $0 != ":" })
    }
}
