import Foundation
import Testing

/// A daemon whose home is taken away from under it acknowledges nothing more, and makes way for the next.
struct HomeGoneTests {
    private static let alert = "{\"key\":\"disk\",\"title\":\"Disk is full\",\"severity\":\"critical\"}"

    private func post(to port: UInt16) throws -> HTTPConnection.Response {
        let connection = try HTTPConnection(port: port)
        connection.send("POST", "/alerts", body: Self.alert)
        return try connection.response()
    }

    @Test func sendersAreRefusedUntilItIsBack() async throws {
        try await TestRoom.served { room in
            let port = try room.port()
            #expect(try post(to: port).status == 200)
            try FileManager.default.moveItem(atPath: room.home, toPath: room.home + "-moved")
            let refused = try post(to: port)
            #expect(refused.status == 503, "\(refused)")
            #expect(refused.body.contains("is gone"), "\(refused)")
            try FileManager.default.moveItem(atPath: room.home + "-moved", toPath: room.home)
            try eventually("the alert to be taken") { try post(to: port).status == 200 }
            #expect(try room.run("note", "back again").code == 0)
            #expect(try room.run("log", "verify").code == 0)
        }
    }

    @Test func theNextDaemonHasItsPlaceAndTheOldOneEnds() async throws {
        try await TestRoom.with { room in
            let old = try room.serve()
            try FileManager.default.removeItem(atPath: room.home)
            let new = try room.start(["serve", "--listen", "off"], name: "new")
            try eventually("the old daemon to end") { !old.isRunning }
            #expect(try old.waitForEnd().code == 1)
            #expect(room.printed("serve", errors: true).contains("start anew with `warroom serve --home \(room.home)`"))
            // The socket that stands there is the new one's.
            try eventually("the new daemon", state: { room.printed("new", errors: true) }) { room.daemon == new.pid }
            #expect(try room.run("note", "a new room").code == 0)
            #expect(new.isRunning)
        }
    }

    /// A screen in lines that has shown its room, whose daemon then ends and whose home is taken away.
    private func bereaved(_ room: TestRoom) throws {
        let daemon = try room.serve()
        _ = try room.start(["--plain"], name: "screen")
        #expect(try room.run("note", "is anybody there").code == 0)
        try eventually("the screen") { room.printed("screen").contains("is anybody there") }
        try FileManager.default.removeItem(atPath: room.home)
        daemon.send(SIGTERM)
        _ = try daemon.waitForEnd()
    }

    @Test func aScreenThatComesBackMakesNoRoomInItsPlace() async throws {
        try await TestRoom.with { room in
            try bereaved(room)
            try eventually("the screen to say so", state: { room.printed("screen", errors: true) }) {
                room.printed("screen", errors: true).contains("\(room.home) is gone: put it back")
            }
            #expect(!FileManager.default.fileExists(atPath: room.home))
        }
    }

    @Test func aScreenThatComesBackTakesNoOtherRoomForItsOwn() async throws {
        try await TestRoom.with { room in
            try bereaved(room)
            _ = try room.start(["serve", "--listen", "off"], name: "new")
            try eventually("the screen to say so", state: { room.printed("screen", errors: true) }) {
                room.printed("screen", errors: true).contains("another room is in \(room.home) now")
            }
        }
    }
}
