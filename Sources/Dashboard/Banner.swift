import Canvas
import PlainText
import WarRoom

/// A line under the status line that stays as long as its cause: a lost connection, a shortened log, a problem of the
/// room.
enum Banner {
    static func isShown(_ model: Model) -> Bool {
        guard let view = model.view else { return false }
        switch model.connection {
        case .lost, .closed: return true
        case .connecting, .live: break
        }
        return view.overview.truncation != nil || !view.live.problems.isEmpty
    }

    static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
        frame.fill(rect, role: .banner)
        let sentences = sentences(model)
        guard let first = sentences.first else { return }
        let more: SafeText = sentences.count > 1 ? "  (and \(sentences.count - 1) more)" : ""
        let room = max(0, rect.columns - 4 - more.width)
        let text = first.truncated(to: room, ellipsis: model.glyphs[.ellipsis]) + more
        frame.put(
            "! " + text, at: Point(column: rect.column + 1, row: rect.row), role: .banner, maxColumns: rect.columns - 2)
    }

    private static func sentences(_ model: Model) -> [SafeText] {
        var sentences: [SafeText] = []
        if case .lost(let since, let reason) = model.connection {
            let time = model.clock.moment(since, now: model.now)
            sentences.append(
                "no connection since " + time + ": " + SafeText.cell(reason)
                    + ". Trying again; you see the room as it was then")
        }
        if model.connection == .closed {
            sentences.append("the room is closed: any key that acts opens it again, and so does Ctrl-L")
        }
        if let truncation = model.overview?.truncation {
            let time = model.clock.moment(truncation.foundAt, now: model.now)
            sentences.append(
                "the log lost its events \(Int(clamping: truncation.from)) to \(Int(clamping: truncation.to)) (found "
                    + time + "): warroom log accept-head clears this")
        }
        return sentences + (model.view?.live.problems ?? []).map { SafeText.cell($0) }
    }
}
