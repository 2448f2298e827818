import WarRoom

/// What a board's rows would like to have of the columns that can give way, in steps.
///
/// It only grows while the same board is shown, so that columns hold still while rows come and go.
struct AlertNeeds: Sendable, Equatable {
    private(set) var name = 0
    private(set) var target = 0
    private(set) var state = 0

    private static let step = 4
    private static let nameMax = 40
    private static let targetMax = 32
    static let stateMax = 24

    mutating func include(name: Int = 0, target: Int = 0, state: Int = 0) {
        self.name = max(self.name, min(Self.nameMax, Self.stepped(name)))
        self.target = max(self.target, min(Self.targetMax, Self.stepped(target)))
        self.state = max(self.state, min(Self.stateMax, Self.stepped(state)))
    }

    private static func stepped(_ width: Int) -> Int { (max(0, width) + step - 1) / step * step }
}

/// Where the columns of the alerts pane stand: a matter of the pane's width, and of what the board's rows need where one
/// column has to spare what another lacks.
struct AlertColumns: Equatable {
    let severity: Range<Int>
    /// The mark of alerts that belong to the incident looked at; empty where there is no room.
    let link: Range<Int>
    let name: Range<Int>
    /// Empty where there is no room.
    let target: Range<Int>
    /// The alert's own sentence, on very wide screens.
    let title: Range<Int>
    let age: Range<Int>
    /// How often it was sent; empty where there is no room.
    let count: Range<Int>
    let state: Range<Int>

    /// Columns of a pane that starts at `start`; the first one is for the mark of the selection.
    init(start: Int, width: Int, needs: AlertNeeds = AlertNeeds()) {
        let end = start + width - (width >= 44 ? 1 : 0)
        let isWide = width >= 60
        severity = start + 1..<start + 5
        link = isWide ? start + 6..<start + 7 : 0..<0
        let nameStart = start + (isWide ? 8 : 6)
        let widths = Widths(from: nameStart, to: end, isWide: isWide, needs)
        state = end - widths.state..<end
        count = isWide ? state.lowerBound - 6..<state.lowerBound - 1 : 0..<0
        let ageEnd = (isWide ? count.lowerBound : state.lowerBound) - 1
        age = ageEnd - 3..<ageEnd
        name = nameStart..<nameStart + widths.name
        let targetStart = name.upperBound + 1
        target = widths.target > 0 ? targetStart..<targetStart + widths.target : 0..<0
        let titleStart = target.upperBound + 2
        title = widths.title > 0 ? titleStart..<max(titleStart, age.lowerBound - 2) : 0..<0
    }
}

/// How wide the columns are that can give way.
private struct Widths {
    private(set) var name: Int
    private(set) var target = 0
    private(set) var state: Int
    private(set) var title = 0

    /// The title is worth its column from this width on.
    private static let titleMin = 20

    init(from start: Int, to end: Int, isWide: Bool, _ needs: AlertNeeds) {
        state = isWide ? 12 : 8
        // Between the name and the state: blanks, the age, and where it is wide the count.
        let room = max(0, end - state - (isWide ? 6 : 0) - 5 - start)
        switch room {
        case ..<18: name = room
        case ..<22:
            target = 6
            name = room - target - 1
        case ..<76:
            target = max(6, room / (isWide ? 3 : 4))
            name = room - target - 1
        default:
            name = 30
            target = 24
            title = room - name - target - 4
        }
        guard target > 0 else { return }
        let forState = lent(needs.state - state, needs)
        state += forState
        let forTarget = lent(needs.target - target, needs)
        target += forTarget
        let forName = lent(needs.name - name, needs)
        name += forName
    }

    /// What the columns with more than they need can spare of a width, taken away from them.
    private mutating func lent(_ wanted: Int, _ needs: AlertNeeds) -> Int {
        guard wanted > 0 else { return 0 }
        var left = wanted
        func take(_ column: inout Int, downTo least: Int) {
            let part = min(left, max(0, column - least))
            column -= part
            left -= part
        }
        if title > 0 { take(&title, downTo: Self.titleMin) }
        take(&name, downTo: max(8, needs.name))
        take(&target, downTo: max(4, needs.target))
        return wanted - left
    }
}
