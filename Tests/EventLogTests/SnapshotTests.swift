import EventCodec
import Foundation
import Testing
import WireJSON

@testable import EventLog
@testable import WarRoom

@Suite struct SnapshotTests {
    /// A home with the story in its log.
    static func home(_ story: Story) throws -> (test: TestHome, store: EventStore, snapshots: SnapshotStore) {
        let test = try TestHome()
        let store = try test.open()
        try store.append(story.events)
        return (test, store, SnapshotStore(test.home))
    }

    static func head(at count: Int, of store: EventStore) throws -> Head {
        let sequence = Int64(count)
        return Head(room: store.room, sequence: sequence, hash: try #require(try store.reader.hash(at: sequence)))
    }

    @Test func theStoryHasEveryKindOfThing() throws {
        let state = try Story.told().state
        #expect(Set(state.alerts.values.map(\.phase)) == Set(AlertPhase.allCases))
        #expect(Set(state.silences.values.map(\.state)) == [.active, .pending, .expired])
        #expect(Set(state.incidents.values.map(\.isOpen)) == [true, false])
        #expect(state.incidents.values.contains { !$0.roles.isEmpty && !$0.alerts.isEmpty && !$0.participants.isEmpty })
        #expect(state.onCall != nil && state.truncation != nil && state.lastCleared != nil)
        #expect(state.senders.values.contains { $0.refusals > 0 })
        #expect(state.deadlines.count > 4)
        #expect(state.counts.silenced > 0)
    }

    @Test func alertsAreWrittenAsTheirCodableFormIs() throws {
        let alerts = Array(try Story.told().state.alerts.values)
        #expect(alerts.contains { $0.ack?.note != nil } && alerts.contains { $0.ack == nil })
        #expect(alerts.contains { !$0.silencedBy.isEmpty } && alerts.contains { $0.incident != nil })
        for alert in alerts {
            var writer = JSONWriter()
            alert.write(to: &writer)
            #expect(writer.text == String(decoding: try WireEncoder.encode(alert), as: UTF8.self))
        }
    }

    @Test func aStateComesBackFromItsSnapshot() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        var state = story.state
        for number in UInt64(1)...20 {
            state.admitToCrowd(AlertID(value: number), name: number % 2 == 0 ? "Even" : "Odd")
        }
        try snapshots.write(state, at: store.head)
        let read = RoomState(try #require(snapshots.newest(of: store.reader)))
        #expect(read == state)
        #expect(read.crowd.count == 20)
        withExtendedLifetime(test) {}
    }

    /// Wherever the snapshot was taken, the tail on top of it gives the same state as the whole log.
    @Test func snapshotAndTailGiveTheSameAsTheWholeLog() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        let whole = story.state(after: story.events.count)
        #expect(whole == story.state)
        for count in 1...story.events.count {
            try snapshots.write(story.state(after: count), at: try Self.head(at: count, of: store))
            var state = RoomState(try #require(snapshots.newest(of: store.reader), "after \(count)"))
            #expect(state == story.state(after: count), "after \(count)")
            try store.reader.forEach(after: state.sequence) { state.apply(try $0.event()) }
            #expect(state == whole, "snapshot after \(count)")
        }
        withExtendedLifetime(test) {}
    }

    @Test func onlyTheNewestTwoFilesAreKept() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        for count in [2, 9, 3, 10] {
            try snapshots.write(story.state(after: count), at: try Self.head(at: count, of: store))
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: test.home.snapshots).sorted() == [
                "10.jsonl", "9.jsonl",
            ])
    }

    /// Left behind where somebody began a new log in an old home.
    @Test func snapshotsBeyondTheLogDoNotTakeItsSnapshotsPlace() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        for sequence in [Int64(500), 501, 502] {
            try snapshots.write(RoomState(), at: Head(room: Make.room, sequence: sequence, hash: store.head.hash))
        }
        try snapshots.write(story.state(after: 4), at: try Self.head(at: 4, of: store))
        #expect(snapshots.newest(of: store.reader)?.sequence == 4)
        withExtendedLifetime(test) {}
    }

    @Test func aTornOrDamagedSnapshotIsPassedOver() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        try snapshots.write(story.state(after: 5), at: try Self.head(at: 5, of: store))
        try snapshots.write(story.state, at: store.head)
        let path = "\(test.home.snapshots)/\(store.head.sequence).jsonl"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for length in stride(from: 0, to: bytes.count, by: 37) {
            try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
            #expect(snapshots.newest(of: store.reader)?.sequence == 5, "the first \(length) bytes")
        }
        for offset in stride(from: 0, to: bytes.count, by: 41) {
            var damaged = bytes
            damaged[offset] ^= 0x04
            try damaged.write(to: URL(fileURLWithPath: path))
            #expect(snapshots.newest(of: store.reader)?.sequence == 5, "byte \(offset)")
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == story.state)
        try FileManager.default.removeItem(atPath: "\(test.home.snapshots)/5.jsonl")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
    }

    @Test func aSnapshotOfAnotherLogIsPassedOver() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        var foreign = store.head
        foreign.hash[0] ^= 1
        try snapshots.write(story.state, at: foreign)
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        let beyond = Head(room: store.room, sequence: store.head.sequence + 1, hash: store.head.hash)
        try snapshots.write(story.state, at: beyond)
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        try snapshots.write(story.state, at: Head(room: store.room, sequence: 0, hash: Chain.start(room: store.room)))
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        withExtendedLifetime(test) {}
    }

    @Test func aSnapshotOfAnotherPositionThanItSaysIsPassedOver() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        try snapshots.write(story.state(after: 4), at: try Self.head(at: 5, of: store))
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        withExtendedLifetime(test) {}
    }

    @Test func aSnapshotOfAnotherReducerIsPassedOver() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        try snapshots.write(story.state, at: store.head)
        let path = "\(test.home.snapshots)/\(store.head.sequence).jsonl"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let mine = "\"reducer\":\(RoomSnapshot.reducerVersion)}"
        #expect(text.contains(mine))
        let other = text.replacing(mine, with: "\"reducer\":\(RoomSnapshot.reducerVersion + 1)}")
        try Self.resealed(other).write(toFile: path, atomically: false, encoding: .utf8)
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        try Self.resealed(text).write(toFile: path, atomically: false, encoding: .utf8)
        #expect(
            snapshots.newest(of: store.reader).map(RoomState.init) == story.state,
            "sealing again is not what makes it foreign")
    }

    @Test func whatAKilledDaemonHadBegunIsRemoved() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        try snapshots.write(story.state, at: store.head)
        let begun = test.home.snapshots + "/7.jsonl.new"
        try #require(FileManager.default.createFile(atPath: begun, contents: Data("half".utf8)))
        snapshots.removeUnfinished()
        #expect(!FileManager.default.fileExists(atPath: begun))
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == story.state)
    }

    @Test func whatIsNoSnapshotIsLeftAlone() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        for name in ["x.jsonl", "7.jsonl.new", "notes.txt"] {
            #expect(
                FileManager.default.createFile(atPath: "\(test.home.snapshots)/\(name)", contents: Data("{}\n".utf8)))
        }
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        try snapshots.write(story.state, at: store.head)
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == story.state)
    }

    /// Nothing half written may keep the disk full.
    @Test func aSnapshotThatCannotBeWrittenLeavesNothingBehind() async throws {
        let test = try TestHome()
        let story = try Story.told()
        let store = try test.open()
        try store.append(story.events)
        store.close()
        await #expect(processExitsWith: .success) { [path = test.home.path as String] in
            signal(SIGXFSZ, SIG_IGN)
            let story = try Story.told()
            let home = Home(path: path)
            let head = try EventReader.open(home).last(room: Make.room)
            var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            do {
                try SnapshotStore(home).write(story.state, at: head)
                exit(EXIT_FAILURE)
            } catch LogError.unwritable {
                exit(EXIT_SUCCESS)
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.home.snapshots) == [])
    }

    /// The text with a last line that fits it.
    private static func resealed(_ text: String) -> String {
        let lines = text.split(separator: "\n").dropLast()
        let body = lines.map { $0 + "\n" }.joined()
        return body + "sha256 " + Hex.string(Chain.digest(text: Array(body.utf8), salt: [])) + "\n"
    }
}
