/// Why what was typed cannot be taken; raw words.
struct PromptProblem: Error, Equatable {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}
