import Foundation
import Testing

/// The rehearsed incident: needs no terminal and no room, and leaves nothing behind.
struct DemoCommandTests {
    /// Where its room may be made, and nowhere else.
    private func folder(_ room: TestRoom) throws -> String {
        let path = room.directory + "/tmp"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        return path
    }

    private func contents(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path)
    }

    @Test func itIsToldAsLinesAndLeavesNothingBehind() async throws {
        try await TestRoom.with { room in
            let folder = try folder(room)
            let answer = try room.run(
                ["demo", "--plain", "--duration", "5s", "--speed", "200"], environment: ["TMPDIR": folder])
            #expect(answer.code == 0, "\(answer)")
            #expect(answer.errors.isEmpty, "\(answer)")
            #expect(answer.lines.first?.hasPrefix("DEMO") == true)
            #expect(answer.output.contains("checkout"), "\(answer)")
            #expect(try contents(folder) == [])
            #expect(try contents(room.directory + "/state") == [])
            #expect(!FileManager.default.fileExists(atPath: room.home))
            #expect(room.processes().isEmpty)
        }
    }

    @Test(arguments: [("> /dev/full", "1"), ("| head -n 1 > /dev/null", "0")])
    func aReaderThatFailsEndsItInGoodOrder(_ sink: String, code: String) async throws {
        try await TestRoom.with { room in
            let folder = try folder(room)
            let line = "export TMPDIR='\(folder)'; { \"$warroom\" demo --plain --speed 200; echo $? >&2; } \(sink)"
            let answer = try room.shell(line)
            #expect(answer.errors.split(separator: "\n").last.map(String.init) == code, "\(answer)")
            #expect(!answer.errors.contains("pure virtual"), "\(answer)")
            #expect(try contents(folder) == [])
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func aSignalEndsItAndItsRoom(_ signal: Int32) async throws {
        try await TestRoom.with { room in
            let folder = try folder(room)
            let demo = try room.start(["demo", "--plain"], name: "demo", environment: ["TMPDIR": folder])
            try eventually("the demo to begin") { room.printed("demo").contains("DEMO") }
            #expect(try contents(folder).count == 1)
            demo.send(signal)
            #expect(try demo.waitForEnd().code == 0)
            #expect(try contents(folder) == [])
        }
    }

    @Test func whatKilledDemosLeftIsRemovedUnlessItMayStillBecomeARoom() async throws {
        try await TestRoom.with { room in
            let folder = try folder(room)
            for (name, age) in [("killed", 7200.0), ("beginning", 60)] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/warroom-demo-\(name)/demo", withIntermediateDirectories: true)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -age)],
                    ofItemAtPath: "\(folder)/warroom-demo-\(name)")
            }
            let answer = try room.run(["demo", "--plain", "--duration", "1s"], environment: ["TMPDIR": folder])
            #expect(answer.code == 0, "\(answer)")
            #expect(try contents(folder) == ["warroom-demo-beginning"])
        }
    }

    @Test func itSaysDemoOnTheScreenAndLeavesByQ() async throws {
        try await TestRoom.with { room in
            let folder = try folder(room)
            let window = try Window(room, shell: "TMPDIR='\(folder)' exec \"$warroom\" demo --speed 100")
            try window.terminal.wait(forWords: "DEMO")
            try window.terminal.wait(forWords: "INC-1")
            window.terminal.type("q")
            #expect(try window.child.waitForEnd().code == 0)
            #expect(try contents(folder) == [])
        }
    }

    @Test func aQuitSignalLeavesNeitherTheScreenNorTheHome() async throws {
        try await TestRoom.with { room in
            let folder = try folder(room)
            let window = try Window(room, shell: "TMPDIR='\(folder)' exec \"$warroom\" demo --speed 100")
            try window.terminal.wait(forWords: "INC-1")
            window.child.send(SIGQUIT)
            #expect(try window.differencesAfterEnd() == [])
            #expect(window.child.outcome?.code == 0)
            #expect(try contents(folder) == [])
        }
    }

    @Test(arguments: [
        ["--speed", "0"], ["--speed", "201"], ["--speed", "nan"], ["--duration", "soon"], ["--seed", "-1"],
        ["--home", "/tmp"],
    ])
    func wrongUsageEndsWith64(_ arguments: [String]) async throws {
        try await TestRoom.with { room in
            let folder = try folder(room)
            let answer = try room.run(["demo", "--plain"] + arguments, environment: ["TMPDIR": folder])
            #expect(answer.code == 64, "\(answer)")
            #expect(try contents(folder) == [])
        }
    }
}
