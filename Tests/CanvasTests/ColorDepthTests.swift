import Canvas
import Testing

@Suite struct ColorDepthTests {
    @Test(
        arguments: [
            // What was asked for wins, even over NO_COLOR.
            (ColorDepth.truecolor, "1", 8, nil, ColorDepth.truecolor), (.mono, nil, 256, "truecolor", .mono),
            (.ansi16, "", 256, nil, .ansi16),
            // NO_COLOR counts when it is not empty, whatever it says.
            (nil, "1", 256, "truecolor", .mono), (nil, "0", 256, nil, .mono), (nil, "", 256, nil, .indexed256),
            // Else what the terminal has.
            (nil, nil, 0x100_0000, nil, .truecolor), (nil, nil, 256, nil, .indexed256), (nil, nil, 88, nil, .ansi16),
            (nil, nil, 16, nil, .ansi16),
            (nil, nil, 8, nil, .ansi16), (nil, nil, 2, nil, .mono), (nil, nil, 0, nil, .mono),
            (nil, nil, -1, nil, .mono), (nil, nil, .min, nil, .mono),
            // COLORTERM lifts a terminal of 256 colours; it may have leaked into one of 8.
            (nil, nil, 256, "truecolor", .truecolor), (nil, nil, 256, "24bit", .truecolor),
            (nil, nil, 256, "yes", .indexed256),
            (nil, nil, 8, "truecolor", .ansi16),
        ] as [(ColorDepth?, String?, Int, String?, ColorDepth)])
    func theDepthIsChosenInOrder(
        option: ColorDepth?, noColor: String?, colors: Int, colorTerm: String?, depth: ColorDepth
    ) {
        #expect(
            ColorDepth.choose(option: option, noColor: noColor, terminalColors: colors, colorTerm: colorTerm) == depth)
    }

    @Test func depthsHaveTheNamesOfTheOption() {
        #expect(ColorDepth.allCases.map(\.rawValue) == ["mono", "16", "256", "truecolor"])
        #expect(ColorDepth.allCases == ColorDepth.allCases.sorted())
    }
}
