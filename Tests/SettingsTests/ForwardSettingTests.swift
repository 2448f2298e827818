import Documents
import Testing

@testable import Settings

struct ForwardSettingTests {
    @Test(arguments: [
        ("http://pager.example", "pager.example", 80, "/"),
        ("http://pager.example:8080/v2/enqueue?a=b%20c", "pager.example", 8080, "/v2/enqueue?a=b%20c"),
        ("http://[fd00::1]:9093/api", "fd00::1", 9093, "/api"),
        ("https://pager.example/x", "pager.example", 443, "/x"), ("https://[::1]:8443", "::1", 8443, "/"),
        ("HTTP://10.0.0.1/", "10.0.0.1", 80, "/"),
    ])
    func anAddressIsTakenApart(_ url: String, _ host: String, _ port: Int, _ target: String) throws {
        let setting = ForwardSetting(url: url)
        #expect(setting?.host == host && setting?.port == UInt16(port) && setting?.target == target)
    }

    @Test(arguments: [
        "", "pager.example", "ftp://a/", "https://", "https://a:0/", "https://u:p@a/", "http://", "http:///x",
        "http://u:p@a/", "http://a:0/",
        "http://a:70000/", "http://a/#f", "http://a/b c", "http://a/\r\nX: y", "http://é/",
    ])
    func whatIsNoAddressIsNotTaken(_ url: String) {
        #expect(ForwardSetting(url: url) == nil)
    }

    @Test func aBadAddressIsNotRepeatedSinceItMayHoldAPassword() {
        #expect {
            try Configuration.parse(text: "forward: [{url: \"http://u:secret@a/\"}]", file: "c")
        } throws: {
            "\($0)".contains("forward.url: expected an address") && !"\($0)".contains("secret")
        }
    }

    @Test func theSchemeSaysWhetherItIsSecure() {
        #expect(ForwardSetting(url: "HTTPS://a/")?.isSecure == true)
        #expect(ForwardSetting(url: "http://a/")?.isSecure == false)
        #expect(ForwardSetting(url: "https://a/")?.authority == "a:443")
    }

    private static let pem = "our CA\n-----BEGIN CERTIFICATE-----\nMAMC\nAQE=\n-----END CERTIFICATE-----\n"

    private static func parse(_ item: String, _ files: FileTable) throws(DocumentError) -> [ForwardSetting] {
        try Configuration.parse(text: "theme: base\nforward:\n  - \(item)\n", file: "c", files: files.source)
            .configuration.forward
    }

    @Test func anAddressMayNameItsAuthorities() throws {
        let files = FileTable(["/ca.pem": Self.pem + Self.pem])
        let settings = try Self.parse("{url: \"https://a/\", dialect: plain, ca: /ca.pem}", files)
        #expect(settings.first?.ca == "/ca.pem")
        #expect(try Self.parse(#require(settings.first).written, files) == settings)
    }

    @Test(arguments: [
        ("ca: /gone.pem", "c:3:37: forward.ca: /gone.pem cannot be read: not there"),
        (
            "ca: /none.pem",
            "c:3:37: forward.ca: expected certificates in PEM (-----BEGIN CERTIFICATE-----) in /none.pem"
        ),
        ("ca: /key.pem", "c:3:37: forward.ca: expected certificates in PEM (-----BEGIN CERTIFICATE-----) in /key.pem"),
        ("ca: /cut.pem", "c:3:37: forward.ca: expected certificates in PEM in /cut.pem, found number 2 broken"),
        ("ca: /text.pem", "c:3:37: forward.ca: expected certificates in PEM in /text.pem, found number 1 broken"),
        ("ca: /large.pem", "c:3:37: forward.ca: expected at most 262144 bytes of certificates in /large.pem"),
        ("ca: ca.pem", "c:3:37: forward.ca: expected the path of a PEM file from the root"),
        ("ca: [/ca.pem]", "c:3:37: forward.ca: expected the path of a PEM file from the root"),
        ("cas: /ca.pem", "c:3:33: unknown key \"forward.cas\" (did you mean \"forward.ca\"?)"),
    ])
    func authoritiesThatCannotBeUsedAreReportedWhereTheyAreNamed(_ field: String, _ problem: String) {
        let files = FileTable([
            "/ca.pem": Self.pem, "/none.pem": "hello",
            "/key.pem": Self.pem.replacing("CERTIFICATE", with: "PRIVATE KEY"),
            "/cut.pem": Self.pem + Self.pem.prefix(40), "/text.pem": Self.pem.replacing("MAMC", with: "aGVsbG8h"),
            "/large.pem": Self.pem + String(repeating: " ", count: 262_144),
        ])
        let found = problems { _ = try Self.parse("{url: \"https://a.example/\", \(field)}", files) }
        #expect(found.count == 1 && found.first?.hasPrefix(problem) == true, "\(found)")
    }

    @Test func authoritiesAreOfNoUseWithoutTLS() {
        let found = problems {
            _ = try Self.parse("{url: \"http://a/\", ca: /ca.pem}", FileTable(["/ca.pem": Self.pem]))
        }
        #expect(found == ["c:3:11: forward.ca: expected beside an https:// address only, found http://"])
    }

    @Test(arguments: [
        ("127.0.0.1:9911", "http://127.0.0.1:9911/alerts", true), ("127.0.0.1:9911", "http://localhost:9911/", true),
        ("0.0.0.0:9911", "http://127.0.0.1:9911/", true), ("10.0.0.5:9911", "http://10.0.0.5:9911/", true),
        ("127.0.0.1:9911", "http://127.0.0.1:9093/", false), ("127.0.0.1:9911", "http://10.0.0.5:9911/", false),
    ])
    func aRoomDoesNotPassOnToItself(_ listen: String, _ url: String, _ isLoop: Bool) {
        let result = Result {
            try Configuration.parse(text: "listen: \(listen)\nforward:\n  - url: \(url)\n", file: "c")
        }
        #expect(((try? result.get()) == nil) == isLoop)
        guard case .failure(let error) = result else { return }
        #expect("\(error)".hasPrefix("c:2: forward: expected another address"))
    }
}
