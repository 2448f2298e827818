import Testing
import WarRoom

@testable import EventLog

@Suite struct OutcomeTests {
    static func answer(_ number: Int) -> [UInt8] { Array("{\"sentence\":\"done \(number)\"}".utf8) }

    @Test func anOutcomeIsRememberedAcrossOpening() throws {
        let test = try TestHome()
        let store = try test.open()
        #expect(try store.reader.outcome(of: Make.id(100)) == nil)
        try store.append([Make.note(1)], outcomes: [(Make.id(100), Self.answer(1)), (Make.id(101), Self.answer(2))])
        #expect(try store.reader.outcome(of: Make.id(100)) == Self.answer(1))
        store.close()
        let again = try test.open()
        #expect(try again.reader.outcome(of: Make.id(100)) == Self.answer(1))
        #expect(try again.reader.outcome(of: Make.id(101)) == Self.answer(2))
        #expect(try again.reader.outcome(of: Make.id(102)) == nil)
    }

    @Test func theFirstAnswerStands() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append([Make.note(1)], outcomes: [(Make.id(100), Self.answer(1))])
        try store.append([Make.note(2)], outcomes: [(Make.id(100), Self.answer(2))])
        #expect(try store.reader.outcome(of: Make.id(100)) == Self.answer(1))
    }

    @Test func onlyTheOldestAreForgotten() throws {
        let test = try TestHome()
        let store = try test.open()
        let count = Limits.commandOutcomesMax + 3
        let outcomes = (0..<count).map { (command: Make.id(Int64($0)), answer: Self.answer($0)) }
        try store.append([Make.note(1)], outcomes: outcomes)
        try store.forgetOldOutcomes()
        for number in 0..<3 { #expect(try store.reader.outcome(of: Make.id(Int64(number))) == nil) }
        #expect(try store.reader.outcome(of: Make.id(3)) == Self.answer(3))
        #expect(try store.reader.outcome(of: Make.id(Int64(count - 1))) == Self.answer(count - 1))
        try store.forgetOldOutcomes()
        #expect(try store.reader.outcome(of: Make.id(3)) == Self.answer(3))
    }

    @Test func nothingIsForgottenBelowTheLimit() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append([Make.note(1)], outcomes: [(Make.id(100), Self.answer(1))])
        try store.forgetOldOutcomes()
        #expect(try store.reader.outcome(of: Make.id(100)) == Self.answer(1))
    }
}
