import Foundation
import Testing

/// The dashboard in tmux, where most of its users have it.
struct TmuxTests {
    static let program = Binary.installed("tmux")

    @Test(.enabled(if: program != nil, "the package tmux is not installed"))
    func theDashboardWorksInTmux() async throws {
        let program = try #require(Self.program)
        try await TestRoom.served { room in
            func tmux(_ arguments: String...) throws -> TestRoom.Answer {
                try room.run(["-S", room.directory + "/tmux", "-f", "/dev/null"] + arguments, program: program)
            }
            func wait(for words: String) throws {
                var seen = ""
                try eventually(words, state: { seen }) {
                    seen = try tmux("capture-pane", "-p").output
                    return seen.contains(words)
                }
            }
            try room.post("checkout is slow", labels: ["alertname": "CheckoutSlow"])
            let command = "\(Binary.path); echo ended with $?; read line"
            #expect(try tmux("new-session", "-d", "-x", "100", "-y", "30", command).code == 0)
            defer { _ = try? tmux("kill-server") }
            try wait(for: "CheckoutSlow")
            _ = try tmux("send-keys", "a")
            try wait(for: "acknowledged CheckoutSlow")
            _ = try tmux("send-keys", "n", "from tmux", "Enter")
            try eventually("the note") { try room.events().contains { $0["text"]["body"].string == "from tmux" } }
            #expect(try room.alerts().first?["by"].string == "ada")
            _ = try tmux("resize-window", "-x", "60", "-y", "15")
            try wait(for: "1 Alerts")
            _ = try tmux("send-keys", "q")
            try wait(for: "ended with 0")
            #expect(try tmux("display-message", "-p", "#{alternate_on}").output == "0\n")
        }
    }
}
