import WarRoom

/// An alert in the episode that the person saw when they reached for it.
struct AlertTarget: Sendable, Equatable {
    let reference: AlertReference
    let name: String
    let title: String

    init(_ row: AlertRow) {
        reference = row.reference
        name = row.name
        title = row.title
    }

    var selection: AlertSelection { AlertSelection([reference]) }
}
