import Canvas
import WarRoom

/// Where everything lies on a page of a certain size. Columns and rows follow from the size alone; only the border between
/// responder and playbook follows from how many lines they have.
struct Layout: Equatable {
    /// The arrangements, from the largest to the smallest.
    enum Form: Equatable {
        /// Four panes, from 120 × 24 on.
        case wide
        /// The same, closer, from 80 × 24 on.
        case tight
        /// One pane with the focus fills the screen of a larger form.
        case zoomed
        /// Nothing is wrong: words instead of a grid, the timeline below.
        case quiet
        /// One pane at a time under a line of tabs, from 40 × 10 on.
        case tabs
        /// Less than that.
        case tooSmall
    }

    static let floor = Size(columns: 40, rows: 10)
    static let tightFrom = Size(columns: 80, rows: 24)
    static let wideFromColumns = 120

    let size: Size
    let form: Form
    /// Whether rows have room for the wide form's columns.
    let isWide: Bool
    private(set) var status = Rect(column: 0, row: 0, columns: 0, rows: 0)
    private(set) var banner = Rect(column: 0, row: 0, columns: 0, rows: 0)
    private(set) var tabs = Rect(column: 0, row: 0, columns: 0, rows: 0)
    /// Between status line and footer: where panes and overlays are.
    private(set) var body = Rect(column: 0, row: 0, columns: 0, rows: 0)
    private(set) var footer = Rect(column: 0, row: 0, columns: 0, rows: 0)
    /// Where the quiet screen's words are.
    private(set) var quiet = Rect(column: 0, row: 0, columns: 0, rows: 0)
    private var alerts = Rect(column: 0, row: 0, columns: 0, rows: 0)
    private var responder = Rect(column: 0, row: 0, columns: 0, rows: 0)
    private var playbook = Rect(column: 0, row: 0, columns: 0, rows: 0)
    private var timeline = Rect(column: 0, row: 0, columns: 0, rows: 0)

    private let hasPlaybook: Bool
    private let responderLines: Int
    private let playbookLines: Int

    /// - Parameters:
    ///   - hasPlaybook: whether one is walked.
    ///   - responderLines: what the responder keeps before the playbook gets more than its share.
    ///   - playbookLines: what the playbook would fill.
    init(
        size: Size, hasBanner: Bool, isQuiet: Bool, focus: Pane, isZoomed: Bool, hasPlaybook: Bool = false,
        responderLines: Int = .max, playbookLines: Int = 0
    ) {
        self.size = size
        self.hasPlaybook = hasPlaybook
        self.responderLines = responderLines
        self.playbookLines = playbookLines
        isWide = size.columns >= Layout.wideFromColumns
        guard size.columns >= Layout.floor.columns, size.rows >= Layout.floor.rows else {
            form = .tooSmall
            return
        }
        let hasTabs = size.columns < Layout.tightFrom.columns || size.rows < Layout.tightFrom.rows
        if hasTabs {
            form = .tabs
        } else if isZoomed, !isQuiet || focus == .timeline {
            form = .zoomed
        } else {
            form = isQuiet ? .quiet : isWide ? .wide : .tight
        }
        var rest = size.bounds
        (status, rest) = rest.split(.top, length: 1)
        (footer, rest) = rest.split(.bottom, length: 1)
        (banner, rest) = rest.split(.top, length: hasBanner ? 1 : 0)
        (tabs, rest) = rest.split(.top, length: hasTabs ? 1 : 0)
        body = rest
        switch form {
        case .wide, .tight: splitPanes()
        case .quiet:
            (quiet, timeline) = body.split(.top, length: min(14, body.rows - timelineRows))
        case .tabs, .zoomed: set(focus, body)
        case .tooSmall: break
        }
        if form == .tabs, isQuiet, focus == .alerts { quiet = body }
    }

    private var timelineRows: Int { max(7, body.rows * 2 / 5) }

