import PlainText

/// One of the four panes, in the order of their digits.
public enum Pane: String, Sendable, Hashable, Codable, CaseIterable {
    case alerts, responder, playbook, timeline

    /// The digit in its title, which focuses it.
    public var digit: Int {
        switch self {
        case .alerts: 1
        case .responder: 2
        case .playbook: 3
        case .timeline: 4
        }
    }

    /// The word in its title.
    var title: SafeText {
        switch self {
        case .alerts: "Alerts"
        case .responder: "Responder"
        case .playbook: "Playbook"
        case .timeline: "Timeline"
        }
    }

    /// The word in its tab where there is little room.
    var shortTitle: SafeText {
        switch self {
        case .alerts: "Alerts"
        case .responder: "Resp"
        case .playbook: "Play"
        case .timeline: "Time"
        }
    }

    /// The pane that `Tab` (1) or `Shift-Tab` (-1) goes to.
    func neighbour(_ step: Int) -> Pane {
        let all = Pane.allCases
        let index = (digit - 1 + step + all.count) % all.count
        return all.indices.contains(index) ? all[index] : self
    }
}
