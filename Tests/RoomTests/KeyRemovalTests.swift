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
        #expect(KeyRemoval().text(body) == expected)
    }

    @Test(arguments: [
        (
            #"{"title":"deploy failed: curl -H 'Bearer s3cret'"}"#,
            #"{"title":"deploy failed: curl -H 'Bearer (removed)'"}"#
        ),
        ("s3cret", "(removed)"), ("s3crets3cret-2 s3cre", "(removed)(removed) s3cre"),
        (#"{"a":"p\/q\"r","b":"p/q\"r"}"#, #"{"a":"(removed)","b":"(removed)"}"#),
        (#"{"token":"other","s3cret":1}"#, #"{"token":"(removed)","(removed)":1}"#),
        ("überall s3cret über", "überall (removed) über"),
    ])
    func aPresentedKeyIsTakenOutWhereverItStands(_ body: String, _ expected: String) {
        let removal = KeyRemoval(presented: ["s3cret", "s3cret-2", #"p/q"r"#, ""])
        #expect(removal.text(body) == expected)
    }

    @Test func noMoreIsReadThanIsKept() {
        let long = String(repeating: "a", count: 1000) + "s3cret"
        #expect(KeyRemoval(presented: ["s3cret"]).text(long, bytesMax: 10) == String(repeating: "a", count: 10))
        #expect(KeyRemoval(presented: ["s3cret"]).text(long, bytesMax: 1001).hasSuffix("a(removed)"))
    }
}
