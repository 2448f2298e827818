/// Signs that must meet their neighbours: drawn, because fonts differ in how far theirs reach.
enum LineSign {
    /// A box-drawing character as the path of a line through the cell at this corner; nil for other characters.
    static func path(_ glyph: Unicode.Scalar, x: Int, y: Int) -> String? {
        let (left, top) = (CellGrid.number(x), CellGrid.number(y))
        let right = CellGrid.number(x + CellGrid.cellWidth)
        let bottom = CellGrid.number(y + CellGrid.cellHeight)
        let middle = CellGrid.number(x + CellGrid.cellWidth / 2)
        let centre = CellGrid.number(y + CellGrid.cellHeight / 2)
        let across = "M\(left) \(centre)H\(right)"
        let down = "M\(middle) \(top)V\(bottom)"
        return switch glyph {
        case "─": across
        case "│": down
        case "┼": across + down
        case "├": down + "M\(middle) \(centre)H\(right)"
        case "┤": down + "M\(left) \(centre)H\(middle)"
        case "┬": across + "M\(middle) \(centre)V\(bottom)"
        case "┴": across + "M\(middle) \(top)V\(centre)"
        case "╭": "M\(right) \(centre)Q\(middle) \(centre) \(middle) \(bottom)"
        case "╮": "M\(left) \(centre)Q\(middle) \(centre) \(middle) \(bottom)"
        case "╰": "M\(right) \(centre)Q\(middle) \(centre) \(middle) \(top)"
        case "╯": "M\(left) \(centre)Q\(middle) \(centre) \(middle) \(top)"
        case "┄": "M\(CellGrid.number(x + 10)) \(centre)h1.6m2.8 0h1.6"
        default: nil
        }
    }

    /// A block element as a rectangle in the cell at this corner, in tenths, and how much of it is covered; nil for others.
    static func block(
        _ glyph: Unicode.Scalar, x: Int, y: Int
    ) -> (x: Int, y: Int, width: Int, height: Int, share: String)? {
        let (width, height) = (CellGrid.cellWidth, CellGrid.cellHeight)
        switch glyph {
        case "▌": return (x, y, width / 2, height, "1")
        case "░": return (x, y, width, height, "0.25")
        case "▁"..."█":
            let high = height * Int(glyph.value - 0x2580) / 8
            return (x, y + height - high, width, high, "1")
        default: return nil
        }
    }
}
