import Synchronization
import WarRoom

/// Keeps grouped boards from being made anew at every change, for each kind that is looked at: the walk over the board takes the
/// writer's time.
final class GroupPace: Sendable {
    private struct Kept {
        let filter: AlertFilter
        let grouping: AlertGrouping
        let opened: [GroupID]
        let groups: PacedAnswer<BoardGroups>

        func isOf(_ filter: AlertFilter, _ request: ViewRequest) -> Bool {
            self.filter == filter && grouping == request.grouping && opened == request.opened
        }
    }

    private let kept = Mutex<[Kept]>([])
    /// What nobody asked for this long is forgotten.
    private static let forgottenAfter = Milliseconds.seconds(10)
    private static let keptMax = 64

    /// The stretch that a request asks for, and when to ask once more because it is out of date; nil where it is not.
    func window(
        of state: RoomState, filter: AlertFilter, _ request: ViewRequest, uptime: () -> Milliseconds
    ) -> (window: BoardWindow, again: Milliseconds?) {
        guard let grouping = request.grouping else { return (BoardWindow(of: state, filter: filter, request), nil) }
        let groups = groups(of: state, filter, grouping, request, uptime)
        let window = groups.answer.window(
            of: state, offset: request.offset, length: request.length, anchor: request.anchor)
        return (window, groups.again(for: state))
    }

    private func groups(
        of state: RoomState, _ filter: AlertFilter, _ grouping: AlertGrouping, _ request: ViewRequest,
        _ uptime: () -> Milliseconds
    ) -> PacedAnswer<BoardGroups> {
        let now = uptime()
        let old = kept.withLock { kept in kept.first { $0.isOf(filter, request) }?.groups }
        if let old, old.isInUse(for: state, at: now) { return old }
        let groups = PacedAnswer(state, at: now, uptime: uptime) {
            BoardGroups(of: $0, filter: filter, by: grouping, opened: request.opened)
        }
        kept.withLock { kept in
            kept.removeAll {
                $0.isOf(filter, request) || now.count - $0.groups.madeAt.count > Self.forgottenAfter.count
            }
            guard kept.count < Self.keptMax else { return }
            kept.append(Kept(filter: filter, grouping: grouping, opened: request.opened, groups: groups))
        }
        return groups
    }
}
