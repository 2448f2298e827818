import Foundation
import Testing

/// Logs that leave their home and come back: export, import, backup.
struct LogCopyCommandTests {
    static let hostile = "\u{1B}]0;title\u{7} \u{202E}txt \u{2028} ä 👩🏽‍🚒 \\ \"quoted\" \u{9B}31m"

    /// A served room with a few events.
    private static func withEvents<Value: Sendable>(_ body: @Sendable (TestRoom) throws -> Value) async throws -> Value
    {
        try await TestRoom.served { room in
            try room.post("an alert")
            _ = try room.run("declare", "it is down")
            _ = try room.run("note", hostile)
            return try body(room)
        }
    }

    private static func stop(_ room: TestRoom) throws {
        #expect(try room.run("stop").code == 0)
        try eventually("the daemon to end") { room.daemons().isEmpty }
    }

    @Test func anExportIsImportedAsTheSameRoom() async throws {
        try await Self.withEvents { room in
            let export = try room.run("log", "export")
            #expect(export.code == 0 && export.errors.isEmpty, "\(export)")
            #expect(!export.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
            let events = try room.events()
            #expect(export.jsonLines.map { $0["hash"].string } == events.map { $0["hash"].string })
            #expect(export.jsonLines.contains { $0["text"]["body"].string == Self.hostile })
            #expect(export.jsonLines.allSatisfy { $0["room"].string != nil })
            let copy = room.directory + "/copy"
            let imported = try room.run(["--home", copy, "log", "import", "--json", "-"], input: export.output)
            #expect(imported.code == 0, "\(imported)")
            #expect(imported.json["events"].int == events.count)
            #expect(imported.json["hash"].string == events.last?["hash"].string)
            #expect(imported.json["room"].string == (try room.status()["room"].string))
            #expect(try room.run("--home", copy, "log", "verify").code == 0)
            #expect(try room.run("--home", copy, "log", "export").output == export.output)
            // It opens as a room, and goes on.
            let note = try room.run("--home", copy, "note", "--json", "--incident", "none", "goes on")
            #expect(note.code == 0, "\(note)")
            #expect((note.json["sequence"].int ?? 0) > events.count)
            #expect(try room.run("--home", copy, "incidents").output.contains("it is down"))
            #expect(try room.run("--home", copy, "stop").code == 0)
        }
    }

    @Test func anExportGoesToAFileAndNeverOverAnother() async throws {
        try await Self.withEvents { room in
            let file = room.directory + "/export.jsonl"
            let first = try room.run("log", "export", file)
            #expect(first.code == 0 && first.output.contains("events are in \(file)"), "\(first)")
            let written = try String(contentsOfFile: file, encoding: .utf8)
            #expect(try written == room.run("log", "export", "-").output)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let second = try room.run("log", "export", file)
            #expect(second.code == 73 && second.errors.contains("is there already"), "\(second)")
            #expect(!FileManager.default.fileExists(atPath: file + ".new"))
            #expect(try room.run("log", "export", room.directory + "/nowhere/file").code == 73)
            #expect(try room.run("log", "export", "--after", "2").jsonLines.first?["sequence"].int == 3)
            let incident = try room.run("log", "export", "--incident", "INC-1").jsonLines
            #expect(!incident.isEmpty && incident.allSatisfy { $0["incident"].string == "INC-1" })
            #expect(try room.run("log", "export", "--after=-1").code == 64)
            // Part of a log is no log.
            let part = try room.run("log", "export", "--after", "2").output
            let refused = try room.run(["--home", room.directory + "/part", "log", "import", "-"], input: part)
            #expect(refused.code == 65 && refused.errors.contains("line 1: "), "\(refused)")
        }
    }

