/// A name as the Host header of a request has it, without the port.
enum HostName {
    /// The name in lower case; `nil` where it is none: a DNS name, an IPv4 address, or an IPv6 address in brackets.
    static func normalized(_ text: String) -> String? {
        let name = text.lowercased()
        guard (1...253).contains(name.utf8.count) else { return nil }
        if name.hasPrefix("["), name.hasSuffix("]") {
            return ListenAddress(name + ":0") == nil ? nil : name
        }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy(isLabel) ? name : nil
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.utf8.first != UInt8(ascii: "-")
            && label.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
