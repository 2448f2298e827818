import Foundation
import Testing
import WarRoom

@testable import EventLog

/// A home that is taken away from under its room: nothing is acknowledged that would be lost with it.
@Suite struct HomeWatchTests {
    @Test func aHomeThatWasRemovedTakesNothingMore() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.appendNotes(upTo: 3)
        try FileManager.default.removeItem(atPath: test.home.path)
        let gone = LogError.gone(path: test.home.path, home: test.home.path)
        #expect(throws: gone) { try store.appendNotes(upTo: 4) }
        #expect(throws: gone) { try store.probe() }
        #expect(store.head.sequence == 3)
        #expect(
            "\(gone)"
                == "the home \(test.home.path) is gone: put it back, or start anew with `warroom serve --home \(test.home.path)`"
        )
        // Another home in its place is not this room's.
        try test.home.create()
        let other = try test.open()
        try other.appendNotes(upTo: 1)
        #expect(throws: LogError.gone(path: test.home.log, home: test.home.path)) { try store.appendNotes(upTo: 4) }
        store.close()
        try other.appendNotes(upTo: 2)
        other.close()
        #expect(try test.verify().checked == 2)
    }

    @Test func aHomeThatComesBackGoesOn() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.appendNotes(upTo: 3)
        let elsewhere = test.home.path + "-moved"
        try FileManager.default.moveItem(atPath: test.home.path, toPath: elsewhere)
        #expect(throws: LogError.self) { try store.appendNotes(upTo: 4) }
        try FileManager.default.moveItem(atPath: elsewhere, toPath: test.home.path)
        try store.probe()
        try store.appendNotes(upTo: 5)
        store.close()
        #expect(try test.verify().checked == 5)
    }

    @Test(arguments: ["log.db", "log.db-wal", "head", "lock"])
    func aSingleFileIsMissedAsWell(_ name: String) throws {
        let test = try TestHome()
        let lock = try #require(try HomeLock(test.home))
        let store = try test.open()
        try store.appendNotes(upTo: 3)
        let path = "\(test.home.path)/\(name)"
        try FileManager.default.moveItem(atPath: path, toPath: path + ".moved")
        let gone = LogError.gone(path: path, home: test.home.path)
        #expect(store.watch.problem() == gone)
        #expect(throws: gone) { try store.appendNotes(upTo: 4) }
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(store.watch.problem() == gone)
        #expect(lock.isReplaced(in: test.home) == (name == "lock"))
        unlink(path)
        try FileManager.default.moveItem(atPath: path + ".moved", toPath: path)
        #expect(store.watch.problem() == nil)
        #expect(!lock.isReplaced(in: test.home))
        try store.appendNotes(upTo: 4)
        store.close()
        #expect(try test.verify().checked == 4)
    }
}
