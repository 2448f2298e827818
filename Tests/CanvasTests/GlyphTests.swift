import Canvas
import PlainText
import Testing

@Suite struct GlyphTests {
    @Test(arguments: Glyph.allCases) func everyGlyphIsOneColumnOfTheBasicPlaneAndHasAnASCIIStandIn(glyph: Glyph) {
        let scalar = GlyphSet.unicode.scalar(glyph)
        #expect(scalar.value <= 0xFFFF && !scalar.isASCII)
        #expect(DisplayWidth.columns(of: scalar) == 1)
        #expect(GlyphSet.unicode[glyph].string == String(scalar))
        let plain = GlyphSet.ascii.scalar(glyph)
        #expect(plain.value > 0x20 && plain.value < 0x7F)
        #expect(GlyphSet.ascii[glyph].width == 1)
    }

    @Test(arguments: [
        (0.0, Glyph.bar1), (0.125, .bar1), (0.126, .bar2), (0.5, .bar4), (1, .bar8), (7, .bar8), (-1, .bar1),
        (.nan, .bar1),
        (.infinity, .bar8),
    ])
    func aShareIsABar(share: Double, bar: Glyph) {
        #expect(GlyphSet.bar(share) == bar)
    }
}
