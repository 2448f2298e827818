import Canvas
import Testing

@Suite struct ColorTests {
    @Test(arguments: [
        ("default", TerminalColor.default), ("red", .ansi(1)), ("bright-white", .ansi(15)), ("0", .indexed(0)),
        ("255", .indexed(255)),
        ("#f38ba8", .rgb(0xF3, 0x8B, 0xA8)), ("#000000", .rgb(0, 0, 0)),
    ])
    func aNameIsAColorAndBack(name: String, color: TerminalColor) {
        #expect(TerminalColor(name: name) == color)
        #expect(color.name == name)
    }

    @Test func shortHexadecimalAndCapitalsAreRead() {
        #expect(TerminalColor(name: "#fA0") == .rgb(0xFF, 0xAA, 0))
        #expect(TerminalColor(name: "#ABCDEF") == .rgb(0xAB, 0xCD, 0xEF))
    }

    @Test(arguments: ["", "#", "#12", "#12345", "#1234567", "#ggg", "#١٢٣", "256", "-1", "Red", "rojo", "#+12"])
    func whatIsNoColorIsNone(name: String) {
        #expect(TerminalColor(name: name) == nil)
    }

    @Test(arguments: [
        (TerminalColor.rgb(0, 0, 0), UInt8(16)), (.rgb(255, 255, 255), 231), (.rgb(255, 0, 0), 196),
        (.rgb(0, 255, 0), 46), (.rgb(0, 0, 255), 21),
        (.rgb(95, 135, 175), 67), (.rgb(8, 8, 8), 232), (.rgb(238, 238, 238), 255), (.rgb(128, 128, 128), 244),
        (.rgb(0xFF, 0x88, 0), 208),
    ])
    func anyColorHasANearestIndex(color: TerminalColor, index: UInt8) {
        #expect(color.reduced(to: .indexed256) == .indexed(index))
    }

    @Test func everyIndexIsNearestToItself() {
        for index in UInt8(16)...255 {
            let components = TerminalColor.indexed(index).components
            guard let components else {
                Issue.record("no components")
                return
            }
            let found = TerminalColor.rgb(components.red, components.green, components.blue).reduced(to: .indexed256)
            #expect(
                found.components.map { [$0.red, $0.green, $0.blue] } == [
                    components.red, components.green, components.blue,
                ])
        }
    }

    @Test(arguments: [
        (TerminalColor.rgb(0, 0, 0), UInt8(0)), (.rgb(250, 10, 10), 9), (.rgb(200, 0, 0), 1), (.rgb(255, 255, 255), 15),
        (.rgb(120, 120, 120), 8),
        (.rgb(0xF3, 0x8B, 0xA8), 7), (.indexed(196), 9), (.indexed(3), 3), (.indexed(255), 7), (.ansi(12), 12),
        (.rgb(0, 200, 210), 6),
    ])
    func anyColorHasANearestANSIColor(color: TerminalColor, index: UInt8) {
        #expect(color.reduced(to: .ansi16) == .ansi(index))
    }

    @Test func theTerminalsOwnColorStaysAndMonoHasNoOther() {
        for depth in ColorDepth.allCases { #expect(TerminalColor.default.reduced(to: depth) == .default) }
        #expect(TerminalColor.rgb(1, 2, 3).reduced(to: .mono) == .default)
        #expect(TerminalColor.rgb(1, 2, 3).reduced(to: .truecolor) == .rgb(1, 2, 3))
        #expect(TerminalColor.ansi(5).reduced(to: .indexed256) == .ansi(5))
        #expect(TerminalColor.default.components == nil)
    }

    @Test func attributesHaveNames() {
        for (name, attribute) in TextAttributes.names { #expect(TextAttributes(name: name) == attribute) }
        #expect(TextAttributes(name: "blink") == nil)
    }
}
