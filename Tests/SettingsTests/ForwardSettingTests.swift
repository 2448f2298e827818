import Documents
import Testing

@testable import Settings

struct ForwardSettingTests {
    @Test(arguments: [
        ("http://pager.example", "pager.example", 80, "/"),
        ("http://pager.example:8080/v2/enqueue?a=b%20c", "pager.example", 8080, "/v2/enqueue?a=b%20c"),
        ("http://[fd00::1]:9093/api", "fd00::1", 9093, "/api"), ("HTTP://10.0.0.1/", "10.0.0.1", 80, "/"),
    ])
    func anAddressIsTakenApart(_ url: String, _ host: String, _ port: Int, _ target: String) throws {
        let setting = ForwardSetting(url: url)
        #expect(setting?.host == host && setting?.port == UInt16(port) && setting?.target == target)
    }

    @Test(arguments: [
        "", "pager.example", "ftp://a/", "https://a/", "http://", "http:///x", "http://u:p@a/", "http://a:0/",
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
