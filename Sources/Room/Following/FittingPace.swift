import Synchronization
import WarRoom

/// Finds which playbooks fit the alerts, seldom enough: matching takes the writer's time.
///
/// Screens tell their interests ahead and then name them by their id. As with ``GroupPace``, what was found stays in use
/// until twenty times the time has passed that finding it took, for all screens with the same interests.
final class FittingPace: Sendable {
    private struct Kept {
        let playbooks: PlaybookFitting
        var found: Found?
    }

    private struct Found {
        let fitting: [FittingPlaybook]
        let sequence: Int64
        let staysUntil: Milliseconds
    }

    /// What was told or asked for last stands at the end.
    private let kept = Mutex<[Kept]>([])
    /// How many times its own cost an answer is kept.
    private static let restFactor: Int64 = 20

    /// Remembers interests; those that were not asked for longest make room for them.
    func keep(_ interests: PlaybookInterests) {
        guard !isKept(interests.id) else { return }
        let new = Kept(playbooks: PlaybookFitting(interests))
        kept.withLock { kept in
            kept.append(new)
            if kept.count > Limits.interestsHeldMax { kept.removeFirst() }
        }
    }

    private func isKept(_ id: String) -> Bool {
        kept.withLock { kept in kept.contains { $0.playbooks.id == id } }
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
        if let found = old.found, found.sequence == state.sequence || now.count < found.staysUntil.count {
            return (found.fitting, found.sequence == state.sequence ? nil : found.staysUntil)
        }
        let fitting = old.playbooks.playbooks(fitting: state)
        let cost = max(0, uptime().count - now.count)
        let found = Found(
            fitting: fitting, sequence: state.sequence, staysUntil: Milliseconds(now.count + cost * Self.restFactor))
        kept.withLock { kept in
            guard let index = kept.firstIndex(where: { $0.playbooks.id == id }) else { return }
            kept[index].found = found
        }
        return (fitting, nil)
    }
}
