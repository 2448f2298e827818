import EventCodec
import Testing
import WarRoom

@testable import EventLog

/// `verify` is content with a loss once a person has accepted it, and with nothing else.
@Suite struct AcceptedLossTests {
    /// A log that lost its events 8 to 10, said so in 11, and goes on.
    static func log(_ further: Event...) throws -> TestHome {
        let test = try HeadTests.log()
        try test.tamper(sql: "DELETE FROM events WHERE sequence > 7")
        let store = try test.open()
        try store.append([Make.event(11, LogTruncationFound(facts: .init(from: 8, to: 10)))] + further)
        store.close()
        return test
    }

    @Test func anAcceptedLossIsNoProblem() throws {
        let test = try Self.log(Make.note(12), Make.event(13, LogHeadAccepted(facts: .init(from: 8, to: 10))))
        let verification = try test.verify()
        #expect(verification.problem == nil && verification.firstBad == nil)
        #expect(verification.acceptedLosses == 3)
        #expect(verification.checked == 10 && verification.last == 13)
    }

    @Test(arguments: [Int64(7), 9])
    func whatWasNotAcceptedStaysAProblem(to: Int64) throws {
        let test = try Self.log(Make.event(12, LogHeadAccepted(facts: .init(from: 8, to: to))))
        let verification = try test.verify()
        #expect(verification.firstBad == 8 && verification.acceptedLosses == 0)
    }

    @Test func aLaterLossIsAProblemOfItsOwn() throws {
        let test = try Self.log(Make.event(12, LogHeadAccepted(facts: .init(from: 8, to: 10))), Make.note(13))
        try test.tamper(sql: "DELETE FROM events WHERE sequence = 13")
        #expect(try test.verify().firstBad == 13)
        let store = try test.open()
        try store.append([Make.event(14, LogTruncationFound(facts: .init(from: 13, to: 13)))])
        #expect(try test.verify().firstBad == 13)
        try store.append([Make.event(15, LogHeadAccepted(facts: .init(from: 13, to: 13)))])
        store.close()
        #expect(try test.verify().problem == nil)
        #expect(try test.verify().acceptedLosses == 4)
    }

    @Test func acceptingHidesNoTampering() throws {
        let test = try Self.log(Make.event(12, LogHeadAccepted(facts: .init(from: 8, to: 10))), Make.note(13))
        try test.tamper(sql: "UPDATE events SET person = 'eve' WHERE sequence = 13")
        #expect(try test.verify().firstBad == 13)
        try test.tamper(sql: "UPDATE events SET person = 'ann' WHERE sequence = 13")
        #expect(try test.verify().problem == nil)
        try test.tamper(sql: "DELETE FROM events WHERE sequence IN (2, 3)")
        #expect(try test.verify().firstBad == 2)
    }
}
