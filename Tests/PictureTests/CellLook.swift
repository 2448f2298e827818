import Canvas

/// How a cell looks in a picture: colours as SVG writes them, reversal already done.
struct CellLook: Hashable {
    let letters: String
    let behind: String
    let isBold: Bool
    let isItalic: Bool
    let isUnderlined: Bool
    /// Fainter letters and lines.
    let isDim: Bool

    init(_ style: Style) {
        let (front, back) = (Self.hex(style.foreground, or: "#d0d0d0"), Self.hex(style.background, or: "#101010"))
        let isReversed = style.attributes.contains(.reverse)
        letters = isReversed ? back : front
        behind = isReversed ? front : back
        isBold = style.attributes.contains(.bold)
        isItalic = style.attributes.contains(.italic)
        isUnderlined = style.attributes.contains(.underline)
        isDim = style.attributes.contains(.dim)
    }

    /// What a terminal's own colour is in a picture is up to the picture.
    private static func hex(_ color: TerminalColor, or own: String) -> String {
        color.components.map { TerminalColor.rgb($0.red, $0.green, $0.blue).name } ?? own
    }
}
