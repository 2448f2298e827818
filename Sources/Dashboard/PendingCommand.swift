import WarRoom

/// A command on its way to the room.
struct PendingCommand: Sendable {
    enum Purpose: Sendable, Equatable {
        /// The person asked for it.
        case act
        /// It takes something back: it offers no undo of its own. Where it is one of several, the sentence of what they
        /// take back together.
        case undo(of: String?)
        /// It goes along with something else; nobody needs to hear that it worked.
        case aside
    }

    let purpose: Purpose
    let sentAt: Instant
    /// Whether it opens an incident, which is then looked at.
    let isDeclaration: Bool
    /// What had been typed for it, to be offered again if it fails.
    let draft: Draft?
    /// Whether it acts on what is marked: then the marks go when it is done.
    let isOfMarked: Bool
    /// What else is to be said once it is done; raw words, empty where nothing is.
    var remark = ""

    /// How long a command may be on its way before the screen says so: answers usually come sooner than eyes move.
    static let showsAfter = Milliseconds(300)
}
