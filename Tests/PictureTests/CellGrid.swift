/// Where columns and rows lie in a picture, in tenths of a pixel: whole numbers, so that the same frame gives the same text.
enum CellGrid {
    static let cellWidth = 84
    static let cellHeight = 180
    /// From the top of a row to where its letters stand.
    static let baseline = 132
    /// Around the whole.
    static let margin = 140

    static func x(_ column: Int) -> Int { margin + column * cellWidth }
    static func y(_ row: Int) -> Int { margin + row * cellHeight }

    /// Tenths, 0 or more, as a number of SVG.
    static func number(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
