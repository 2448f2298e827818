import Foundation
import Testing

/// A person's own keys, from the file to the screen.
struct KeyMapCommandTests {
    private func write(_ text: String, in room: TestRoom) throws -> String {
        let path = room.directory + "/config/warroom/keymap.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func theConfigurationsCheckTakesTheKeyMapIn() async throws {
        try await TestRoom.with { room in
            let path = try write("ack: [F2, ctrl-t]\nnote: none\n", in: room)
            let fine = try room.run("config", "check")
            #expect(fine.code == 0 && fine.output.contains("\(path) is fine\n"), "\(fine)")
            #expect(try room.run("config", "check", path).output == "\(path) is fine\n")
            for (text, parts) in [
                ("akc: a\n", [":1:1: ", "akc", "did you mean \"ack\"?"]),
                ("ack: hyper-a\n", [":1:6: ack: expected a key"]),
                ("# mine\nack: n\n", [":2:1: ack: ", "which note has by itself"]),
                ("silence: Y\nack: Y\n", [":2:1: ack: ", "which silence has on line 1"]),
            ] {
                _ = try write(text, in: room)
                for arguments in [["config", "check"], ["config", "check", path]] {
                    let answer = try room.run(arguments)
                    #expect(answer.code == 78, "\(arguments): \(answer)")
                    for part in parts { #expect(answer.errors.contains(part), "\(arguments): \(answer)") }
                    #expect(answer.errors.contains(path), "\(arguments): \(answer)")
                }
            }
        }
    }

    @Test func aScreenOpensWithoutWhatCannotBeHadAndSaysSo() async throws {
        try await TestRoom.served { room in
            try "theme: nihgt\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            let themeless = try Window(room)
            try themeless.terminal.wait(for: "the theme") { $0.shows("the theme nihgt is not in use") }
            try themeless.waitForRoom()
            themeless.terminal.type("q")
            #expect(try themeless.differencesAfterEnd().isEmpty)
            try "listen: off\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            _ = try write("akc: a\n", in: room)
            let keyless = try Window(room)
            try keyless.terminal.wait(for: "the keys") {
                $0.shows("your keys are not in use") && $0.shows("keymap.yaml:1")
            }
            try keyless.waitForRoom()
            keyless.terminal.type("q")
            #expect(try keyless.differencesAfterEnd().isEmpty)
        }
    }

    @Test func theScreenFollowsTheKeyMap() async throws {
        try await TestRoom.served { room in
            let path = try write("ack: K\nup: Up\nquit: [Q, q]\nnote: none\n", in: room)
            #expect(FileManager.default.fileExists(atPath: path))
            try room.post("x")
            let window = try Window(room)
            try window.waitForRoom()
            try window.terminal.wait(for: "the footer") { $0.shows(" K ack") && !$0.shows("n note") }
            window.terminal.type("K")
            try window.terminal.wait(for: "the ack") { $0.shows("acknowledged x") }
            window.terminal.type("Q")
            #expect(try window.differencesAfterEnd().isEmpty)
        }
    }
}
