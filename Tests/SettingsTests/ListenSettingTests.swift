import Settings
import Testing

struct ListenSettingTests {
    @Test(
        arguments: [
            ("127.0.0.1:9911", "127.0.0.1", 9911, true), ("localhost:80", "127.0.0.1", 80, true),
            ("[::1]:1", "::1", 1, true),
            ("127.9.8.7:0", "127.9.8.7", 0, true), ("0.0.0.0:65535", "0.0.0.0", 65535, false),
            ("[::]:80", "::", 80, false),
            ("10.0.0.1:80", "10.0.0.1", 80, false), ("[fd00::1]:80", "fd00::1", 80, false),
            ("[::ffff:10.0.0.1]:80", "::ffff:10.0.0.1", 80, false),
        ] as [(String, String, UInt16, Bool)])
    func addressesAreRead(_ text: String, _ host: String, _ port: UInt16, _ isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.isLoopback == isLoopback)
        #expect(ListenAddress(address.description) == address)
        #expect(ListenSetting(text) == .at(address))
    }

    @Test(arguments: [
        "", ":", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:+80", "127.0.0.1:-1", "127.0.0.1: 80",
        "127.1:80", "::1:80", "[::1]", "[::1]80", "[127.0.0.1]:80", "[]:80", "[:80", "256.0.0.1:80", "example.org:80",
        "127.0.0.1\u{0}:80", "127.0.0.1:٣", "on", "OFF",
    ])
    func otherTextIsRefused(_ text: String) {
        #expect(ListenSetting(text) == nil)
    }

    @Test func offIsOff() {
        #expect(ListenSetting("off") == .off)
        #expect(ListenSetting.off.description == "off")
    }
}
