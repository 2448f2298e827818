import Foundation
import GRDB
import Testing
import WarRoom

@testable import EventLog

@Suite struct HomeTests {
    @Test func homeAndFilesAreTheOwnersAlone() throws {
        let test = try TestHome()
        let lock = try HomeLock(test.home)
        let store = try test.open()
        try store.append([Make.note(1)])
        let views = try TimelineStore.open(test.home, room: store.room).store
        try SnapshotStore(test.home).write(RoomState(), at: store.head)
        for path in [test.home.path, test.home.snapshots] { #expect(try mode(path) == 0o700, "\(path)") }
        let files = [
            test.home.log, test.home.log + "-wal", test.home.log + "-shm", test.home.views, test.home.views + "-wal",
            test.home.head, test.home.lock, "\(test.home.snapshots)/1.snapshot",
        ]
        for path in files { #expect(try mode(path) == 0o600, "\(path)") }
        views.close()
        withExtendedLifetime((lock, store)) {}
    }

    @Test func aHomeIsMadeWithItsParents() throws {
        let test = try TestHome()
        let home = Home(path: test.home.path + "/a/b/c")
        try home.create()
        try home.create()
        for part in ["/a", "/a/b", "/a/b/c", "/a/b/c/snapshots"] { #expect(try mode(test.home.path + part) == 0o700) }
    }

    @Test func aFileInTheWayIsRefusedInWords() throws {
        let test = try TestHome()
        let path = test.home.path + "/file"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let error = #expect(throws: LogError.self) { try Home(path: path).create() }
        #expect(error?.description == "cannot open \(path): it is not a directory; name another with --home")
        let below = #expect(throws: LogError.self) { try Home(path: path + "/home").create() }
        #expect(below?.description == "cannot open \(path)/home: Not a directory")
        let inside = Home(path: test.home.path + "/inside")
        try FileManager.default.createDirectory(atPath: inside.path, withIntermediateDirectories: true)
        #expect(FileManager.default.createFile(atPath: inside.snapshots, contents: nil))
        let snapshots = #expect(throws: LogError.self) { try inside.create() }
        #expect(snapshots?.description == "cannot open \(inside.snapshots): it is not a directory")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a directory away"))
    func aHomeOfAnotherOwnerIsRefusedInWords() throws {
        let test = try TestHome()
        #expect(chown(test.home.path, 12345, 12345) == 0)
        let error = #expect(throws: LogError.self) { try test.home.create() }
        #expect(
            error?.description
                == "cannot open \(test.home.path): it belongs to the user 12345, and only its owner may open the log (you are 0)"
        )
    }

    @Test func aLinkInPlaceOfTheLogIsRefused() throws {
        let test = try TestHome()
        let target = test.home.path + "/elsewhere.db"
        #expect(FileManager.default.createFile(atPath: target, contents: nil))
        try FileManager.default.createSymbolicLink(atPath: test.home.log, withDestinationPath: target)
        let error = #expect(throws: LogError.self) { try test.open() }
        #expect(error?.description.hasPrefix("cannot open \(test.home.log): ") == true)
    }

    @Test func aLogOfANewerVersionIsRefusedInWords() throws {
        let test = try TestHome()
        try test.open().close()
        try test.tamper(sql: "PRAGMA user_version = 7")
        let error = #expect(throws: LogError.self) { try test.open() }
        #expect(error == .newerVersion(found: 7, known: LogSchema.version))
        #expect(
            error?.description
                == "the log has version 7, this warroom knows up to 1: run the warroom that wrote it, or a newer one")
    }

    @Test func aFileThatIsNoDatabaseIsRefusedInWords() throws {
        let test = try TestHome()
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: test.home.log))
        let error = #expect(throws: LogError.self) { try test.open() }
        #expect(
            error?.description
                == "cannot open \(test.home.log): the database file is damaged (file is not a database)")
    }

    @Test func aMissingLogIsNotMadeByReading() throws {
        let test = try TestHome()
        let error = #expect(throws: LogError.self) { try EventReader.open(test.home) }
        #expect(error == .missing(path: test.home.log))
        #expect(
            error?.description
                == "cannot open \(test.home.log): there is no log yet: `warroom` or `warroom serve` makes one")
        #expect(throws: LogError.self) { try test.verify() }
        #expect(!FileManager.default.fileExists(atPath: test.home.log))
    }

    @Test func anEmptyFileIsNoLogToReadFrom() throws {
        let test = try TestHome()
        #expect(FileManager.default.createFile(atPath: test.home.log, contents: nil))
        #expect(throws: LogError.self) { try test.verify() }
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }
}
