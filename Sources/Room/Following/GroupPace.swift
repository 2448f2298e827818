import Synchronization
import WarRoom

/// Keeps grouped boards from being made anew at every change: the walk over the board takes the writer's time.
///
/// What was made stays in use until twenty times the time has passed that making it took, so that no more than a
/// twentieth of the writer's time goes there for each kind of grouped board that is looked at.
final class GroupPace: Sendable {
    private struct Kept {
        let filter: AlertFilter
        let grouping: AlertGrouping
        let opened: [GroupID]
        let groups: BoardGroups
        let madeAt: Milliseconds
        /// Until when it is in use although the room has moved on.
        let staysUntil: Milliseconds
    }

    private let kept = Mutex<[Kept]>([])
    /// How many times its own cost a grouping is kept.
    private static let restFactor: Int64 = 20
    /// What nobody asked for this long is forgotten.
    private static let forgottenAfter = Milliseconds.seconds(10)
    private static let keptMax = 64

    /// The stretch that a request asks for, and when to ask once more because it is out of date; nil where it is not.
    func window(
        of state: RoomState, filter: AlertFilter, _ request: ViewRequest, uptime: () -> Milliseconds
    ) -> (window: BoardWindow, again: Milliseconds?) {
        guard let grouping = request.grouping else { return (BoardWindow(of: state, filter: filter, request), nil) }
        let now = uptime()
        let old = kept.withLock { kept in
            kept.first { $0.filter == filter && $0.grouping == grouping && $0.opened == request.opened }
        }
        if let old, old.groups.sequence == state.sequence || now.count < old.staysUntil.count {
            let window = old.groups.window(
                of: state, offset: request.offset, length: request.length, anchor: request.anchor)
            return (window, old.groups.sequence == state.sequence ? nil : old.staysUntil)
        }
        let groups = BoardGroups(of: state, filter: filter, by: grouping, opened: request.opened)
        let cost = max(0, uptime().count - now.count)
        let new = Kept(
            filter: filter, grouping: grouping, opened: request.opened, groups: groups,
            madeAt: now, staysUntil: Milliseconds(now.count + cost * Self.restFactor))
        kept.withLock { kept in
            kept.removeAll {
                $0.filter == filter && $0.grouping == grouping && $0.opened == request.opened
                    || now.count - $0.madeAt.count > Self.forgottenAfter.count
            }
            if kept.count < Self.keptMax { kept.append(new) }
        }
        let window = groups.window(
            of: state, offset: request.offset, length: request.length, anchor: request.anchor)
        return (window, nil)
    }
}
