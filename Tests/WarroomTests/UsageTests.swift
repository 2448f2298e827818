import Foundation
import Testing

/// How the program takes its arguments, and how it says no.
struct UsageTests {
    static let commands = [
        "demo", "serve", "status", "stop", "alerts", "ack", "unack", "resolve", "seen", "silence", "unsilence",
        "silences",
        "declare", "incidents", "show", "set", "close", "link", "unlink", "merge", "note", "correct", "redact", "pin",
        "unpin",
        "oncall",
        "oncall who", "oncall set", "role", "role take", "role give", "role release", "who", "tail", "log",
        "log verify",
        "log stat", "log export", "log import", "log backup", "log salvage", "log accept-head",
        "log show", "log quarantine", "log release", "config",
        "config check", "config show", "config default",
        "theme", "theme list", "theme show", "theme check", "token", "token new", "token check",
        "playbook", "playbook list", "playbook show", "playbook check", "playbook suggest", "playbook start",
        "playbook done",
        "playbook skip", "playbook stop", "playbook status",
    ]

    @Test func everyCommandHasHelpAndNeedsNoRoomForIt() async throws {
        try await TestRoom.with { room in
            for command in Self.commands {
                let answer = try room.run(command.split(separator: " ").map(String.init) + ["--help"])
                #expect(
                    answer.code == 0 && answer.output.contains("USAGE: warroom \(command)"), "\(command): \(answer)")
                #expect(answer.errors.isEmpty)
            }
            #expect(try room.run("--help").output.contains("SUBCOMMANDS"))
            #expect(try room.run("--version").output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
            #expect(!FileManager.default.fileExists(atPath: room.home))
        }
    }

    @Test func globalOptionsStandBeforeOrAfterTheCommand() async throws {
        try await TestRoom.with { room in
            let other = room.directory + "/other"
            let nowhere = ["WARROOM_HOME": room.directory + "/unused"]
            func run(_ arguments: String...) throws -> TestRoom.Answer { try room.run(arguments, environment: nowhere) }
            let daemon = try room.start(["--home", other, "serve", "--listen", "off"], name: "other")
            try eventually("the other room") { try run("--home", other, "status").code == 0 }
            #expect(daemon.isRunning)
            #expect(try run("--home", other, "note", "a").code == 0)
            #expect(try run("note", "--home", other, "b").code == 0)
            #expect(try run("--home=" + other, "--as=bo", "--json", "note", "c").json["sequence"].int == 4)
            #expect(try run("--json", "--as", "bo", "--home", other, "note", "--", "--home").json["sequence"].int == 5)
            let notes = try run("--home", other, "--json", "tail", "--after", "1").jsonLines
            #expect(notes.map { $0["text"]["body"].string } == ["a", "b", "c", "--home"])
            #expect(notes.map { $0["actor"]["person"].string } == ["ada", "ada", "bo", "bo"])
            #expect(try run("--home", other, "log", "verify").code == 0)
            #expect(try run("--home", other, "role", "take", "commander").code == 1)
            let relative = try room.run(["alerts", "--home", "other"], environment: nowhere, in: room.directory)
            #expect(relative.output == "no alert is on the board\n", "\(relative)")
            #expect(!FileManager.default.fileExists(atPath: room.directory + "/unused"))
            #expect(try run("stop", "--home", other).code == 0)
        }
    }

    @Test func theHomeIsFoundAsTheContractSays() async throws {
        try await TestRoom.with { room in
            let empty = ["WARROOM_HOME": ""]
            #expect(try room.run(["note", "x"], environment: empty.merging(["WARROOM_AS": ""]) { $1 }).code == 0)
            let home = room.directory + "/data/warroom"
            #expect(FileManager.default.fileExists(atPath: home + "/log.db"))
            let person = try room.run(["tail", "--json", "-n", "1"], environment: empty).json["actor"]
            #expect(person["via"].string == "account")
            #expect(person["person"].string == String(cString: getpwuid(geteuid()).pointee.pw_name))
            #expect(try room.run(["--home", home, "stop"]).code == 0)
            let without = ["WARROOM_HOME": "", "XDG_DATA_HOME": ""]
            #expect(try room.run(["note", "x"], environment: without).code == 0)
            let own = room.directory + "/account/.local/share/warroom"
            #expect(FileManager.default.fileExists(atPath: own + "/log.db"))
            #expect(try room.run(["--home", own, "stop"]).code == 0)
        }
    }

    @Test(arguments: [
        ["explode"], ["alerts", "--loud"], ["alerts", "extra"], ["ack", "--match"], ["log", "wash"], ["declare"],
        ["oncall", "set"], ["tail", "-n", "x"], ["--frobnicate"], ["link", "INC-x", "00"], ["correct", "x4", "x"],
        ["demo", "--json"], ["--json", "--plain"], ["--json"], ["demo", "--home", "h"],
        ["silence", "--match", "a=b", "--for", "0", "--why", "x"], ["serve", "--listen", "everywhere"],
    ])
    func wrongUsageEndsWith64(_ arguments: [String]) async throws {
        try await TestRoom.with { room in
            let answer = try room.run(arguments)
            #expect(answer.code == 64, "\(answer)")
            #expect(answer.output.isEmpty)
            #expect(!answer.errors.isEmpty)
            #expect(
                answer.errors.split(separator: "\n").filter { $0.contains("rror: ") || $0.hasPrefix("warroom: ") }.count
                    == 1, "\(answer)")
            #expect(room.daemons().isEmpty, "a daemon was started for nothing")
        }
    }

    @Test(arguments: [
        (["alertz"], "did you mean `warroom alerts`?"), (["lgo", "verify"], "did you mean `warroom log`?"),
        (["log", "verfy"], "did you mean `warroom log verify`?"),
        (["playbook", "strat", "x"], "did you mean `warroom playbook start`?"),
        (["--json", "config", "chekc"], "did you mean `warroom config check`?"),
        (["oncall", "wo"], "did you mean `warroom oncall who`?"),
        (["explode"], "`warroom --help` lists those there are"),
        (["log", "wash"], "`warroom log --help` lists those there are"),
    ])
    func anUnknownCommandIsToldWhatWasMeant(_ arguments: [String], _ words: String) async throws {
        try await TestRoom.with { room in
            let answer = try room.run(arguments)
            #expect(answer.code == 64 && answer.errors.contains(words), "\(answer)")
        }
    }

    @Test func theHelpSaysHowTheDashboardIsMadeToLook() async throws {
        try await TestRoom.with { room in
            let help = try room.run("--help").output
            let look = try room.run("dashboard", "--help").output
            for option in ["--plain", "--theme", "--color", "--ascii", "--mouse", "--read-only"] {
                #expect(help.contains(option) && look.contains(option), "\(option)")
            }
        }
    }

    /// One rule: what the room does not have ends with 1, whatever kind of thing it is.
    @Test func anUnknownNameEndsWithOne() async throws {
        try await TestRoom.served { room in
            for words in [
                ["ack", "0123456789abcdef"], ["show", "INC-9"], ["show", "0123456789abcdef"], ["pin", "#999"],
                ["playbook", "show", "none"], ["playbook", "start", "none"], ["theme", "show", "none"],
                ["set", "INC-9", "--status", "resolved"], ["log", "show", "999"],
            ] {
                let answer = try room.run(words)
                #expect(answer.code == 1, "\(words): \(answer)")
            }
        }
    }

    @Test func aLogThatIsNotThereCannotBeReached() async throws {
        try await TestRoom.with { room in
            for words in [
                ["log", "verify"], ["log", "stat"], ["log", "quarantine"], ["log", "quarantine", "--json"],
            ] {
                let answer = try room.run(words)
                #expect(answer.code == 69 && answer.errors.contains("there is no log yet"), "\(words): \(answer)")
                #expect(answer.output.isEmpty)
            }
            #expect(!FileManager.default.fileExists(atPath: room.home))
        }
    }

    @Test func aPersonHasANameThatFits() async throws {
        try await TestRoom.served { room in
            #expect(try room.run("--as", String(repeating: "x", count: 64), "note", "fits").code == 0)
            for name in [String(repeating: "x", count: 65), String(repeating: "ü", count: 40), "   "] {
                let answer = try room.run("--as", name, "note", "does not fit")
                #expect(answer.code == 64 && answer.errors.contains("a person's name"), "\(name): \(answer)")
            }
            #expect(try room.events().filter { $0["kind"].string == "note.added" }.count == 1)
        }
    }

    @Test func aGroupOfCommandsAloneShowsItsHelp() async throws {
        try await TestRoom.with { room in
            for group in ["role", "log", "config", "theme"] {
                let answer = try room.run(group)
                #expect(answer.code == 0 && answer.output.contains("USAGE: warroom \(group) <subcommand>"), "\(answer)")
            }
        }
    }

    @Test func aHomeThatCannotBeMadeIsSaidInOneSentence() async throws {
        try await TestRoom.with { room in
            let file = room.directory + "/file"
            try "not a room".write(toFile: file, atomically: true, encoding: .utf8)
            for home in [file, file + "/below"] {
                let served = try room.run("serve", "--home", home, "--listen", "off")
                #expect(served.code == 73, "\(home): \(served)")
                #expect(served.errors.split(separator: "\n").count == 1 && served.errors.contains(home), "\(served)")
                let started = Date()
                let client = try room.run("--home", home, "alerts")
                #expect(
                    Date().timeIntervalSince(started) < 10, "it took \(Date().timeIntervalSince(started)) s to say so")
                #expect(client.code == 69 || client.code == 73, "\(home): \(client)")
                #expect(client.errors.split(separator: "\n").count == 1, "\(client)")
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "not a room")
        }
    }

    @Test func aReaderThatGoesAwayIsNoFailure() async throws {
        try await TestRoom.served { room in
            try room.post(
                (0..<1500).map { ["key": "k\($0)", "title": String(repeating: "long ", count: 30) + "\($0)"] })
            for command in ["alerts", "alerts --json", "tail -n 500", "tail --json --after 0"] {
                let answer = try room.shell("\"$warroom\" \(command) | head -1")
                #expect(answer.lines.count == 1, "\(command): \(answer)")
                #expect(answer.errors.isEmpty, "\(command): \(answer)")
                let status = try room.shell("{ \"$warroom\" \(command); echo $? >&2; } | head -1")
                #expect(status.errors == "0\n", "\(command): \(status)")
            }
        }
    }
}
