import WarRoom

/// What an act on alerts means, fixed when the person reaches for it: one alert in the episode that they saw, all
/// alerts of a group, or those that are marked.
struct AlertTarget: Sendable, Equatable {
    let selection: AlertSelection
    /// The alert's name, or how many there are; raw words.
    let name: String
    /// The alert's own sentence; empty for several.
    let title: String
    /// Whether it is what was marked, whose marks go when it has been acted on.
    let isMarked: Bool
    /// The alert, where it is a single one.
    let row: AlertRow?

    init(_ row: AlertRow, isMarked: Bool = false) {
        selection = AlertSelection([row.reference])
        name = row.name
        title = row.title
        self.isMarked = isMarked
        self.row = row
    }

    init(_ marks: Marks) {
        if let row = marks.onlyAlert {
            self.init(row, isMarked: true)
        } else {
            let name = marks.count == 1 ? "1 marked alert" : "\(marks.count) marked alerts"
            self.init(selection: marks.selection, name: name, isMarked: true)
        }
    }

    init(_ group: AlertGroup, by grouping: AlertGrouping, filter: String, asOf: Int64) {
        let board = BoardSelection(filter: filter, grouping: grouping, group: group.name, asOf: asOf)
        let count = group.counts.total
        self.init(
            selection: AlertSelection(marks: AlertMarks(boards: [board])),
            name: "\(count) alert\(count == 1 ? "" : "s") of \(group.words(grouping))", isMarked: false)
    }

    private init(selection: AlertSelection, name: String, isMarked: Bool) {
        self.selection = selection
        self.name = name
        self.isMarked = isMarked
        title = ""
        row = nil
    }

    static func == (left: AlertTarget, right: AlertTarget) -> Bool {
        left.selection == right.selection && left.name == right.name && left.title == right.title
    }
}

extension AlertGroup {
    /// The group's name; for alerts that have none, in words. Raw words.
    func words(_ grouping: AlertGrouping) -> String {
        name.isEmpty ? "no \(grouping.rawValue)" : name
    }
}
