import PlainText

/// An action that takes words behind its name in the palette: `ack 30m @bo looking`.
struct PaletteVerb: Sendable, Equatable {
    /// Its name there.
    let word: String
    /// What is run with the words.
    let action: ActionID
    /// What such words look like.
    let sample: SafeText

    static let all = [
        PaletteVerb(word: "ack", action: .acknowledgeFor, sample: "30m @bo looking"),
        PaletteVerb(word: "silence", action: .silence, sample: "2h why"),
        PaletteVerb(word: "extend", action: .extendSilence, sample: "2h why"),
        PaletteVerb(word: "correct", action: .correct, sample: "the new words"),
        PaletteVerb(word: "note", action: .note, sample: "#finding @03:05 pool exhausted"),
        PaletteVerb(word: "declare", action: .declare, sample: "what is wrong for customers"),
        PaletteVerb(word: "incident", action: .incidents, sample: "INC-2"),
        PaletteVerb(word: "roles", action: .roles, sample: "scribe kim"),
        PaletteVerb(word: "status", action: .status, sample: "identified"),
        PaletteVerb(word: "severity", action: .severity, sample: "SEV1"),
        PaletteVerb(word: "close", action: .close, sample: "INC-2"),
        PaletteVerb(word: "merge", action: .merge, sample: "INC-2"),
        PaletteVerb(word: "playbook", action: .startPlaybook, sample: "disk-filling"),
        PaletteVerb(word: "skip", action: .skipStep, sample: "why"),
        PaletteVerb(word: "stop", action: .stopPlaybook, sample: "why"),
        PaletteVerb(word: "group", action: .group, sample: "service"),
        PaletteVerb(word: "filter", action: .filter, sample: "words, !not"),
        PaletteVerb(word: "theme", action: .theme, sample: "nord"),
    ]

    /// The one that runs an action; that of an ack with words for an ack without.
    static func verb(of action: ActionID) -> PaletteVerb? {
        all.first { $0.action == (action == .acknowledge ? .acknowledgeFor : action) }
    }
}

/// What stands in the palette's line.
enum PaletteLine: Equatable {
    /// Letters of an action.
    case search(String)
    /// An action and the words behind its name.
    case argument(PaletteVerb, String)

    /// A name and a blank make the rest the action's words, unless the whole is what an action is called.
    init(_ text: String, titles: [String]) {
        let line = String(text.drop { $0.isWhitespace })
        self = .search(line)
        guard let end = line.firstIndex(where: \.isWhitespace) else { return }
        let word = line[..<end].lowercased()
        let whole = AckAnswer.trimmed(line).lowercased()
        guard whole == word || !titles.contains(whole),
            let verb = PaletteVerb.all.first(where: { $0.word == word || $0.action.name == word })
        else { return }
        self = .argument(verb, AckAnswer.trimmed(String(line[end...])))
    }
}
