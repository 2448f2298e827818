import Canvas
import Dashboard
import PlainText
import Terminal
import WarRoom

/// What a theme looks like: the dashboard of a room with something of every kind in it, and under it every role by name.
struct ThemePreview {
    private let pages: [Frame]
    private static let rows = 26

    /// - Parameter columns: the width to fill, brought to what the dashboard can be drawn in.
    init(columns: Int, glyphs: GlyphSet) throws {
        let columns = min(max(columns, 40), 120)
        var model = Model(
            person: "ada", size: Size(columns: columns, rows: ThemePreview.rows), glyphs: glyphs,
            room: RoomInfo(name: "sample", listener: "127.0.0.1:9911"), isReadOnly: false, localOffset: { _ in 0 },
            zoneName: "", now: SampleRoom.now)
        _ = update(&model, .connected(try SampleRoom().view, of: model.request))
        pages = [view(model), RoleSheet(columns: columns).frame()]
    }

    /// The pages one under the other; without a theme their words alone.
    func lines(_ theme: ResolvedTheme?) -> [FrameText] {
        pages.map { page in theme.map { FrameText(page, theme: $0) } ?? FrameText(plain: page) }
    }
}
