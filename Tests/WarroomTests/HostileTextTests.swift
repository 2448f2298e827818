import Foundation
import Testing

/// Whatever senders and people write, no command prints anything that a terminal would obey.
struct HostileTextTests {
    /// Escapes, C1 controls, bidirectional overrides, invisible letters, line breaks, and what `--json` must not pass on.
    static let hostile =
        "A\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}gpj.exe\u{2066}\u{200B}\u{FEFF}\r\nB\u{8}\u{7F}\u{2028}\u{E0041}\0C"

    @Test func nothingThatATerminalObeysIsPrinted() async throws {
        try await TestRoom.served { room in
            let text = Self.hostile
            let id =
                try room.post([
                    [
                        "key": text, "title": text, "severity": "critical", "source": text,
                        "labels": ["alertname": text, "instance": text, text: text],
                        "links": [["title": text, "address": "http://x/" + text]],
                    ]
                ]).first ?? ""
            let words = text.replacingOccurrences(of: "\0", with: "")
            var answers = [try room.run("--as", words, "note", words)]
            answers += try [text, words].map { try room.run(["note", "-"], input: $0) }
            answers += try [
                ["declare", words, "--alert", id], ["ack", id, "--note", words, "--to", words],
                ["oncall", "set", words],
                ["role", "take", "commander", words], ["set", "--title", words + "2"], ["correct", "#4", words + "3"],
                ["silence", "--match", #"alertname=~"A.*""#, "--for", "2h", "--why", words],
            ].map { try room.run($0) }
            for answer in answers { #expect([0, 64, 65].contains(answer.code), "\(answer)") }
            let wrongBody = try room.http("POST", "/alerts", "{\"title\": 1, \"\(text)\": }")
            #expect(wrongBody.status == 400)
            let wrongPath = try room.http("GET", "/%1B%5B2J")
            #expect(wrongPath.status == 404)
            let commands = [
                ["alerts"], ["alerts", "--all"], ["silences"], ["incidents"], ["show", "INC-1"], ["who"], ["oncall"],
                ["status"],
                ["tail"], ["log", "stat"], ["log", "verify"], ["ack", words], ["show", words],
                ["--home", words, "status"],
                ["alerts", "--match", words], ["note", "--at", words, "x"], [words], ["--" + words],
                ["config", "check", words],
                ["set", "--status", words], ["tail", "--incident", words], ["pin", words],
            ]
            var problems = answers.compactMap { Self.problem($0.output + $0.errors, $0.description.debugDescription) }
            for command in commands {
                for arguments in [command, command + ["--json"]] {
                    let answer = try room.run(arguments)
                    problems += [
                        Self.problem(answer.output, "output of \(arguments)"),
                        Self.problem(answer.errors, "errors of \(arguments)"),
                    ].compactMap(\.self)
                }
            }
            #expect(problems.isEmpty, "\(problems.count) commands, the first: \(problems.prefix(4))")
            // The log keeps the raw words, and JSON gives them back.
            #expect(try room.alerts().first?["title"].string?.hasPrefix("A\u{1B}[2J") == true)
            #expect(try room.events().contains { $0["text"]["body"].string?.contains("\u{1B}]0;owned\u{7}") == true })
        }
    }

    /// What a terminal would obey in the text, for a message; nil where there is nothing.
    static func problem(_ text: String, _ what: String) -> String? {
        text.unicodeScalars.first(where: isObeyed).map {
            "U+\(String($0.value, radix: 16, uppercase: true)) in the \(what)"
        }
    }

    /// Controls other than the line's end, and letters without a shape that turn or hide what follows.
    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xE0000...0xE007F:
            true
        default: false
        }
    }
}
