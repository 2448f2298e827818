import WarRoom

/// The bottom line while it is being typed into.
struct Prompt: Sendable {
    let kind: PromptKind
    var editor: LineEditor
    /// Why the last answer was not taken; raw words.
    var problem: String?
    /// The tag that `Tab` chose for a note.
    var tag: NoteTag?
    /// The choice that Enter or Tab would take.
    var highlighted: Int?

    /// What a silence could match, as the room said last.
    var proposals: [SilenceProposal] = []
    /// Whether the room has said so.
    var isProposed = false

    /// The proposal that Enter would take.
    var proposal: SilenceProposal? {
        let index = highlighted ?? 0
        return proposals.indices.contains(index) ? proposals[index] : nil
    }

    init(_ kind: PromptKind, text: String = "", isSelected: Bool = false, highlighted: Int? = nil) {
        self.kind = kind
        editor = LineEditor(text, isSelected: isSelected)
        self.highlighted = highlighted
    }

    /// The next tag in the ring of all of them and none.
    mutating func cycleTag(_ step: Int) {
        let ring: [NoteTag?] = [nil] + NoteTag.allCases
        let index = ring.firstIndex(of: tag) ?? 0
        tag = ring[(index + step + ring.count) % ring.count]
    }

    /// Moves the highlight around a ring of choices.
    mutating func moveHighlight(_ step: Int, count: Int) {
        guard count > 0 else { return }
        guard let current = highlighted else {
            highlighted = step > 0 ? 0 : count - 1
            return
        }
        highlighted = (current + step + count) % count
    }
}
