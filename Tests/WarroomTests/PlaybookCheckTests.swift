import Foundation
import Testing

/// What is wrong in files that people write is told line by line.
struct PlaybookCheckTests {
    private static let wrong = "---\ntitle: x\nseverity: bad\n---\n## a\nTime box: 20 minutes\n"

    @Test func eachProblemStandsOnItsOwnLine() async throws {
        try await TestRoom.with { room in
            let file = room.directory + "/wrong.md"
            try Self.wrong.write(toFile: file, atomically: true, encoding: .utf8)
            let checked = try room.run("playbook", "check", file)
            let lines = checked.errors.split(separator: "\n")
            #expect(checked.code == 65 && lines.count == 2, "\(checked)")
            #expect(lines.allSatisfy { $0.hasPrefix("warroom: \(file):") }, "\(checked)")
            #expect(lines.last?.hasSuffix("found \"20 minutes\"") ?? false, "\(checked)")
        }
    }

    @Test func theConfigurationsProblemsStandOnLinesOfTheirOwnToo() async throws {
        try await TestRoom.with { room in
            try "lissten: off\nmouse: perhaps\n".write(
                toFile: room.configuration, atomically: true, encoding: .utf8)
            for command in [["config", "check"], ["config", "show"], ["serve", "--listen", "127.0.0.1:0"], []] {
                let answer = try room.run(command)
                #expect(answer.code == 78, "\(answer)")
                #expect(answer.errors.split(separator: "\n").count == 2, "\(command): \(answer)")
                #expect(!answer.errors.contains("\\n"), "\(command): \(answer)")
            }
        }
    }

    @Test func aFileThatWouldBePassedOverIsSaidToBeWrong() async throws {
        try await TestRoom.with { room in
            for name in ["Bad_NAME.md", "notes.txt"] {
                let file = room.directory + "/" + name
                try "---\ntitle: x\n---\n## a\n".write(toFile: file, atomically: true, encoding: .utf8)
                let checked = try room.run("playbook", "check", file)
                #expect(
                    checked.code == 65 && checked.errors.contains("a-z, 0-9, dot, dash and underscore"), "\(checked)")
            }
            let fine = room.directory + "/good_name-1.2.md"
            try "---\ntitle: x\n---\n## a\n".write(toFile: fine, atomically: true, encoding: .utf8)
            #expect(try room.run("playbook", "check", fine).code == 0)
        }
    }
}
