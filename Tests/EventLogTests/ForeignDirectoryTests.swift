import Foundation
import Testing
import WarRoom

@testable import EventLog

/// A directory of other things is not taken as a home, and not touched.
struct ForeignDirectoryTests {
    @Test(arguments: ["log.db", "head", "daemon.yaml", "room.sock", "lock"])
    func aRoomsFileMakesItAHome(_ name: String) throws {
        let test = try TestHome()
        let home = Home(path: test.home.path + "/inside")
        #expect(mkdir(home.path, 0o755) == 0)
        for file in ["notes.txt", name] {
            #expect(FileManager.default.createFile(atPath: home.path + "/" + file, contents: nil))
        }
        try home.create()
    }

    @Test(arguments: [[], ["snapshots"], ["lost+found"], ["lost+found", "snapshots"]])
    func anEmptyDirectoryIsFine(_ names: [String]) throws {
        let test = try TestHome()
        let home = Home(path: test.home.path + "/inside")
        #expect(mkdir(home.path, 0o700) == 0)
        for name in names { #expect(mkdir(home.path + "/" + name, 0o700) == 0) }
        try home.create()
    }

    @Test func otherThingsAreLeftAlone() throws {
        let test = try TestHome()
        let home = Home(path: test.home.path + "/inside")
        #expect(mkdir(home.path, 0o755) == 0)
        #expect(FileManager.default.createFile(atPath: home.path + "/notes.txt", contents: nil))
        let error = #expect(throws: LogError.self) { try home.create() }
        #expect(error?.description.contains("no room's") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["notes.txt"])
    }
}
