import WarRoom

/// The sentence in the bottom line that says what just happened.
struct Answer: Sendable, Equatable {
    enum Kind: Sendable {
        /// It was done.
        case done
        /// The room refused it, or it did not arrive.
        case refused
        /// Nothing was done; how it would go.
        case hint
    }

    let kind: Kind
    /// Raw words.
    let sentence: String
    let until: Instant

    /// How long a refusal stays: it has to be read.
    static let refusalLength = Milliseconds.seconds(8)
    /// How long a hint stays.
    static let hintLength = Milliseconds.seconds(4)
}
