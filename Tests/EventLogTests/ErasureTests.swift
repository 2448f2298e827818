import EventCodec
import Foundation
import GRDB
import Testing

@testable import EventLog
@testable import WarRoom

/// Words that were erased are in no file any more, and the log is whole all the same.
@Suite struct ErasureTests {
    static let secret = "hunter2-correct-horse"

    /// A redaction of the event at a sequence.
    static func redaction(_ sequence: Int64, of erased: Int64, also: [Int64] = []) -> Event {
        Make.event(
            sequence,
            EntryRedacted(
                facts: .init(
                    entry: Make.id(erased), sequence: erased, person: "lin",
                    also: also.map { ErasedEvent(event: Make.id($0), sequence: $0) }), text: .init(why: "a password")))
    }

    static func append(
        _ events: [Event], erasing sequences: [Int64], words: Set<String> = [], before: Instant? = nil,
        to store: EventStore
    ) throws {
        var part: EventStore.Part? = EventStore.Part(
            records: try events.map { try EventRecord($0) },
            erasure: EventStore.Erasure(sequences: sequences, words: words, answersBefore: before))
        try store.append {
            defer { part = nil }
            return part
        }
    }

    /// A log of nine notes, one of them with the secret, a text short enough for its page or longer than any.
    static func log(_ test: TestHome, length: Int, at sequence: Int64 = 5) throws -> EventStore {
        let store = try test.open()
        for number in Int64(1)...9 {
            // At the beginning as well, since a long text is cut at the ends of pages.
            let words = "\(secret) " + String(repeating: "x", count: length) + " \(secret)"
            try store.append([Make.note(number, number == sequence ? words : nil)])
        }
        return store
    }

    @Test(arguments: [0, 200, 12_000, 40_000])
    func anErasedTextIsInNoFile(length: Int) throws {
        let test = try TestHome()
        let store = try Self.log(test, length: length)
        #expect(try test.files(containing: Self.secret) == ["log.db-wal"])
        #expect(!store.isSweepDue)
        try Self.append([Self.redaction(10, of: 5)], erasing: [5], to: store)
        #expect(store.isSweepDue)
        try store.rewriteAnswers()
        #expect(try store.emptyWriteAheadLog())
        #expect(try test.files(containing: Self.secret) == [])
        #expect(try test.size(of: test.home.log + "-wal") == 0)
        try store.endSweep(upTo: 9)
        #expect(store.isSweepDue, "an erasure after that is not swept yet")
        try store.endSweep(upTo: 10)
        #expect(!store.isSweepDue)
        let records = try store.reader.events(after: 0, limit: 99)
        #expect(records.filter { $0.text == nil }.map(\.sequence) == [5])
        store.close()
        #expect(try test.files(containing: Self.secret) == [])
        #expect(try test.verify() == Self.whole(10))
    }

    private static func whole(_ count: Int64) -> Verification {
        var verification = Verification()
        verification.checked = count
        verification.last = count
        return verification
    }

    @Test func whatWasBroughtHomeBeforeIsOverwritten() throws {
        let test = try TestHome()
        try Self.log(test, length: 300).close()
        #expect(try test.files(containing: Self.secret) == ["log.db"])
        let store = try test.open()
        try Self.append([Self.redaction(10, of: 5)], erasing: [5], to: store)
        store.close()
        #expect(try test.files(containing: Self.secret) == [])
    }

