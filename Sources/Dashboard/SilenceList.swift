import WarRoom

/// The list of silences: which one is selected, by identity.
struct SilenceList: Sendable {
    var selected: EventID?
    var top = 0

    /// Keeps the selection on something there is, near where it was, and in view.
    mutating func settle(_ silences: [SilenceSummary], height: Int) {
        let index = silences.firstIndex { $0.id == selected } ?? min(max(0, top), max(0, silences.count - 1))
        selected = silences.indices.contains(index) ? silences[index].id : nil
        let height = max(1, height)
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        top = max(0, min(top, silences.count - height))
    }

    /// Selects the one so many places further on.
    mutating func move(by step: Int, in silences: [SilenceSummary]) {
        guard !silences.isEmpty else { return }
        let index = silences.firstIndex { $0.id == selected } ?? 0
        selected = silences[min(max(0, index.addingReportingOverflow(step).partialValue), silences.count - 1)].id
    }
}
