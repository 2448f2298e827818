import WarRoom

/// Where the board's selection stood, to come back to when what narrowed the board is undone.
struct SelectionPlace: Sendable, Equatable {
    let selected: BoardLine.ID
    let index: Int
    let top: Int
    let isMoved: Bool
}

extension Board {
    /// Where the selection stands now; nil where there is none.
    var place: SelectionPlace? {
        selected.map { SelectionPlace(selected: $0, index: index, top: top, isMoved: isMoved) }
    }

    /// Asks for the lines around a place of before.
    mutating func seek(_ place: SelectionPlace) {
        returning = place
        awaited = place.selected
        if place.index > 0, case .alert(let id) = place.selected { anchor = id }
    }

    /// The lines are here that were asked for: goes back to the place, if its line is among them.
    mutating func comeBack(among lines: [BoardLine]) {
        guard let place = returning else { return }
        returning = nil
        guard lines.contains(where: { $0.id == place.selected }) else {
            awaited = nil
            return
        }
        (index, top, isMoved) = (place.index, place.top, place.isMoved)
    }
}
