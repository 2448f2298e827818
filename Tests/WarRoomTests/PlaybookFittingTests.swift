import Testing
import WarRoom

struct PlaybookFittingTests {
    private static func fitting(_ interests: [PlaybookInterests.Interest], in room: TestRoom) -> [FittingPlaybook] {
        PlaybookFitting(PlaybookInterests(interests)).playbooks(fitting: room.state)
    }

    @Test func whatFiresAndWhatIsAcknowledgedIsCounted() throws {
        var room = TestRoom()
        for name in ["Disk", "Latency", "Queue", "Cert"] { try room.fire(name) }
        try room.perform(Acknowledge(room.selection("Latency")))
        try room.clear("Queue")
        let found = Self.fitting(
            [
                .init(name: "two", matchers: ["alertname=\"Disk\"", "alertname=~\"Lat.*\""]),
                .init(name: "gone", matchers: ["alertname=\"Queue\""]),
                .init(name: "both at once", matchers: ["alertname=\"Disk\", alertname=\"Latency\""]),
                .init(name: "all", matchers: ["alertname!=\"\""]),
            ], in: room)
        #expect(found == [.init(name: "two", alerts: 2), .init(name: "all", alerts: 3)])
    }

    @Test func matchersThatCannotBeReadAreLeftOut() throws {
        var room = TestRoom()
        try room.fire("Disk")
        let found = Self.fitting(
            [
                .init(name: "none", matchers: ["alertname=~\"(\"", "", "   ", "{}", "no matcher"]),
                .init(name: "one", matchers: ["alertname=~\"(\"", "alertname=\"Disk\""]),
                .init(name: "empty", matchers: []),
            ], in: room)
        #expect(found == [.init(name: "one", alerts: 1)])
    }

    @Test func thereIsALimitToEverything() throws {
        let many = (0..<Limits.interestsMax + 5).map { number in
            PlaybookInterests.Interest(
                name: "\(number)", matchers: Array(repeating: "a=\"b\"", count: Limits.interestMatchersMax + 1))
        }
        let cut = PlaybookInterests(many)
        #expect(cut.list.count == Limits.interestsMax)
        #expect(cut.list.allSatisfy { $0.matchers.count == Limits.interestMatchersMax })
        let long = String(repeating: "x", count: Limits.interestBytesMax)
        #expect(PlaybookInterests([many[0], .init(name: "x", matchers: [long])]).list.map(\.name) == ["0"])
    }

    @Test func theIDIsTheListsOwn() {
        let one = PlaybookInterests([.init(name: "a", matchers: ["b", "c"])])
        #expect(one.id == PlaybookInterests([.init(name: "a", matchers: ["b", "c"])]).id)
        for other in [
            [.init(name: "a", matchers: ["bc"])], [.init(name: "ab", matchers: ["c"])], [],
            [.init(name: "a", matchers: ["b"]), .init(name: "c", matchers: ["b"])],
        ] as [[PlaybookInterests.Interest]] {
            #expect(one.id != PlaybookInterests(other).id)
        }
    }
}
