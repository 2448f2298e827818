import EventLog

/// Inputs that stopped the room before and are refused.
struct RefusedInputs: Sendable {
    private let digests: Set<String>

    init(_ digests: Set<String>) {
        self.digests = digests
    }

    /// Whether this is one of them. Nothing is hashed where there are none.
    func contains(_ input: HeldInput) -> Bool {
        !digests.isEmpty && digests.contains(input.digest)
    }

    static let sentence =
        "this input stopped the room before and was set aside: `warroom log quarantine` shows it, and `warroom log release` lets it in again"
}
