import Foundation
import Testing

/// A note goes to the person's editor in a private file, and nothing of it stays behind.
struct TextEditorTests {
    /// A folder for the editor's file and a script that is the editor.
    private func script(_ body: String, in room: TestRoom) throws -> (runtime: String, path: String) {
        let runtime = room.directory + "/runtime"
        try FileManager.default.createDirectory(
            atPath: runtime, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = room.directory + "/editor.sh"
        try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return (runtime, path)
    }

    private func window(_ room: TestRoom, _ environment: [String: String]) throws -> Window {
        let window = try Window(room, environment: ["VISUAL": ""].merging(environment) { $1 })
        try window.waitForRoom()
        return window
    }

    @Test func theTextGoesOutPrivateAndComesBackWithItsLines() async throws {
        try await TestRoom.served { room in
            let seen = room.directory + "/seen"
            let (runtime, path) = try script(
                "stat -c %a \"$2\" >'\(seen)'; cat \"$2\" >>'\(seen)'; printf '#finding one\\ntwo\\n' >\"$2\"", in: room
            )
            let window = try window(room, ["EDITOR": "\(path) --wait", "XDG_RUNTIME_DIR": runtime])
            window.terminal.type("nfirst words\u{0F}")
            try window.terminal.wait(forWords: "2 lines")
            #expect(try String(contentsOfFile: seen, encoding: .utf8) == "600\nfirst words")
            #expect(try FileManager.default.contentsOfDirectory(atPath: runtime).isEmpty, "it is gone")
            window.terminal.type("\r")
            try eventually("the note") { try room.events().contains { $0["kind"].string == "note.added" } }
            let note = try room.events().last { $0["kind"].string == "note.added" }
            #expect(note?["text"]["body"].string == "one\ntwo")
            #expect(note?["facts"]["tag"].string == "finding")
            window.terminal.type("q")
            #expect(try window.differencesAfterEnd() == [])
        }
    }

    @Test func afterAFailureTheWordsAreAsBefore() async throws {
        try await TestRoom.served { room in
            let (runtime, path) = try script("echo other >\"$1\"; exit 3", in: room)
            let window = try window(room, ["EDITOR": path, "XDG_RUNTIME_DIR": runtime])
            window.terminal.type("nkept words\u{0F}")
            try window.terminal.wait(forWords: "ended with 3")
            #expect(window.terminal.shows("kept words"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: runtime).isEmpty)
        }
    }

    @Test func anEditorThatIsNotThereIsSaidToBeMissing() async throws {
        try await TestRoom.served { room in
            let window = try window(room, ["EDITOR": "nosuch"])
            window.terminal.type("nkept words\u{0F}")
            try window.terminal.wait(forWords: "was not found")
            #expect(window.terminal.shows("kept words"))
        }
    }

    @Test func whereThereIsNoneItSaysWhatToSet() async throws {
        try await TestRoom.served { room in
            let window = try window(room, ["EDITOR": ""])
            window.terminal.type("nwords\u{0F}")
            try window.terminal.wait(forWords: "set VISUAL or EDITOR")
            #expect(window.terminal.shows("words"))
        }
    }

    /// `:theme` repaints, and `y` asks the terminal to keep what is selected: in base64, only then.
    @Test func aThemeAndTheClipboard() async throws {
        try await TestRoom.served { room in
            let id = try room.post("the disk is full")
            let window = try window(room, [:])
            try window.terminal.wait(forWords: "the disk is full")
            #expect(window.terminal.lastPlace(of: "\u{1B}]52;") == nil)
            window.terminal.type("y")
            try window.terminal.wait(forWords: "copied id and title")
            let text = Data("\(id) the disk is full".utf8).base64EncodedString()
            #expect(window.terminal.lastPlace(of: "\u{1B}]52;c;\(text)\u{1B}\\") != nil)
            window.terminal.type(":theme nord\r")
            try window.terminal.wait(forWords: "drawn with nord")
        }
    }
}
