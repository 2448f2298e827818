import Testing
import WarRoom

@Suite struct NameTests {
    @Test func anAlertsIDIsSixteenHexDigits() throws {
        let id = AlertID(value: 0x00AB_CDEF_0123_4567)
        #expect(id.description == "00abcdef01234567")
        #expect(AlertID("00abcdef01234567") == id)
        #expect(AlertID("00ABCDEF01234567") == id)
        #expect(AlertID(value: 0).description == "0000000000000000")
        #expect(AlertID(value: .max).description == "ffffffffffffffff")
    }

    @Test(arguments: [
        "", "0", "00abcdef0123456", "00abcdef012345678", "00abcdef0123456g", "0x00abcdef012345", "00abcdef 1234567",
    ])
    func otherTextIsNoAlertsID(text: String) {
        #expect(AlertID(text) == nil)
    }

    @Test(arguments: [("INC-7", Int64(7)), ("inc-7", 7), ("Inc-7", 7), ("7", 7), ("INC-9223372036854775807", .max)])
    func anIncidentsIDIsReadWithAndWithoutItsPrefix(text: String, number: Int64) {
        #expect(IncidentID(text)?.number == number)
    }

    @Test(arguments: [
        "", "INC-", "INC-0", "0", "INC--1", "-1", "INC 1", "INC-1 ", "INC-1x", "INC-9223372036854775808", "INC-+1",
        "+1", "İNC-7", "٧",
    ])
    func otherTextIsNoIncidentsID(text: String) {
        #expect(IncidentID(text) == nil)
    }

    @Test func anEntryIsNamedByItsNumberOrItsID() throws {
        #expect(EntrySelection("#214") == .sequence(214))
        let id = try #require(EventID("0194a2b3-c4d5-7e6f-8123-456789abcdef"))
        #expect(EntrySelection(id.description) == .id(id))
        for text in ["", "#", "214", "#0", "#-1", "#+1", "#1 ", "# 1", "##1", "#9223372036854775808"] {
            #expect(EntrySelection(text) == nil, "\(text)")
        }
    }

    /// Label sets and the fingerprints that Alertmanager gives them.
    static let fingerprints: [(Labels, String)] = [
        ([:], "cbf29ce484222325"),
        (
            [
                "alertname": "InstanceDown", "code": "200", "instance": "127.0.0.1:9090", "job": "prometheus",
                "monitor": "codelab-monitor", "severity": "critical",
            ], "791cec13fcba0368"
        ),
        (
            [
                "severity": "critical", "monitor": "codelab-monitor", "job": "prometheus", "instance": "localhost:9090",
                "code": "200", "alertname": "InstanceDown",
            ], "8df98227bdd81384"
        ),
        (
            [
                "alertname": "InstanceDown", "group": "production", "instance": "localhost:8081", "job": "node",
                "severity": "critical",
            ], "f404ecabc8dd5cd7"
        ),
        (
            [
                "alertname": "InstanceDown", "group": "canary", "instance": "localhost:8082", "job": "node",
                "severity": "critical",
            ], "f8f08d4e32c61a9d"
        ),
    ]

    @Test(arguments: fingerprints)
    func fingerprintsAreAlertmanagers(labels: Labels, expected: String) {
        #expect(Fingerprint.of(labels).description == expected)
    }
}
