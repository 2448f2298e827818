import WarRoom

extension RoomView {
    /// The same view with places and counts in a range that can be calculated with: another process wrote them.
    func bounded() -> RoomView {
        var view = self
        view.offset = Self.bounded(offset)
        view.matching = Self.bounded(matching)
        view.lines = lines.map(Self.bounded)
        view.groups = groups?.map { group in
            var group = group
            group.flapping = group.flapping.map(Self.bounded)
            for state in AlertState.allCases { group.counts[state] = Self.bounded(group.counts[state]) }
            return group
        }
        view.fitting = fitting?.prefix(Limits.interestsMax).map {
            FittingPlaybook(name: $0.name, alerts: Self.bounded($0.alerts))
        }
        view.overview.working = overview.working?.prefix(Limits.workersShownMax).map { worker in
            var worker = worker
            worker.alerts = Self.bounded(worker.alerts)
            return worker
        }
        view.overview.workingCount = overview.workingCount.map(Self.bounded)
        view.overview.crowdCount = Self.bounded(overview.crowdCount)
        for state in AlertState.allCases { view.overview.counts[state] = Self.bounded(overview.counts[state]) }
        return view
    }

    private static func bounded(_ count: Int) -> Int { min(max(0, count), 1_000_000_000) }
}
