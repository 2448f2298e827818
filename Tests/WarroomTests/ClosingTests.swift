import Foundation
import Testing

/// A room that somebody closed stays closed until somebody wants it again.
struct ClosingTests {
    @Test func followersDoNotOpenAClosedRoom() async throws {
        try await TestRoom.with { room in
            #expect(try room.run("note", "before").code == 0)
            let followers = try [["tail", "-f"], ["--plain"]].map { arguments in
                let name = arguments[0]
                let child = try room.start(arguments, name: name)
                try eventually("the follower") { room.printed(name).contains("before") }
                return (name, child)
            }
            let window = try Window(room)
            try window.waitForRoom()
            #expect(try room.run("stop").code == 0)
            for (name, child) in followers {
                #expect(try child.waitForEnd().code == 69)
                #expect(room.printed(name, errors: true).contains("the room is closed: any command opens it again"))
            }
            try window.terminal.wait(for: "the closed room") { $0.lines[0].contains("closed") }
            try eventually("the daemon to end") { room.daemons().isEmpty }
            // Another opens it, and the screen is there again.
            #expect(try room.run("note", "after").code == 0)
            try window.waitForRoom()
            try window.terminal.wait(forWords: "after")
            #expect(try room.run("stop").code == 0)
            try window.terminal.wait(for: "the closed room") { $0.lines[0].contains("closed") }
            window.terminal.type("\u{C}")
            try window.waitForRoom()
            window.terminal.type("q")
            #expect(try window.differencesAfterEnd().isEmpty)
        }
    }
}
