@testable import PlainText

/// What may leave this module, said in Unicode's own properties and not in the neutraliser's terms.
enum SafeOutput {
    enum Sink: CaseIterable {
        case cell
        case name
        case line
        case lineOfName
        case json

        func neutralise(_ raw: String) -> SafeText {
            switch self {
            case .cell: .cell(raw)
            case .name: .cell(raw, isName: true)
            case .line: .line(raw)
            case .lineOfName: .line(raw, isName: true)
            case .json: .json(raw)
            }
        }

        var isCell: Bool { self == .cell || self == .name }
    }

    /// What is wrong with a text, or nil.
    static func fault(in text: SafeText, sink: Sink) -> String? {
        let scalars = Array(text.string.unicodeScalars)
        if let scalar = scalars.first(where: { !isAllowed($0, sink: sink) }) {
            return "U+" + String(scalar.value, radix: 16) + " got through"
        }
        let columns = scalars.map { DisplayWidth.columns(of: $0) }
        if columns.first == 0 { return "starts with a mark" }
        if columns.reduce(0, +) != text.width { return "width \(text.width) instead of \(columns.reduce(0, +))" }
        if columns.contains(-1) {
            return "unprintable"
        }
        var marks = 0
        for width in columns {
            marks = width == 0 ? marks + 1 : 0
            if marks > 4 { return "more than four marks on a base" }
        }
        return faultyCluster(of: text, scalars: scalars)
    }

    private static func faultyCluster(of text: SafeText, scalars: [Unicode.Scalar]) -> String? {
        let clusters = Array(text.clusters)
        if clusters.contains(where: { $0.marks.count > 4 || $0.width < 1 }) { return "bad cluster" }
        if clusters.reduce(0, { $0 + $1.width }) != text.width { return "the clusters are not as wide as the text" }
        let drawn = clusters.flatMap { [$0.base] + $0.marks }
        let expected = scalars.filter { !isJoinerOrSelector($0) }
        return drawn == expected ? nil : "the clusters do not spell the text"
    }

    static func isAllowed(_ scalar: Unicode.Scalar, sink: Sink) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
        // Numbers and abbreviations are written inside these; they are drawn.
        case .format where isPrependedMark(scalar): return true
        case .format where sink == .line || sink == .json: return isJoinerOrSelector(scalar)
        case .format: return false
        default: break
        }
        if isJoinerOrSelector(scalar) { return !sink.isCell }
        if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return false }
        return !(sink.isCell && properties.isEmojiModifier)
    }

    private static func isPrependedMark(_ scalar: Unicode.Scalar) -> Bool {
        [
            0x600...0x605, 0x6DD...0x6DD, 0x70F...0x70F, 0x890...0x891, 0x8E2...0x8E2, 0x110BD...0x110BD,
            0x110CD...0x110CD,
        ]
        .contains { $0.contains(scalar.value) }
    }

    private static func isJoinerOrSelector(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isJoinControl || scalar.properties.isVariationSelector
    }
}
