/// Typed words that were not taken, kept for the next time the same prompt opens.
struct Draft: Sendable, Equatable {
    let prompt: PromptKind.Name
    let text: String
}
