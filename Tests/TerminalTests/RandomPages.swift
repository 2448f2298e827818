import Canvas
import PlainText
import SeededRandom

/// Random frames and themes, made to hit what is hard: wide cells at edges, marks, runs of blanks, layers.
struct RandomPages {
    var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// Words whose width libvterm 0.1.4 and the C library agree on.
    private static let words: [SafeText] = [
        "CheckoutLatencyHigh", "db-1", " ", "    ", "aaaaaaaaaaaaaaaaaaaaaaaa", "界界界", "データベース", "über", "─────",
        "●✓▶▌┄",
        "x\u{30C}y\u{323}", "→ ← ↵", "한국어", "03:02", "~!@#$%^&*()", "━┃",
    ]

    mutating func size() -> Size {
        Size(columns: .random(in: 2...100, using: &generator), rows: .random(in: 1...30, using: &generator))
    }

    mutating func frame(_ size: Size) -> Frame {
        var frame = Frame(size: size)
        for _ in 0..<Int.random(in: 0...60, using: &generator) { change(&frame) }
        return frame
    }

    /// Changes something, anywhere, perhaps outside.
    mutating func change(_ frame: inout Frame) {
        let size = frame.size
        let point = Point(
            column: .random(in: -5...size.columns + 2, using: &generator),
            row: .random(in: -1...size.rows, using: &generator))
        let role = StyleRole.allCases.randomElement(using: &generator) ?? .text
        let layer = Layer.allCases.randomElement(using: &generator) ?? .plain
        let rect = Rect(
            column: point.column, row: point.row, columns: .random(in: 0...30, using: &generator),
            rows: .random(in: 0...4, using: &generator))
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: frame.fill(rect, role: role)
        case 1:
            frame.box(rect, focused: .random(using: &generator), title: [TextRun("1 Alerts", role)], glyphs: .unicode)
        case 2: frame.setLayer(rect, layer)
        case 3: frame.cursor = Bool.random(using: &generator) ? point : nil
        default: frame.put(RandomPages.words.randomElement(using: &generator) ?? " ", at: point, role: role)
        }
    }

    /// A theme of few colours, since the Linux console has room for 64 pairs.
    mutating func theme() -> Theme {
        let foregrounds: [TerminalColor] = [
            .default, .ansi(1), .ansi(11), .indexed(2), .indexed(14), .rgb(0x12, 0x34, 0x56), .rgb(0, 0, 7),
        ]
        let backgrounds: [TerminalColor] = [.default, .default, .ansi(4), .rgb(0xFF, 0x88, 0)]
        let attributes: [TextAttributes] = [[], [], .bold, .italic, .underline, .reverse, [.bold, .reverse], .dim]
        func entry(_ generator: inout SplitMix64) -> ThemeEntry {
            ThemeEntry(
                Style(
                    foreground: foregrounds.randomElement(using: &generator) ?? .default,
                    background: backgrounds.randomElement(using: &generator) ?? .default,
                    attributes: attributes.randomElement(using: &generator) ?? []))
        }
        var theme = Theme(name: "random")
        for role in StyleRole.allCases { theme.styles[role] = entry(&generator) }
        for layer in Layer.allCases { theme.layers[layer] = entry(&generator) }
        return theme
    }
}
