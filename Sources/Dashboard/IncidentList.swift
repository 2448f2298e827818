import WarRoom

/// The list of incidents: which one is selected, by identity.
struct IncidentList: Sendable {
    var selected: IncidentID?
    var filter = ""
    var top = 0

    /// Keeps the selection on something there is, and in view.
    mutating func settle(_ incidents: [IncidentSummary], height: Int) {
        let index = incidents.firstIndex { $0.id == selected } ?? 0
        selected = incidents.indices.contains(index) ? incidents[index].id : nil
        let height = max(1, height)
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        top = max(0, min(top, incidents.count - height))
    }

    /// Selects the one so many places further on.
    mutating func move(by step: Int, in incidents: [IncidentSummary]) {
        guard !incidents.isEmpty else { return }
        let index = incidents.firstIndex { $0.id == selected } ?? 0
        selected = incidents[min(max(0, index.addingReportingOverflow(step).partialValue), incidents.count - 1)].id
    }
}
