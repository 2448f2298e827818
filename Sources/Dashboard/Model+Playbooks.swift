import PlainText
import Playbooks
import WarRoom

/// What a playbook's author wrote beside the steps, and what of it the incident lacks.
extension Model {
    /// The playbook here whose text is the one that is walked; nil where there is none.
    func book(of progress: PlaybookProgress) -> Playbook? {
        guard let digest = progress.textDigest else { return nil }
        return playbook.library.first { $0.name == progress.playbook && TextDigest.of($0.source) == digest }
    }

    /// Those of a playbook's roles that nobody has in an incident: all of them without one.
    func unfilled(_ roles: [Role], in incident: IncidentID?) -> [Role] {
        let held = overview?.incidents.first { $0.id == incident }?.roles.map(\.role) ?? []
        return roles.filter { !held.contains($0) }
    }

    /// What whoever begins a playbook is told: the roles that nobody has, and that it is written for worse; raw words.
    func startRemark(_ book: Playbook, in id: IncidentID?) -> String {
        guard let incident = overview?.incidents.first(where: { $0.id == id }) else { return "" }
        var remark = ""
        let roles = unfilled(book.roles, in: id).map(\.rawValue)
        if !roles.isEmpty { remark += "; unfilled: " + roles.joined(separator: ", ") }
        if let proposed = book.severity, proposed.level < incident.severity.level {
            remark += "; it is written for \(proposed.rawValue): \(key(.severity)) sets it"
        }
        return remark
    }

    /// The beginning of what the highlighted playbook is for; empty where none is highlighted or its author wrote nothing.
    func introduction(of prompt: Prompt) -> SafeText {
        guard prompt.kind.isStartingPlaybook, let index = prompt.highlighted,
            let choice = choices(of: prompt).dropFirst(index).first,
            let book = playbook.library.first(where: { $0.name == choice.value }),
            let words = book.introduction.first(where: { $0.kind == .text })
        else { return "" }
        return SafeText.cell(words.text.filter { $0 != "`" })
    }
}

extension PromptKind {
    /// Whether it asks for a playbook to begin.
    fileprivate var isStartingPlaybook: Bool { if case .startPlaybook = self { true } else { false } }
}
