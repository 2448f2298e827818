import WarRoom

/// The state of the alerts pane: which alert is selected, by identity, and which stretch of the board is shown.
struct Board: Sendable {
    /// What the filter was last set to.
    var filter = ""
    /// The selected line; nil while there is none, or while its row is on the way.
    var selected: BoardLine.ID?
    /// A line to select as soon as it is here.
    var awaited: BoardLine.ID?
    /// The selection's place among all lines.
    var index = 0
    /// The first place that is shown.
    var top = 0
    /// Whether the selection moved beyond the rows that are here, and the rows were asked for.
    var isAwaiting = false
    /// The offset of the window that was asked for last.
    var requestedOffset = 0
    /// The alert that the window lies around, wherever it goes; nil where it begins at an offset.
    var anchor: AlertID?
    /// Whether the window around the anchor is on its way: until it comes the lines stay as they are.
    var isSeeking = false
    /// Whether the selection was moved away from the top by hand: then its row stays where it is on the screen.
    var isMoved = false
    /// The line that was acted on last: when it goes, that is no surprise.
    var acted: BoardLine.ID?
    /// Until when acts are held back, because another row has just slid under the selection.
    var heldUntil: Instant?
    /// Where the selection stood before the board was narrowed, as long as nobody chose another line since.
    var placeBeforeFilter: SelectionPlace?
    /// The place to go back to with the next lines.
    var returning: SelectionPlace?
    /// What its rows need of the columns.
    var needs = AlertNeeds()
    /// Rows that changed, and until when that is shown.
    var changes: [AlertID: Instant] = [:]
    /// The alerts that were marked to be acted on together.
    var marked = Marks()
    /// What the alerts are put together by; nil for a line an alert.
    var grouping: AlertGrouping?
    /// Whether a person chose what the alerts are put together by, now or the last time.
    var isGroupingChosen = false
    /// Whether the board put its alerts together by itself.
    var isGroupedByItself = false
    /// The groups whose alerts are shown, in the order they were opened.
    var opened: [GroupID] = []

    /// Longer than a hand takes that is already on its way to a key.
    static let holdLength = Milliseconds(700)

    /// Asks for other alerts, from the first one on.
    mutating func narrow(to text: String) {
        guard text != filter else { return }
        // What one's own filter hides is no surprise either.
        acted = selected
        if filter.isEmpty { placeBeforeFilter = place }
        filter = text
        beginAnew()
        guard text.isEmpty, let place = placeBeforeFilter else { return }
        placeBeforeFilter = nil
        seek(place)
    }

    /// Asks for the first lines, whatever they are.
    mutating func beginAnew() {
        requestedOffset = 0
        isAwaiting = false
        anchor = nil
        isSeeking = false
        returning = nil
    }

    /// Sets the selection to a place among `matching` lines.
    mutating func select(index wanted: Int, lines: [BoardLine], offset: Int, matching: Int) {
        guard matching > 0 else { return }
        heldUntil = nil
        awaited = nil
        returning = nil
        placeBeforeFilter = nil
        index = min(max(0, wanted), matching - 1)
        isMoved = index > 0
        let place = index - offset
        if lines.indices.contains(place) {
            selected = lines[place].id
            isAwaiting = false
        } else {
            selected = nil
            isAwaiting = true
        }
    }

    /// Finds the selection in the rows again after they changed, and moves the window along.
    mutating func settle(lines: [BoardLine], offset: Int, matching: Int, height: Int, now: Instant) {
        guard matching > 0 else {
            self = Board(
                filter: filter, requestedOffset: requestedOffset, needs: needs, changes: changes, marked: marked,
                grouping: grouping,
                isGroupingChosen: isGroupingChosen, isGroupedByItself: isGroupedByItself, opened: opened)
            return
        }
        let before = index
        if let wanted = awaited, lines.contains(where: { $0.id == wanted }) {
            selected = wanted
            awaited = nil
        }
        if let selected, let place = lines.firstIndex(where: { $0.id == selected }) {
            index = offset + place
            isAwaiting = false
        } else if isAwaiting, !lines.indices.contains(index - offset) {
            index = min(index, matching - 1)
        } else {
            // It is gone: the one that took its place is selected, but no key meant it yet.
            if let selected, selected != acted { heldUntil = now + Board.holdLength }
            let place = min(max(0, index - offset), lines.count - 1)
            selected = lines.indices.contains(place) ? lines[place].id : nil
            index = offset + max(0, place)
            isAwaiting = false
        }
        // Who never left the very top sees what comes in above; else the selected row stays where it is on the screen.
        if top > 0 || isMoved, !isAwaiting, selected != nil { top += index - before }
        keepInView(height: height, matching: matching)
    }

    /// Moves the window so that the selection is in it and no row is wasted.
    mutating func keepInView(height: Int, matching: Int) {
        let height = max(1, height)
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        top = max(0, min(top, matching - height))
    }

    /// Scrolls without moving the selection, unless it would be left behind.
    mutating func scroll(by step: Int, lines: [BoardLine], offset: Int, matching: Int, height: Int) {
        guard matching > 0 else { return }
        top = max(0, min(top + step, matching - height))
        let inView = min(max(index, top), min(matching, top + max(1, height)) - 1)
        if inView != index { select(index: inView, lines: lines, offset: offset, matching: matching) }
    }

    /// Asks for another window unless the rows that are shown lie in the one that is here.
    ///
    /// A window around an alert is asked for anew before its end is in sight, around the alert that is selected then:
    /// places change too fast to name a window by them.
    mutating func askForWindow(_ lines: [BoardLine], offset: Int, matching: Int, height: Int, length: Int) {
        guard !isSeeking else { return }
        let loaded = offset..<(offset + lines.count)
        let reserve = anchor == nil ? 0 : height / 2
        let end = max(top, min(top + height + reserve, matching))
        let needed = (anchor == nil ? top : max(0, top - reserve))..<end
        if needed.isEmpty || (loaded.contains(needed.lowerBound) && loaded.upperBound >= needed.upperBound) { return }
        if anchor != nil, top > 0, case .alert(let id)? = selected, loaded.contains(index) {
            anchor = id
        } else {
            anchor = nil
            requestedOffset = max(0, top - max(0, length - height) / 2)
        }
    }
}
