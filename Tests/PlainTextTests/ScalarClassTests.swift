import Testing

@testable import PlainText

@Suite struct ScalarClassTests {
    /// Unicode's data in the standard library are newer than the width table's: what they call unassigned is in both.
    @Test func everyScalarIsClassedAsUnicodeDescribesIt() {
        // Planes 4 to 13 are empty, 15 and 16 private throughout: of those every 251st will do.
        let values = [
            Array(0...0x33FFF), Array(0xE0000...0xE0FFF), Array(stride(from: 0x34000, through: 0x10FFFF, by: 251)),
        ]
        let scalars = values.joined().compactMap { Unicode.Scalar(UInt32($0)) }
        let unfit = scalars.filter { !Self.fits(ScalarClass($0), $0) }
        #expect(unfit.prefix(10).map { String($0.value, radix: 16) } == [])
    }

    private static func fits(_ scalarClass: ScalarClass, _ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        let category = properties.generalCategory
        switch scalarClass {
        case .control: return category == .control
        case .joiner: return properties.isJoinControl
        case .variationSelector: return properties.isVariationSelector
        case .skinTone: return properties.isEmojiModifier
        case .graphic(let columns):
            return SafeOutput.isAllowed(scalar, sink: .name) && columns == DisplayWidth.columns(of: scalar)
                && columns > 0
        case .mark:
            let isJamo = (0x1161...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
            let isMark = [.nonspacingMark, .enclosingMark, .spacingMark].contains(category)
            return SafeOutput.isAllowed(scalar, sink: .name) && (isJamo || isMark)
        case .hidden:
            return !SafeOutput.isAllowed(scalar, sink: .json) || DisplayWidth.columns(of: scalar) < 0
        }
    }
}
