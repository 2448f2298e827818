import EventCodec
import EventLog
import Foundation
import Synchronization
import Testing
import WarRoom

@testable import Room

/// Redacting in a running room: nothing is left anywhere when it is answered.
struct RedactionTests {
    private static let secret = "hunter2-correct-horse"

    @Test func aRedactedNoteIsInNoFileOfARunningRoom() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        let note = try await bench.carryOut(AddNote("the password is \(Self.secret)"))
        let id = try #require(note.events.first)
        let sequence = try #require(note.sequence)
        try await bench.carryOut(CorrectNote(.id(id), body: "the password was \(Self.secret)"))
        try await bench.carryOut(CorrectNote(.id(id), body: "\(Self.secret), but no more"))
        try await bench.carryOut(AddNote("nothing to hide"))
        #expect(try bench.found(Self.secret) == ["\(Self.secret), but no more"])
        #expect(bench.files(containing: Self.secret).contains("log.db-wal"))
        let redaction = RedactEntry(.sequence(sequence), why: "a password")
        let command = EventID(high: 0x0199_0000_0000_7000, low: 5)
        let outcome = try await bench.carryOut(redaction, by: ErasureBench.lin, id: command)
        #expect(outcome.sentence == "redacted #\(sequence) and 2 more texts with its words")
        #expect(bench.files(containing: Self.secret) == [])
        #expect(try bench.found("password") == ["redacted by lin: a password"])
        #expect(try bench.found(Self.secret) == [])
        #expect(try bench.found("hide") == ["nothing to hide"])
        #expect(try Verification.check(test.home).problem == nil)
        // The same command once more is the same redaction.
        #expect(try await bench.carryOut(redaction, by: ErasureBench.lin, id: command).sentence == outcome.sentence)
        try await bench.carryOut(CorrectNote(.id(id), body: "a password stood here"))
        #expect(try bench.found("stood") == ["a password stood here"])
        await bench.stop()
        #expect(bench.files(containing: Self.secret) == [])
        #expect(try Verification.check(test.home).problem == nil)
        let again = try ErasureBench(test.home)
        #expect(try again.found(Self.secret) == [])
        #expect(try again.found("stood") == ["a password stood here"])
        await again.stop()
    }

    @Test func anAlertLosesItsWordsInTheStateTheSnapshotAndTheTimeline() async throws {
        let test = try TemporaryHome()
        // Time stands still: what is heard again is written down at the end.
        let bench = try ErasureBench(test.home, clock: ClockWatchTests.HandClock())
        await bench.hear(1, "login of \(Self.secret) fails", ["url": "https://\(Self.secret)@db"])
        let fired = try #require(try bench.reader.newest(limit: 1).first).sequence
        try await bench.carryOut(Acknowledge(AlertSelection(ids: ["0000000000000001"]), note: "on it"))
        // Heard again with other words, which are not written down yet when the redaction comes.
        await bench.hear(1, "still \(Self.secret)", ["url": "and \(Self.secret)"])
        let outcome = try await bench.carryOut(RedactEntry(.sequence(fired), why: "a password"), by: ErasureBench.lin)
        #expect(outcome.sentence == "redacted #\(fired); the alert's labels stay, since they are facts")
        #expect(bench.files(containing: Self.secret) == [])
        #expect(try bench.found("redacted by lin") == ["redacted by lin: a password"])
        #expect(try bench.found("acknowledged") == ["acknowledged (erased) on db-1 for 1 h: on it"])
        let alert = try #require(await bench.writer.ask { $0.alerts[AlertID(value: 1)] })
        #expect(alert.title == Erased.words && alert.annotations == Labels.none)
        await bench.stop()
        #expect(bench.files(containing: Self.secret) == [], "the resends of before are written down at the end")
        let again = try ErasureBench(test.home, clock: ClockWatchTests.HandClock())
        let state = await again.writer.ask { $0 }
        #expect(try again.replayed() == state)
        await again.stop()
    }

    @Test func whatIsWrittenAtTheSameTimeIsFoundAsWell() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        let note = try #require(try await bench.carryOut(AddNote("the password is \(Self.secret)")).events.first)
        let answers = Mutex<[Int]>([])
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            let commands: [any PersonCommand] = [
                AddNote("before"), CorrectNote(.id(note), body: "it was \(Self.secret)"),
                RedactEntry(.id(note), why: "a password"), AddNote("after"),
            ]
            for (index, command) in commands.enumerated() {
                bench.writer.submit(
                    [command], actor: ErasureBench.ann,
                    commandID: EventID(high: 0x0199_0000_0000_7000, low: UInt64(index))
                ) { _ in
                    let count = answers.withLock { answers in
                        answers.append(index)
                        return answers.count
                    }
                    if count == commands.count { done.resume() }
                }
            }
        }
        #expect(Set(answers.withLock { $0 }) == [0, 1, 2, 3])
        #expect(bench.files(containing: Self.secret) == [])
        await bench.stop()
        #expect(try Verification.check(test.home).problem == nil)
    }

    @Test func theRoomGoesOnWhileTheLogIsReadForARedaction() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home, clock: ClockWatchTests.HandClock())
        await bench.hear(1, "login of \(Self.secret) fails")
        let fired = try #require(try bench.reader.newest(limit: 1).first).sequence
        let mayRead = DispatchSemaphore(value: 0)
        bench.writer.reading.async { mayRead.wait() }
        async let redaction = bench.carryOut(RedactEntry(.sequence(fired), why: "a password"), by: ErasureBench.lin)
        try await bench.carryOut(AddNote("meanwhile"))
        await bench.hear(2, "another")
        await bench.hear(1, isFiring: false, "still \(Self.secret)")
        #expect(try !bench.reader.newest(limit: 9).contains { $0.kind == EntryRedacted.kind })
        mayRead.signal()
        _ = try await redaction
        #expect(bench.files(containing: Self.secret) == [])
        await bench.stop()
        #expect(try Verification.check(test.home).problem == nil)
    }

    /// The log has been read; before the writer takes the redaction up, more of its words come.
    @Test func whatIsWrittenAfterTheReadingIsFoundAsWell() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        let note = try #require(try await bench.carryOut(AddNote("the password is \(Self.secret)")).events.first)
        try await bench.carryOut(CorrectNote(.id(note), body: "it was \(Self.secret)"))
        let redaction = RedactEntry(.id(note), why: "a password")
        let reading = try #require(bench.writer.readAhead(for: [redaction]))
        #expect(reading.position == 3)
        #expect(reading.search.scope.erased.map(\.sequence) == [2, 3])
        try await bench.carryOut(CorrectNote(.id(note), body: "\(Self.secret) again"))
        let outcome = try await Self.put(redaction, reading, bench.writer)
        #expect(outcome.sentence == "redacted #2 and 2 more texts with its words")
        #expect(bench.files(containing: Self.secret) == [])
        await bench.stop()
    }

    /// A reading that knows words which another redaction erased meanwhile must not go on with them.
    @Test func aReadingFromBeforeAnErasureIsNotUsed() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        let note = try #require(try await bench.carryOut(AddNote("the password is \(Self.secret)")).events.first)
        try await bench.carryOut(CorrectNote(.id(note), body: "it was \(Self.secret)"))
        let redaction = RedactEntry(.id(note), why: "a password")
        let reading = try #require(bench.writer.readAhead(for: [redaction]))
        try await bench.carryOut(redaction, by: ErasureBench.lin)
        // What is left to be erased is why the first was made.
        let outcome = try await Self.put(redaction, reading, bench.writer)
        #expect(
            outcome.sentence
                == "#2 was erased already; 1 text written about it since, reasons included, went now")
        #expect(bench.files(containing: Self.secret) == [])
        await bench.stop()
    }

    private static func put(
        _ command: RedactEntry, _ reading: RedactionReading, _ writer: Writer
    ) async throws -> Outcome {
        let result = await withCheckedContinuation { continuation in
            writer.put(
                Submission(
                    commands: [command], actor: ErasureBench.ann,
                    commandID: EventID(high: 0x0199_0000_0000_7000, low: 77), reading: reading
                ) { continuation.resume(returning: $0) })
        }
        guard case .stored(let results) = result, let first = results.first else {
            throw Refusal(.conflict, "\(result)")
        }
        return try first.get()
    }

    @Test func whatIsRefusedErasesNothing() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        try await bench.carryOut(AddNote("a word"))
        for command in [
            RedactEntry(.sequence(99), why: "x"), RedactEntry(.sequence(1), why: "x"),
            RedactEntry(.sequence(2), why: ""),
        ] {
            await #expect(throws: Refusal.self) { try await bench.carryOut(command) }
        }
        #expect(try bench.found("word") == ["a word"])
        #expect(try bench.reader.newest(limit: 1).first?.sequence == 2)
        await bench.stop()
    }

    /// Wall and uptime run half a second with each look at them, so that waiting takes no time.
    private final class HastyClock: RoomClock {
        private let milliseconds = Atomic<Int64>(0)

        func now() -> Instant { Instant(milliseconds: 1_764_000_000_000 + uptime().count) }
        func uptime() -> Milliseconds {
            Milliseconds(milliseconds.add(500, ordering: .relaxed).newValue)
        }
    }

    @Test func aReaderThatHoldsTheLogIsNamedAndWaitedFor() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home, clock: HastyClock())
        let note = try #require(try await bench.carryOut(AddNote("the password is \(Self.secret)")).events.first)
        let (reads, mayEnd, hasEnded) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let other = try EventReader.open(test.home)
        let thread = Thread {
            try? other.forEach(after: 1, naming: "{") { _ in
                reads.signal()
                mayEnd.wait()
            }
            hasEnded.signal()
        }
        thread.start()
        await Self.wait(for: reads)
        let command = EventID(high: 0x0199_0000_0000_7000, low: 5)
        let redaction = RedactEntry(.id(note), why: "a password")
        let outcome = try await bench.carryOut(redaction, id: command)
        #expect(outcome.sentence.contains("the write-ahead log of log.db still holds it until"), "\(outcome.sentence)")
        #expect(bench.files(containing: Self.secret).contains("log.db-wal"))
        mayEnd.signal()
        await Self.wait(for: hasEnded)
        #expect(try await bench.carryOut(redaction, id: command).sentence == "redacted #2")
        #expect(bench.files(containing: Self.secret) == [])
        await bench.stop()
    }

    private static func wait(for semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { continuation in
            Thread {
                semaphore.wait()
                continuation.resume()
            }.start()
        }
    }

    /// The log has erased the words, and the daemon ended before anything else did.
    @Test func whatADaemonLeftBehindIsSweptByTheNext() async throws {
        let test = try TemporaryHome()
        let bench = try ErasureBench(test.home)
        try await bench.carryOut(DeclareIncident(title: "leak of \(Self.secret)"))
        let declared = try #require(try bench.reader.newest(limit: 9).first { $0.kind == IncidentDeclared.kind })
        await bench.stop()
        let files = bench.files(containing: Self.secret)
        #expect(
            ["log.db", "views.db", "snapshots/"].allSatisfy { name in files.contains { $0.hasPrefix(name) } },
            "\(files)")
        let (store, _) = try EventStore.open(test.home) { EventID(high: 0, low: 0) }
        let now = Instant(milliseconds: 1_764_000_000_000)
        let event = Event(
            envelope: Envelope(
                sequence: store.head.sequence + 1, id: EventID(high: 0x7001, low: 1), occurredAt: now, recordedAt: now,
                actor: ErasureBench.lin),
            body: EntryRedacted(
                facts: .init(
                    entry: declared.id, sequence: declared.sequence, person: "lin", incident: IncidentID(number: 1)),
                text: .init(why: "a password")))
        var part: EventStore.Part? = EventStore.Part(
            records: [try EventRecord(event)],
            erasure: .init(sequences: [declared.sequence], words: ["leak of \(Self.secret)"]))
        try store.append {
            defer { part = nil }
            return part
        }
        store.close()
        #expect(!bench.files(containing: Self.secret).isEmpty)
        let again = try ErasureBench(test.home)
        #expect(try again.found("redacted by lin") == ["redacted by lin: a password"])
        #expect(await again.writer.ask { $0.incidents[IncidentID(number: 1)]?.title } == Erased.words)
        await again.stop()
        #expect(again.files(containing: Self.secret) == [])
        #expect(try Verification.check(test.home).problem == nil)
    }
}
