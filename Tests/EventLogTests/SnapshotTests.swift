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
                "10.snapshot", "9.snapshot",
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
        let path = "\(test.home.snapshots)/\(store.head.sequence).snapshot"
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
        try FileManager.default.removeItem(atPath: "\(test.home.snapshots)/5.snapshot")
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
        let path = "\(test.home.snapshots)/\(store.head.sequence).snapshot"
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let mine = Array("\"reducer\":\(RoomSnapshot.reducerVersion)}".utf8)
        let other = Array("\"reducer\":\(RoomSnapshot.reducerVersion + 1)}".utf8)
        let place = try #require(bytes.firstRange(of: mine))
        try Self.resealed(bytes.replacing(mine, with: other, maxReplacements: 1)).write(to: URL(fileURLWithPath: path))
        #expect(place.upperBound < 200 && snapshots.newest(of: store.reader).map(RoomState.init) == nil)
        try Self.resealed(bytes).write(to: URL(fileURLWithPath: path))
        #expect(
            snapshots.newest(of: store.reader).map(RoomState.init) == story.state,
            "sealing again is not what makes it foreign")
    }

    @Test func whatAKilledDaemonHadBegunIsRemoved() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        try snapshots.write(story.state, at: store.head)
        let begun = test.home.snapshots + "/7.snapshot.new"
        try #require(FileManager.default.createFile(atPath: begun, contents: Data("half".utf8)))
        snapshots.removeUnfinished()
        #expect(!FileManager.default.fileExists(atPath: begun))
        #expect(snapshots.newest(of: store.reader).map(RoomState.init) == story.state)
    }

    /// They may hold words that somebody had erased.
    @Test func whatAnotherVersionWroteIsRemoved() throws {
        let test = try TestHome()
        let snapshots = SnapshotStore(test.home)
        for name in ["12.jsonl", "12.jsonl.new", "12.snapshot.new", "12.snapshot", "notes.jsonl"] {
            let path = "\(test.home.snapshots)/\(name)"
            try #require(FileManager.default.createFile(atPath: path, contents: Data("{}".utf8)))
        }
        #expect(snapshots.newestSequence == 12)
        snapshots.removeUnfinished()
        let left = try FileManager.default.contentsOfDirectory(atPath: test.home.snapshots).sorted()
        #expect(left == ["12.snapshot", "notes.jsonl"])
    }

    @Test func whatIsNoSnapshotIsLeftAlone() throws {
        let story = try Story.told()
        let (test, store, snapshots) = try Self.home(story)
        for name in ["x.snapshot", "7.snapshot.new", "notes.txt"] {
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

    /// The bytes with a last line that fits them.
    private static func resealed(_ bytes: [UInt8]) -> Data {
        let body = Array(bytes.dropLast("sha256 \n".utf8.count + 64))
        return Data(body + Array(("sha256 " + Hex.string(Chain.digest(text: body, salt: [])) + "\n").utf8))
    }
}
