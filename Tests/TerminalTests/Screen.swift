import CVTerm
import Canvas

/// What a terminal would show: libvterm 0.1.4, fed with the bytes that a session wrote.
final class Screen {
    private let terminal: OpaquePointer
    private let screen: OpaquePointer

    /// A cell as libvterm sees it.
    struct Seen: Equatable {
        var scalars: [UInt32]
        var width: Int
        var foreground: String
        var background: String
        var isBold: Bool
        var isItalic: Bool
        var isUnderlined: Bool
        var isReversed: Bool
    }

    init(size: Size) {
        terminal = vterm_new(Int32(size.rows), Int32(size.columns))
        vterm_set_utf8(terminal, 1)
        screen = vterm_obtain_screen(terminal)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit { vterm_free(terminal) }

    func feed(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            _ = vterm_input_write(terminal, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
        }
    }

    func resize(to size: Size) {
        vterm_set_size(terminal, Int32(size.rows), Int32(size.columns))
    }

    /// Where the cursor stands.
    var cursor: Point {
        var position = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &position)
        return Point(column: Int(position.col), row: Int(position.row))
    }

    subscript(point: Point) -> Seen {
        var cell = VTermScreenCell()
        vterm_screen_get_cell(screen, VTermPos(row: Int32(point.row), col: Int32(point.column)), &cell)
        let scalars = withUnsafeBytes(of: cell.chars) { Array($0.bindMemory(to: UInt32.self)).prefix { $0 != 0 } }
        return Seen(
            scalars: scalars.isEmpty ? [0x20] : Array(scalars), width: Int(cell.width),
            foreground: Screen.name(cell.fg), background: Screen.name(cell.bg), isBold: cell.attrs.bold != 0,
            isItalic: cell.attrs.italic != 0, isUnderlined: cell.attrs.underline != 0,
            isReversed: cell.attrs.reverse != 0)
    }

    private static func name(_ color: VTermColor) -> String {
        if color.type & 6 != 0 { return "default" }
        if color.type & 1 != 0 { return "\(color.indexed.idx)" }
        return TerminalColor.rgb(color.rgb.red, color.rgb.green, color.rgb.blue).name
    }

    /// The text of a row, for messages.
    func text(row: Int, columns: Int) -> String {
        (0..<columns).map { column in
            self[Point(column: column, row: row)].scalars.compactMap(Unicode.Scalar.init).map(String.init).joined()
        }.joined()
    }
}
