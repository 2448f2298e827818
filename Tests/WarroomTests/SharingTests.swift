import Foundation
import Testing

/// Rooms and other users of the machine. Only root can act as others, so these run where the tests are root.
@Suite(.enabled(if: Account.canBeTaken, "acting as other users needs root, setpriv and a program that they can reach"))
struct SharingTests {
    @Test func aStrangerCannotOpenTheRoomAndIsToldWhoCan() async throws {
        try await TestRoom.with { room in
            #expect(try room.run("note", "mine").code == 0)
            #expect(try room.run("stop").code == 0)
            let stranger = try room.run(as: .nobody, "alerts")
            #expect(stranger.code == 69, "\(stranger)")
            #expect(stranger.errors.contains(room.home) && stranger.errors.contains("`warroom serve "), "\(stranger)")
            #expect(stranger.errors.split(separator: "\n").count == 1)
            #expect(try room.run(as: .nobody, "serve", "--listen", "off").code == 73)
            let verified = try room.run(as: .nobody, "log", "verify")
            #expect(verified.code == 73 && verified.errors.contains("only its owner may"), "\(verified)")
            #expect(room.daemons().isEmpty)
        }
    }

    @Test func aStrangerCannotEnterAnOpenRoom() async throws {
        try await TestRoom.served { room in
            for command in [["alerts"], ["note", "let me in"], ["stop"], ["status"]] {
                let answer = try room.run(as: .nobody, command)
                #expect(answer.code == 69, "\(command): \(answer)")
                // It is open, only not to everybody.
                #expect(!answer.errors.contains("is closed"), "\(answer)")
            }
            #expect(room.daemon != nil)
        }
    }

    @Test func theMembersOfAGroupShareARoomAndNobodyElse() async throws {
        let group = try #require(Account.group)
        try await TestRoom.served("--group", group.name) { room in
            let modes = try Dictionary(
                uniqueKeysWithValues: StartTests.modes(below: room.home).map { ($0.path, $0.mode) })
            #expect(modes[room.home] == 0o710)
            #expect(modes[room.home + "/room.sock"] == 0o660)
            for (path, mode) in modes where path != room.home && !path.hasSuffix("/room.sock") {
                #expect(mode & 0o077 == 0, "\(path) has the mode \(String(mode, radix: 8))")
            }
            let member = Account(user: 65533, groups: [group.id])
            let id = try room.post("DiskFull")
            #expect(try room.run(as: member, "alerts").output.contains("DiskFull"))
            let answer = try room.run(as: member, ["ack", id], environment: ["WARROOM_AS": "bo"])
            #expect(answer.code == 0, "\(answer)")
            #expect(try room.run(as: member, "tail", "-n", "2", "--json").code == 0)
            let event = try #require(try room.events().last)
            #expect(event["actor"]["principal"].string == "uid:65533")
            #expect(event["actor"]["person"].string == "bo")
            #expect(try room.run(as: Account(user: 65533), "alerts").code == 69)
            #expect(try room.run(as: .nobody, "note", "x").code == 69)
            // The member may use the room, close it even, and not open it.
            let stopped = try room.run(as: member, "stop")
            #expect(stopped.code == 0, "\(stopped)")
            try eventually("the daemon to end") { room.daemons().isEmpty }
            let closed = try room.run(as: member, "alerts")
            #expect(closed.code == 69 && closed.errors.contains("warroom serve --home"), "\(closed)")
            // The owner's client opens it for the group again.
            #expect(try room.run("alerts").code == 0)
            #expect(try room.run(as: member, "alerts").code == 0)
        }
    }

    @Test func aGroupThatThereIsNotIsSaidAtOnce() async throws {
        try await TestRoom.with { room in
            let child = try room.start(["serve", "--listen", "off", "--group", "no-such-group"], name: "serve")
            let ended = try child.waitForEnd(within: 10)
            #expect([64, 73, 78].contains(ended.code), "\(ended) \(room.printed("serve", errors: true))")
            #expect(room.printed("serve", errors: true).contains("there is no group no-such-group"))
        }
    }
}
