import WarRoom

/// What takes the last act back, and for how long that is on offer.
struct UndoOffer: Sendable {
    let commands: [any PersonCommand]
    /// What was done; raw words.
    let sentence: String
    let until: Instant
}
