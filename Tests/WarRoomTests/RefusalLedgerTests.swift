import Testing

@testable import WarRoom

struct RefusalLedgerTests {
    private static let start = Instant(milliseconds: 1_700_000_000_000)

    private static func refusal(of sender: String, items: Int = 1, reason: String = "odd") -> RefuseInput {
        RefuseInput(source: "plain", sender: sender, items: items, reason: reason, body: "{")
    }

    @Test func theFirstIsLoggedAndTheRestOfTheMinuteSummedUp() {
        var ledger = RefusalLedger(since: Self.start)
        let first = ledger.admit(Self.refusal(of: "curl"), at: Self.start)
        #expect(first && ledger.due == nil)
        for number in 1...500 {
            let isAdmitted = ledger.admit(
                Self.refusal(of: "curl", items: 2, reason: "reason \(number)"), at: Self.start)
            #expect(!isAdmitted)
        }
        #expect(ledger.due == Self.start + Limits.refusalSummaryInterval)
        let summed = ledger.drain(at: Self.start + Limits.refusalSummaryInterval)
        #expect(summed.count == 1)
        #expect(summed.first?.requests == 500)
        #expect(summed.first?.items == 1000)
        #expect(summed.first?.reason == "reason 500")
        #expect(ledger.isEmpty)
    }

    @Test func afterAMinuteTheNextIsLoggedAtOnceAgain() {
        var ledger = RefusalLedger(since: Self.start)
        let later = Self.start + Limits.refusalSummaryInterval
        let admitted = [Self.start, later, later].map { ledger.admit(Self.refusal(of: "curl"), at: $0) }
        #expect(admitted == [true, true, false])
    }

    @Test func sendersAreSummedUpApart() {
        var ledger = RefusalLedger(since: Self.start)
        for sender in ["a", "b", "a", "b", "b"] { _ = ledger.admit(Self.refusal(of: sender), at: Self.start) }
        let summed = ledger.drain(at: Self.start)
        #expect(summed.map(\.sender) == ["a", "b"])
        #expect(summed.map(\.requests) == [1, 2])
    }

    @Test func whoeverChangesItsNameWithEveryRequestFloodsNothing() {
        var ledger = RefusalLedger(since: Self.start)
        let count = 10_000
        var atOnce = 0
        for number in 0..<count where ledger.admit(Self.refusal(of: "sender \(number)"), at: Self.start) { atOnce += 1 }
        #expect(atOnce == Limits.refusalsAtOnceMax)
        let summed = ledger.drain(at: Self.start)
        #expect(summed.count == Limits.refusalsHeldMax + 1)
        #expect(summed.reduce(0) { $0 + $1.requests } == Int64(count - atOnce), "nothing is lost from the count")
        #expect(summed.contains { $0.sender == "others" })
    }

    @Test func aSummaryCountsInTheRoomAsManyRefusalsAsItStandsFor() throws {
        var room = TestRoom()
        try room.perform(Self.refusal(of: "curl"))
        try room.perform(RefuseInput(source: "plain", sender: "curl", items: 7, requests: 7, reason: "last", body: ""))
        #expect(room.state.senders["curl"]?.refusals == 8)
    }
}
