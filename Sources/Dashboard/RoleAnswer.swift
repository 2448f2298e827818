import WarRoom

/// What was typed about a role: `scribe kim`, `scribe` for oneself, `scribe nobody` to give it back.
struct RoleAnswer: Equatable {
    let role: Role
    /// Nil for the one who types.
    let person: String?
    let isRelease: Bool

    init(_ text: String) throws(PromptProblem) {
        let words = text.split(separator: " ", maxSplits: 1)
        guard let first = words.first else {
            throw PromptProblem("say which role, and who: scribe kim")
        }
        guard let role = Role(written: String(first)) else {
            throw PromptProblem("there is no role \(first): commander, deputy, scribe, expert or communications")
        }
        self.role = role
        let rest = words.count > 1 ? words[1].split(separator: " ").joined(separator: " ") : ""
        isRelease = rest == "nobody" || rest == "-"
        person = rest.isEmpty || isRelease ? nil : rest
    }

    /// The role that stands before the first blank.
    static func role(in text: String) -> Role? {
        guard let end = text.firstIndex(of: " ") else { return nil }
        return Role(written: String(text[..<end]))
    }

    /// The part of the text that is being typed: the word after the role's, or the role's own.
    static func open(in text: String) -> String {
        guard role(in: text) != nil, let end = text.firstIndex(of: " ") else { return text }
        return String(text[text.index(after: end)...].drop { $0 == " " })
    }
}
