import Foundation
import Testing

/// The room's own API: whatever a client of another version or a broken script says there, the room goes on.
struct SocketTests {
    @Test func whatIsNoRequestIsRefusedInASentence() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let id = UUID().uuidString
            let note = #""command":"note","arguments":{"body":"x","place":"room","isPinned":false}"#
            for (method, path, body, status) in [
                ("GET", "/v1/nothing", "", 404), ("GET", "/v2/hello", "", 404), ("DELETE", "/v1/hello", "", 404),
                ("GET", "/v1/events?after=-1", "", 422), ("GET", "/v1/events?after=99999999999999999999", "", 422),
                ("GET", "/v1/timeline?limit=0", "", 422), ("GET", "/v1/timeline?incident=one", "", 422),
                ("GET", "/v1/view?length=501", "", 422), ("GET", "/v1/alerts?match=%7B%7B", "", 422),
                ("GET", "/v1/alerts?state=bored", "", 422), ("POST", "/v1/commands", "", 400),
                ("POST", "/v1/commands", "[]", 422), ("POST", "/v1/commands", "{\(note)}", 422),
                ("POST", "/v1/commands", #"{"id":"1",\#(note)}"#, 422),
                ("POST", "/v1/commands", #"{"id":"\#(id)","command":"explode","arguments":{}}"#, 422),
                ("POST", "/v1/commands", #"{"id":"\#(id)","command":"note","arguments":{"body":1}}"#, 400),
                (
                    "POST", "/v1/commands", #"{"id":"\#(id)","as":"\#(String(repeating: "x", count: 65))",\#(note)}"#,
                    422
                ),
                ("POST", "/v1/commands", String(repeating: "[", count: 100_000), 400),
                ("POST", "/v1/commands", String(repeating: " ", count: 600_000), 413),
            ] {
                let response = try room.ask(method, path, body: body)
                #expect(response.status == status, "\(method) \(path) \(body.prefix(80)): \(response)")
                #expect(
                    JSON(parsing: response.body)["error"].string?.isEmpty == false, "\(method) \(path): \(response)")
            }
            #expect(room.daemon == daemon)
            #expect(try room.run("note", "all is well").code == 0)
        }
    }

    @Test func numbersAtTheEdgeDoNotStopTheRoom() async throws {
        try await TestRoom.served { room in
            let daemon = room.daemon
            let alert = try room.post("x")
            _ = try room.run("declare", "y")
            let numbers = [
                "0", "-1", "9223372036854775807", "-9223372036854775808", "1e308", "18446744073709551616", "1.5",
            ]
            let times = [
                "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "-292275055-05-16T16:47:04Z",
                "2026-99-99T99:99:99Z",
            ]
            var commands: [String] = []
            for number in numbers {
                commands.append(
                    #""acknowledge","arguments":{"alerts":{"ids":["\#(alert)"],"references":[],"matchers":[]},"length":\#(number)}"#
                )
                commands.append(#""silence","arguments":{"matchers":["a=\"b\""],"length":\#(number),"comment":"c"}"#)
                commands.append(##""pin","arguments":{"entry":"#\##(number)","isPinned":true}"##)
                commands.append(#""set","arguments":{"incident":"INC-\#(number)","severity":"SEV1"}"#)
            }
            for time in times {
                commands.append(#""note","arguments":{"body":"x","place":"room","at":"\#(time)","isPinned":false}"#)
                commands.append(#""setOnCall","arguments":{"person":"bo","until":"\#(time)"}"#)
            }
            for command in commands {
                let body = #"{"id":"\#(UUID().uuidString)","command":\#(command)}"#
                let response = try room.ask("POST", "/v1/commands", body: body)
                #expect([200, 400, 422].contains(response.status), "\(command): \(response)")
            }
            for time in times {
                let body = #"[{"labels":{"alertname":"T"},"startsAt":"\#(time)","endsAt":"\#(time)"}]"#
                #expect([200, 400].contains(try room.http("POST", "/api/v2/alerts", body).status), "\(time)")
            }
            #expect(room.daemon == daemon)
            for command in ["alerts", "tail", "silences", "incidents", "oncall", "show"] {
                #expect(try room.run(command).code == 0)
            }
            // What was taken can be read again.
            kill(try #require(daemon), SIGKILL)
            try room.serve()
            #expect(try room.run("log", "verify").code == 0)
        }
    }
}
