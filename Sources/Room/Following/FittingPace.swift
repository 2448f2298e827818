import Synchronization
import WarRoom

/// Finds which playbooks fit the alerts, seldom enough and once for all screens with the same interests: matching takes the
/// writer's time.
///
/// Screens tell their interests ahead and then name them by their id.
final class FittingPace: Sendable {
    private struct Kept {
        let playbooks: PlaybookFitting
        var found: PacedAnswer<[FittingPlaybook]>?
    }

    /// What was told or asked for last stands at the end.
    private let kept = Mutex<[Kept]>([])

    /// Remembers interests; those that were not asked for longest make room for them.
    func keep(_ interests: PlaybookInterests) {
        guard !kept.withLock({ Self.isKept(interests.id, in: $0) }) else { return }
        let new = Kept(playbooks: PlaybookFitting(interests))
        kept.withLock { kept in
            guard !Self.isKept(interests.id, in: kept) else { return }
            kept.append(new)
            if kept.count > Limits.interestsHeldMax { kept.removeFirst() }
        }
    }

    private static func isKept(_ id: String, in kept: [Kept]) -> Bool {
        kept.contains { $0.playbooks.id == id }
    }

    /// What fits, and when to ask once more because it is out of date; nothing where the interests are not known.
    func fitting(
        of state: RoomState, _ id: String, uptime: () -> Milliseconds
    ) -> (fitting: [FittingPlaybook]?, again: Milliseconds?) {
        let now = uptime()
        let old: Kept? = kept.withLock { kept in
            guard let index = kept.firstIndex(where: { $0.playbooks.id == id }) else { return nil }
            let old = kept.remove(at: index)
            kept.append(old)
            return old
        }
        guard let old else { return (nil, nil) }
        if let found = old.found, found.isInUse(for: state, at: now) {
            return (found.answer, found.again(for: state))
        }
        let found = PacedAnswer(state, at: now, uptime: uptime) { old.playbooks.playbooks(fitting: $0) }
        kept.withLock { kept in
            guard let index = kept.firstIndex(where: { $0.playbooks.id == id }) else { return }
            kept[index].found = found
        }
        return (found.answer, nil)
    }
}
