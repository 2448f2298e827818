import Canvas
import Testing

@testable import Terminal

extension TerminalSessionTests {
    @Suite struct Lines {
        @Test func withoutATerminalThereIsNoColourUnlessAskedFor() throws {
            var options = TerminalOptions(environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"])
            options.output = -1
            #expect(TerminalSession.depthOfLines(options) == nil)
            #expect(TerminalSession.columns(of: -1) == nil)
            options.color = .ansi16
            #expect(TerminalSession.depthOfLines(options) == .ansi16)
        }

        @Test(
            arguments: [
                (["TERM": "xterm-256color"], ColorDepth.indexed256),
                (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .truecolor),
                (["TERM": "xterm-256color", "NO_COLOR": "1"], .mono), (["TERM": "vt100"], .mono),
                (["TERM": "linux"], .ansi16),
                (["TERM": "dumb"], nil), ([:], nil),
            ] as [([String: String], ColorDepth?)])
        func aTerminalGetsWhatItHas(_ environment: [String: String], _ depth: ColorDepth?) throws {
            let terminal = try PseudoTerminal(size: Size(columns: 90, rows: 20))
            defer { terminal.end() }
            var options = TerminalOptions(environment: environment)
            options.output = terminal.device
            #expect(TerminalSession.depthOfLines(options) == depth)
            #expect(TerminalSession.columns(of: terminal.device) == 90)
        }
    }
}
