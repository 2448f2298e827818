import EventCodec
import GRDB
import Testing
import WarRoom

@testable import EventLog

/// A missing text is no damage where a later event says that it was erased, and damage everywhere else.
@Suite struct ErasedVerificationTests {
    private static let missing = "its text is gone, and no redaction says so"

    /// A log of notes whose event 5 lost its text behind the room's back, and what is appended after it.
    private static func log(_ further: [Event]) throws -> TestHome {
        let test = try ChainTests.log()
        let store = try test.open()
        try store.append(further)
        store.close()
        try test.tamper(sql: "UPDATE events SET text = NULL, salt = NULL WHERE sequence = 5")
        return test
    }

    private static func redaction(of entry: Int64, at sequence: Int64, also: [(Int64, Int64)] = []) -> Event {
        Make.event(
            10,
            EntryRedacted(
                facts: .init(
                    entry: Make.id(entry), sequence: sequence, person: "lin",
                    also: also.map { ErasedEvent(event: Make.id($0.0), sequence: $0.1) }), text: .init(why: "x")))
    }

    private static func retirement(_ from: Int64, _ to: Int64, _ kinds: [String]) -> Event {
        Make.event(
            10,
            TextRetired(
                facts: .init(
                    from: from, to: to, first: Make.id(from), last: Make.id(to), kinds: kinds, alerts: [], acks: [])))
    }

    @Test func aLaterEventThatNamesItExplainsIt() throws {
        let explanations = [
            Self.redaction(of: 5, at: 5), Self.redaction(of: 2, at: 2, also: [(4, 4), (5, 5)]),
            Self.redaction(of: 5, at: 77),
            Self.retirement(1, 9, ["note.added"]), Self.retirement(5, 5, ["alert.fired", "note.added"]),
        ]
        for event in explanations {
            let verification = try Self.log([event]).verify()
            #expect(verification.problem == nil, "\(event.body)")
            #expect(verification.checked == 10)
        }
    }

    @Test func nothingElseExplainsIt() throws {
        let others = [
            Self.redaction(of: 4, at: 4), Self.redaction(of: 4, at: 5), Self.redaction(of: 2, at: 2, also: [(4, 5)]),
            Self.retirement(1, 4, ["note.added"]),
            Self.retirement(6, 9, ["note.added"]), Self.retirement(1, 9, ["alert.fired"]), Self.retirement(1, 9, []),
            Self.retirement(9, 1, ["note.added"]), Make.note(10, "I redacted #5"),
        ]
        for event in others {
            let verification = try Self.log([event]).verify()
            #expect(verification.firstBad == 5, "\(event.body)")
            #expect(verification.problem == Self.missing, "\(event.body)")
        }
    }

    @Test func anEarlierEventExplainsNothing() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...4))
        try store.append([
            Make.event(
                5, EntryRedacted(facts: .init(entry: Make.id(7), sequence: 7, person: "x"), text: .init(why: "x")))
        ])
        try store.append(Make.mixed(6...9))
        store.close()
        #expect(try test.verify().problem == nil)
        try test.tamper(sql: "UPDATE events SET text = NULL, salt = NULL WHERE sequence = 7")
        #expect(try test.verify().firstBad == 7)
    }

    @Test func theFirstOfTwoFaultsIsNamed() throws {
        let test = try Self.log([])
        try test.tamper(sql: "UPDATE events SET facts = '{}' WHERE sequence = 8")
        #expect(try test.verify().firstBad == 5)
        try test.tamper(sql: "UPDATE events SET facts = '{}' WHERE sequence = 2")
        #expect(try test.verify().firstBad == 2)
    }

    @Test func aSaltWithoutItsTextIsFound() throws {
        let test = try Self.log([Self.redaction(of: 5, at: 5)])
        try test.tamper(sql: "UPDATE events SET salt = randomblob(16) WHERE sequence = 5")
        #expect(try test.verify().firstBad == 5)
    }

    @Test func aDigestThatChangedAfterTheErasureIsFound() throws {
        let test = try Self.log([Self.redaction(of: 5, at: 5)])
        try test.tamper(sql: "UPDATE events SET digest = randomblob(32) WHERE sequence = 5")
        #expect(try test.verify().firstBad == 5)
    }

    @Test func anErasureIsExportedAndImported() throws {
        let erased = try Self.log([Self.redaction(of: 5, at: 5)])
        let transcript = try Transcript(of: erased.home)
        let other = try TestHome()
        #expect(try transcript.imported(into: other.home).problem == nil)
        #expect(try other.home.rows == erased.home.rows)
        #expect(try other.verify().problem == nil)
        var cut = transcript
        cut.lines.removeLast()
        let refused = try #require(try cut.refused())
        #expect(refused.number == 5 && refused.reason == "#5: \(Self.missing)")
        #expect(refused.leftovers == [])
    }

    /// A salvaged log is numbered anew: its events are known by their ids.
    @Test func anErasureIsKnownInASalvagedLog() throws {
        for event in [Self.redaction(of: 5, at: 5), Self.retirement(4, 5, ["note.added"])] {
            let damaged = try Self.log([event])
            try damaged.tamper(sql: "DELETE FROM events WHERE sequence IN (1, 2, 3)")
            let salvaged = try SalvageTests.salvage(damaged)
            #expect(salvaged.kept.count == 7)
            #expect(salvaged.kept.filter { $0.record.text == nil && $0.record.kind == NoteAdded.kind }.count == 1)
        }
    }

    @Test func manyPartsAreToldApart() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append((1...20).map { Make.note(Int64($0)) })
        for part in 0..<5 {
            let from = Int64(part * 3 + 1)
            try store.append([
                Make.event(
                    21 + Int64(part),
                    TextRetired(
                        facts: .init(
                            from: from, to: from + 2, first: Make.id(from), last: Make.id(from + 2),
                            kinds: ["note.added"], alerts: [], acks: [])))
            ])
        }
        store.close()
        try test.tamper(sql: "UPDATE events SET text = NULL, salt = NULL WHERE sequence <= 15")
        #expect(try test.verify().problem == nil)
        try test.tamper(sql: "UPDATE events SET text = NULL, salt = NULL WHERE sequence = 16")
        #expect(try test.verify().firstBad == 16)
    }
}
