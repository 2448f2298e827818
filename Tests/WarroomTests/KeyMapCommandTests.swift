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
                ("silence: y\nack: y\n", [":2:1: ack: ", "which silence has on line 1"]),
            ] {
                _ = try write(text, in: room)
                for arguments in [["config", "check"], ["config", "check", path], []] {
                    let answer = try room.run(arguments)
                    #expect(answer.code == 78, "\(arguments): \(answer)")
                    for part in parts { #expect(answer.errors.contains(part), "\(arguments): \(answer)") }
                    #expect(answer.errors.contains(path), "\(arguments): \(answer)")
                }
            }
            #expect(room.daemons().isEmpty, "a screen that cannot open starts none")
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
