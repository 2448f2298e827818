/// Why one item of a request was not taken: what was expected and what came.
struct ItemProblem: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
