import Foundation
import Testing

/// What stands in a command's way is told in words, and what can be done without is done without.
struct ObstacleTests {
    @Test func commandsGoOnWhereNothingCanBeRemembered() async throws {
        try await TestRoom.with { room in
            // A file in place of the directory: not even root can write below it.
            let state = room.directory + "/no-directory"
            #expect(FileManager.default.createFile(atPath: state, contents: nil))
            let environment = ["XDG_STATE_HOME": state]
            for arguments in [["note", "still heard"], ["alerts"], ["tail"], ["status"]] {
                let answer = try room.run(arguments, environment: environment)
                #expect(answer.code == 0 && answer.errors.isEmpty, "\(arguments): \(answer)")
            }
        }
    }

    @Test func aDirectoryOfOtherThingsIsNoHome() async throws {
        try await TestRoom.with { room in
            let other = room.directory + "/work"
            mkdir(other, 0o755)
            chmod(other, 0o755)
            #expect(FileManager.default.createFile(atPath: other + "/report.txt", contents: nil))
            for arguments in [["serve", "--listen", "off"], ["note", "x"], ["alerts"], ["log", "import", "-"]] {
                let answer = try room.run(arguments + ["--home", other])
                #expect(answer.code == 73 && answer.errors.contains("no room's"), "\(arguments): \(answer)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["report.txt"])
            #expect(try StartTests.modes(below: other).first?.mode == 0o755)
            let nothing = try room.run("--home", "", "note", "x")
            #expect(nothing.code == 64 && nothing.errors.contains("--home"), "\(nothing)")
        }
    }

    @Test func whyTheDaemonDidNotStartIsTold() async throws {
        try await TestRoom.with { room in
            try "lissten: off\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            for _ in 0..<2 {
                let answer = try room.run("note", "x")
                #expect(answer.code == 78, "\(answer)")
                #expect(answer.errors.contains("\(room.configuration):1"), "\(answer)")
                #expect(answer.errors.contains("daemon.log"), "\(answer)")
            }
            // What stands in the log file from before is not why.
            try "listen: off\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            try FileManager.default.createDirectory(atPath: room.home + "/log.db", withIntermediateDirectories: true)
            let other = try room.run("note", "x")
            #expect(other.code != 0 && other.errors.contains("did not start"), "\(other)")
            #expect(!other.errors.contains(":1"), "\(other)")
        }
    }

    @Test func aConfigurationIsFoundFromWhereTheClientStands() async throws {
        try await TestRoom.with { room in
            try "ack:\n  length: 20m\nlisten: 127.0.0.1:0\n".write(
                toFile: room.directory + "/mine.yaml", atomically: true, encoding: .utf8)
            let environment = ["WARROOM_CONFIG": "mine.yaml"]
            let answer = try room.run(["note", "x"], environment: environment, in: room.directory)
            #expect(answer.code == 0, "\(answer)")
            let id = try room.post("slow")
            #expect(try room.run("ack", id).output == "acknowledged slow for 20 min\n")
        }
    }

    @Test func aBackupOfNothingMakesNothing() async throws {
        try await TestRoom.with { room in
            let copy = room.directory + "/copy"
            let answer = try room.run("log", "backup", copy)
            #expect(answer.code == 69 && answer.errors.contains("there is no log yet"), "\(answer)")
            #expect(!FileManager.default.fileExists(atPath: copy))
            #expect(!FileManager.default.fileExists(atPath: room.home))
            #expect(room.daemons().isEmpty)
        }
    }

    @Test func aLostLogIsALossAndADamagedOneCanBeSalvaged() async throws {
        try await TestRoom.with { room in
            for number in 1...3 { #expect(try room.run("note", "note \(number)").code == 0) }
            #expect(try room.run("stop").code == 0)
            try eventually("the daemon to end") { room.daemons().isEmpty }
            let log = room.home + "/log.db"
            try Data(repeating: 0x41, count: 20_000).write(to: URL(fileURLWithPath: log))
            let damaged = try room.run("log", "verify")
            #expect(damaged.code == 65 && damaged.errors.contains("warroom log salvage"), "\(damaged)")
            for suffix in ["", "-wal", "-shm"] { unlink(log + suffix) }
            let lost = try room.run("log", "verify")
            #expect(lost.code == 65 && lost.errors.contains("are lost"), "\(lost)")
            #expect(try room.run("log", "verify", "--json").json["firstBad"].int == 1)
        }
    }

    @Test func whatIsTooMuchForGoodIsNoReasonToTryAgain() async throws {
        try await TestRoom.served { room in
            let note = try room.run(["note", "-"], input: String(repeating: "x", count: 200_000))
            #expect(note.code == 65 && note.errors.contains("more than 16 KiB"), "\(note)")
            #expect(try room.run("declare", String(repeating: "long ", count: 5000)).code == 65)
            let silence = try room.run("silence", "--match", "a=b", "--for", "10000d", "--why", "x")
            #expect(silence.code == 64, "\(silence)")
        }
    }
}
