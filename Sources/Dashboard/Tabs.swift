import Canvas
import PlainText
import WarRoom

/// The line of tabs of a small screen: all four panes, in columns that hold still.
enum Tabs {
    static func draw(_ model: Model, _ layout: Layout, on frame: inout Frame) {
        for pane in Pane.allCases {
            let role: StyleRole = pane == model.activePane ? .tabActive : .tab
            let cell = layout.tab(pane)
            frame.fill(cell, role: role)
            let name: SafeText = " " + model.sign(of: pane) + (layout.hasShortTabs ? pane.shortTitle : pane.title)
            let marked = pane == .alerts ? marked(model) : ""
            let hasRoom = !marked.isEmpty && name.width + marked.width <= cell.columns
            let count = hasRoom ? marked : count(of: pane, model)
            // A count that does not fit is left out whole: half a number would be a wrong one.
            let text = name.width + count.width <= cell.columns ? name + count : name
            frame.put(text, at: cell.origin, role: role, maxColumns: cell.columns)
        }
    }

    private static func marked(_ model: Model) -> SafeText {
        let marked = model.board.marked
        return marked.isEmpty ? "" : model.glyphs[.separator] + Age.count(Int64(marked.count)) + " marked"
    }

    private static func count(of pane: Pane, _ model: Model) -> SafeText {
        let dot = model.glyphs[.separator]
        switch pane {
        case .alerts:
            let firing = model.overview?.counts.firing ?? 0
            return firing == 0 ? "" : dot + Age.count(Int64(firing))
        case .timeline:
            let new = model.timeline.newCount(in: model.timelineEntries, for: model.person)
            guard new > 0 else { return "" }
            let text: SafeText = dot + Age.count(Int64(new)) + " new"
            return text
        case .responder, .playbook: return ""
        }
    }
}
