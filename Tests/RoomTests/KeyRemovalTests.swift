import Testing

@testable import Room

struct KeyRemovalTests {
    @Test(arguments: [
        (#"{"routing_key":"0123456789abcdef","a":1}"#, #"{"routing_key":"(removed)","a":1}"#),
        (#"{ "token" : "x\"y" , "b":"token"}"#, #"{ "token" : "(removed)" , "b":"token"}"#),
        (#"{"service_key":"a"}{"service_key":"b"}"#, #"{"service_key":"(removed)"}{"service_key":"(removed)"}"#),
        (#"{"password":"cut off he"#, #"{"password":"(removed)"#),
        (#"{"secret":7}"#, #"{"secret":7}"#),
        ("no JSON at all", "no JSON at all"),
        ("", ""),
    ])
    func keysAreTakenOutOfKeptBodies(_ body: String, _ expected: String) {
        #expect(KeyRemoval.text(body) == expected)
    }
}
