import Canvas
import PlainText
import WarRoom

/// In a storm the board puts its alerts together by itself, while nobody is at work on it; it never takes that back.
extension Model {
    /// Alerts above which nobody reads them one by one.
    static let ungroupedRowsMax = 500
    /// How long no key was pressed when nobody is taken to be at work.
    static let idleLength = Milliseconds.seconds(10)

    /// When the board groups itself, should nothing happen until then; nil where it does not.
    var groupsAt: Instant? {
        guard let view, connection == .live, board.grouping == nil, !board.isGroupingChosen, board.filter.isEmpty,
            loadedBoard == BoardScope(), view.matching > Model.ungroupedRowsMax, board.marked.isEmpty, prompt == nil,
            overlay == nil
        else { return nil }
        return lastHandAt + room.length(Model.idleLength)
    }

    mutating func groupByItself() {
        guard let groupsAt, groupsAt <= now, let count = view?.matching else { return }
        regroup(by: .name)
        board.isGroupedByItself = true
        // A hand that is on its way to a key means one alert, and not its whole group.
        board.heldUntil = now + room.length(Board.holdLength)
        let sentence =
            "\(Model.thousands(count)) alerts: grouped by name \(glyphs[.separator].string) \(key(.group).string) changes"
        answer = Answer(kind: .hint, sentence: sentence, until: now + room.length(Answer.refusalLength))
    }

    /// `2,310`.
    private static func thousands(_ count: Int) -> String {
        let digits = String(count)
        let marked = digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        return marked.joined()
    }
}

extension InputEvent {
    /// Whether a person did it just now.
    var isByHand: Bool {
        switch self {
        case .key, .paste, .mouse: true
        case .focus, .resize: false
        }
    }
}
