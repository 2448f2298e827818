import Documents

/// A problem in a file as `--json` prints it.
struct ProblemRow: Encodable {
    let file: String
    let line: Int?
    let column: Int?
    let message: String

    init(_ problem: DocumentProblem) {
        file = problem.file
        line = problem.line
        column = problem.column
        message = problem.message
    }
}
