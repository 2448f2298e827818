/// A frame as text that people can read and compare: what is drawn, and as what, but no colours, so that a theme changes no
/// snapshot.
///
/// ```
/// == glyphs ==      each row, trailing blanks left out
/// == roles ==       one letter per cell
/// == layers ==      only when there are any: `.` plain, `s` selected, `u` selected without focus, `c` changed
/// == cursor ==      only when it is shown: column and row, counted from 0
/// == legend ==      the letters used and the roles they stand for
/// ```
public struct FrameSnapshot: Hashable, Sendable, CustomStringConvertible {
    /// The sections, each line ended by a newline.
    public let text: String

    /// The snapshot of a frame.
    public init(_ frame: Frame) {
        var lines = ["== glyphs =="]
        let rows = 0..<frame.size.rows
        lines += rows.map { FrameSnapshot.glyphs(frame.row($0)) }
        lines.append("== roles ==")
        lines += rows.map { FrameSnapshot.letters(frame.row($0)) { $0.role.code } }
        if frame.cells.contains(where: { $0.layer != .plain }) {
            lines.append("== layers ==")
            lines += rows.map { FrameSnapshot.letters(frame.row($0)) { $0.layer.code } }
        }
        if let cursor = frame.cursor {
            lines += ["== cursor ==", "\(cursor.column) \(cursor.row)"]
        }
        let used = Set(frame.cells.map(\.role))
        lines.append("== legend ==")
        lines += StyleRole.allCases.filter(used.contains).map { "\($0.code) \($0.rawValue)" }
        text = lines.map { $0 + "\n" }.joined()
    }

    /// The text.
    public var description: String { text }

    private static func glyphs(_ cells: ArraySlice<Cell>) -> String {
        var line = String.UnicodeScalarView()
        for cell in cells where cell.width > 0 {
            line.append(cell.glyph)
            line.append(contentsOf: cell.marks.scalars)
        }
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    private static func letters(_ cells: ArraySlice<Cell>, _ letter: (Cell) -> Unicode.Scalar) -> String {
        var line = String.UnicodeScalarView()
        line.append(contentsOf: cells.map(letter))
        return String(line)
    }
}