    /// Neighbours share their border.
    private mutating func splitPanes() {
        let (lower, upper) = body.split(.bottom, length: timelineRows)
        timeline = lower
        let right = Layout.rightColumns(size)
        alerts = Rect(column: 0, row: upper.row, columns: upper.columns - right + 1, rows: upper.rows + 1)
        let playbookRows = playbookRows(of: upper)
        responder = Rect(
            column: upper.columns - right, row: upper.row, columns: right, rows: upper.rows - playbookRows + 1)
        playbook = Rect(
            column: upper.columns - right, row: responder.endRow - 1, columns: right,
            rows: upper.endRow + 1 - (responder.endRow - 1))
    }

    /// The columns of responder and playbook with their borders.
    static func rightColumns(_ size: Size) -> Int {
        size.columns >= wideFromColumns ? min(60, max(48, size.columns * 2 / 5)) : size.columns * 2 / 5
    }

    /// A playbook that is walked gets the larger half: what to do next is read more often than who is here. Beyond its
    /// share it gets what it would fill of what the responder leaves.
    private func playbookRows(of upper: Rect) -> Int {
        let share = hasPlaybook ? (upper.rows >= 14 ? upper.rows - 7 : upper.rows / 2) : upper.rows >= 20 ? 6 : 3
        // Three borders, of which the two panes share the middle one.
        let left = upper.rows - 1 - min(responderLines, upper.rows)
        return max(3, share, min(left, playbookLines + 2))
    }

    private mutating func set(_ pane: Pane, _ rect: Rect) {
        switch pane {
        case .alerts: alerts = rect
        case .responder: responder = rect
        case .playbook: playbook = rect
        case .timeline: timeline = rect
        }
    }

    /// A pane with its border; empty when it is not shown.
    func box(_ pane: Pane) -> Rect {
        switch pane {
        case .alerts: alerts
        case .responder: responder
        case .playbook: playbook
        case .timeline: timeline
        }
    }

    /// Whether panes have borders; with tabs the rows are worth more.
    var hasBorders: Bool { form != .tabs }

    /// A pane without its border.
    func inside(_ pane: Pane) -> Rect {
        let box = box(pane)
        return hasBorders && !box.isEmpty ? box.inset(by: 1) : box
    }

    /// The pane shown at a place; where two share a border, the first.
    func pane(at point: Point) -> Pane? {
        Pane.allCases.first { inside($0).contains(point) } ?? Pane.allCases.first { box($0).contains(point) }
    }

    /// The tab of a pane: longer words get more room.
    func tab(_ pane: Pane) -> Rect {
        let percents = hasShortTabs ? [0, 30, 50, 68, 100] : [0, 26, 47, 66, 100]
        let start = percents[pane.digit - 1] * tabs.columns / 100
        let end = percents[pane.digit] * tabs.columns / 100
        return Rect(column: tabs.column + start, row: tabs.row, columns: end - start, rows: tabs.rows)
    }

    /// Whether the panes' whole names have no room in the tabs.
    var hasShortTabs: Bool { tabs.columns < 60 }

    /// The pane whose tab is at a place.
    func tab(at point: Point) -> Pane? {
        Pane.allCases.first { tab($0).contains(point) }
    }
}

extension Model {
    /// Where everything lies now.
    var layout: Layout {
        let isWalked = progress?.current != nil
        let wantsMore = isWalked || progress == nil && !playbook.suggestions.isEmpty
        let columns = Layout.rightColumns(size) - 2
        return Layout(
            size: size, hasBanner: Banner.isShown(self), isQuiet: isQuiet, focus: focus, isZoomed: isZoomed,
            hasPlaybook: isWalked,
            responderLines: wantsMore ? ResponderPane.lines(self, columns: columns).count : .max,
            // The steps of a walked one and the text of the active one fill any pane.
            playbookLines: isWalked ? size.rows : playbook.suggestions.count + 1)
    }

    /// The lines inside whatever lies over the panes.
    var overlayInside: Rect { OverlayBox.inside(of: OverlayBox.rect(for: self)) }
}