    @Test func aTextIsErasedWithItsRedactionOrNotAtAll() throws {
        let test = try TestHome()
        let store = try Self.log(test, length: 0)
        // Of an id that the log has already.
        var twice = try EventRecord(Self.redaction(10, of: 5))
        twice.id = Make.id(1)
        var part: EventStore.Part? = .init(records: [twice], erasure: .init(sequences: [5]))
        #expect(throws: LogError.self) {
            try store.append {
                defer { part = nil }
                return part
            }
        }
        #expect(try store.reader.event(.sequence(5))?.text != nil)
        #expect(!store.isSweepDue)
        store.close()
        #expect(try test.verify().problem == nil)
    }

    @Test func aReaderKeepsTheWriteAheadLogAndItIsSaid() throws {
        let test = try TestHome()
        let store = try Self.log(test, length: 0)
        let other = try DatabaseQueue(path: test.home.log)
        try other.read { database in
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM events") == 9)
            try Self.append([Self.redaction(10, of: 5)], erasing: [5], to: store)
            #expect(try !store.emptyWriteAheadLog())
            #expect(try test.files(containing: Self.secret).contains("log.db-wal"))
        }
        #expect(try store.emptyWriteAheadLog())
        #expect(try test.files(containing: Self.secret) == [])
        try other.close()
        store.close()
    }

    @Test func rememberedAnswersForgetTheWordsAndKeepTheRest() throws {
        let test = try TestHome()
        let store = try Self.log(test, length: 0)
        var outcome = Outcome()
        outcome.sentence = "corrected #5"
        outcome.events = [Make.id(6)]
        outcome.sequence = 6
        outcome.undo = [CorrectNote(.id(Make.id(5)), body: "it is \"\(Self.secret)\"")]
        var other = outcome
        other.undo = [CorrectNote(.id(Make.id(5)), body: "it is ok")]
        let words = "it is \"\(Self.secret)\""
        try store.append(
            [Make.note(10)],
            outcomes: [
                (Make.id(100), try CommandCodec.encode(outcome)), (Make.id(101), try CommandCodec.encode(other)),
            ])
        try Self.append([Self.redaction(11, of: 5)], erasing: [5], words: [words, "ok"], to: store)
        try store.rewriteAnswers()
        #expect(try store.emptyWriteAheadLog())
        #expect(try test.files(containing: Self.secret) == [])
        let left = try CommandCodec.decodeOutcome(try #require(try store.reader.outcome(of: Make.id(100))))
        #expect(left.sentence == Erased.words && left.undo.isEmpty)
        #expect(left.events == outcome.events && left.sequence == 6)
        #expect(try store.reader.outcome(of: Make.id(101)) == (try CommandCodec.encode(other)))
        // Answers are remembered on as before.
        try store.append([Make.note(12)], outcomes: [(Make.id(102), [0x7B, 0x7D])])
        #expect(try store.reader.outcome(of: Make.id(102)) == [0x7B, 0x7D])
        store.close()
    }

    @Test func oldAnswersAreForgottenWithOldWords() throws {
        let test = try TestHome()
        let store = try Self.log(test, length: 0)
        var ids = EventIDSource()
        let (old, new) = (ids.next(at: Make.start), ids.next(at: Make.start + .days(2)))
        try store.append([Make.note(10)], outcomes: [(old, [0x7B, 0x7D]), (new, [0x7B, 0x7D])])
        try Self.append([Self.redaction(11, of: 5)], erasing: [5], before: Make.start + .days(1), to: store)
        #expect(try store.reader.outcome(of: old) == nil)
        #expect(try store.reader.outcome(of: new) != nil)
        store.close()
    }

    /// However rows came and went before, nothing of what was erased is left in the log's file.
    @Test(arguments: UInt64(1)...12)
    func nothingIsLeftHoweverRowsCameAndWent(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        let test = try TestHome()
        let store = try test.open()
        var gone: Set<Int64> = []
        for _ in 0..<6 {
            let first = store.head.sequence + 1
            let notes = (first..<(first + 60)).map {
                Make.note(
                    $0, "<text \($0)>" + String(repeating: "x", count: numbers.next(below: 4000)) + "<text \($0)>")
            }
            let outcomes = notes.map { note in
                (
                    command: Make.id(Int64(numbers.next(below: 1 << 40))),
                    answer: Array("{\"s\":\"<text \(note.envelope.sequence)>\"}".utf8)
                )
            }
            try store.append(notes, outcomes: outcomes)
            let erased = (1...store.head.sequence).filter { !gone.contains($0) && numbers.next(below: 3) == 0 }
            gone.formUnion(erased + [store.head.sequence + 1])
            let event = Self.redaction(store.head.sequence + 1, of: erased.first ?? 1, also: erased)
            try Self.append([event], erasing: erased, words: Set(erased.map { "<text \($0)>" }), to: store)
        }
        try store.rewriteAnswers()
        #expect(try store.emptyWriteAheadLog())
        let bytes = try Data(contentsOf: URL(fileURLWithPath: test.home.log))
        for sequence in gone {
            #expect(bytes.range(of: Data("<text \(sequence)>".utf8)) == nil, "#\(sequence), seed \(seed)")
        }
        store.close()
        #expect(try test.verify().problem == nil)
    }
}

/// Numbers that a seed gives.
private struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