    @Test func anExportThatCannotBeWrittenIsNoExport() async throws {
        try await Self.withEvents { room in
            let full = try room.shell("\"$warroom\" log export > /dev/full; echo $?")
            #expect(full.output == "73\n" && full.errors.contains("No space left"), "\(full)")
            let cut = try room.shell("{ \"$warroom\" log export; echo $? >&2; } | true")
            #expect(cut.errors == "0\n", "\(cut)")
        }
    }

    @Test func theFirstWrongLineIsNamedAndNothingIsMade() async throws {
        try await Self.withEvents { room in
            var lines = try room.run("log", "export").lines
            lines[2] = lines[2].replacingOccurrences(of: "\"person\":\"", with: "\"person\":\"not ")
            let copy = room.directory + "/copy"
            let refused = try room.run(
                ["--home", copy, "log", "import", "-"], input: lines.joined(separator: "\n") + "\n")
            #expect(refused.code == 65 && refused.errors.hasPrefix("warroom: line 3: #3: "), "\(refused)")
            let names = try FileManager.default.contentsOfDirectory(atPath: copy)
            #expect(!names.contains { $0.hasPrefix("log.db") || $0 == "head" }, "\(names)")
            // What was refused is in nobody's way.
            let whole = try room.run("log", "export").output
            #expect(try room.run(["--home", copy, "log", "import", "-"], input: whole).code == 0)
            let again = try room.run(["--home", copy, "log", "import", "-"], input: whole)
            #expect(again.code == 73 && again.errors.contains("is there already"), "\(again)")
            let served = try room.run(["log", "import", "-"], input: whole)
            #expect(served.code == 73 && served.errors.contains("a daemon has the room"), "\(served)")
            #expect(try room.run("--home", copy, "log", "import", room.directory + "/nothing").code == 65)
            #expect(try room.run(["--home", room.directory + "/empty", "log", "import", "-"], input: "").code == 65)
        }
    }

    @Test func aBackupIsMadeWhileTheDaemonGoesOn() async throws {
        try await Self.withEvents { room in
            let copy = room.directory + "/backup"
            let answer = try room.run("log", "backup", "--json", copy)
            #expect(answer.code == 0, "\(answer)")
            let events = try room.events()
            #expect(answer.json["last"].int == events.count && answer.json["checked"].int == events.count)
            #expect(answer.json["hash"].string == events.last?["hash"].string)
            for (name, mode) in [("", 0o700), ("/log.db", 0o600), ("/head", 0o600)] {
                let attributes = try FileManager.default.attributesOfItem(atPath: copy + name)
                #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
            }
            #expect(try room.run("--home", copy, "log", "verify").code == 0)
            let again = try room.run("log", "backup", copy)
            #expect(again.code == 73 && again.errors.contains("is there already"), "\(again)")
            #expect(try room.run("note", "after the backup").code == 0)
            let second = try room.run("log", "backup", copy + "-2")
            #expect(second.output.contains("the copy is whole"), "\(second)")
            #expect(try room.run("--home", copy + "-2", "tail").output.contains("after the backup"))
            #expect(try room.run("--home", copy + "-2", "stop").code == 0)
            #expect(try room.run("log", "backup", room.configuration + "/x").code == 73)
            #expect(try room.run("log", "backup", room.home).code == 73)
        }
    }

    @Test func aLogOfANewerVersionIsRefusedInWords() async throws {
        try await Self.withEvents { room in
            try Self.stop(room)
            // user_version, sqlite.org/fileformat2.html 1.3.
            let path = room.home + "/log.db"
            var log = try Data(contentsOf: URL(fileURLWithPath: path))
            log[63] = 99
            try log.write(to: URL(fileURLWithPath: path))
            for words in [
                ["log", "verify"], ["log", "export"], ["log", "backup", room.directory + "/b"],
                ["log", "salvage", room.directory + "/s"], ["serve"],
            ] {
                let answer = try room.run(words)
                #expect(answer.code == 78, "\(words): \(answer)")
                #expect(answer.errors.contains("the log has version 99, this warroom knows up to "), "\(answer)")
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == log)
        }
    }
}
