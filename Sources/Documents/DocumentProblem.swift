/// One thing that is wrong in a file that people write: where it stands, what was expected and what came.
///
/// The message may quote the file's own words; whoever shows it neutralises it.
public struct DocumentProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as it was named.
    public let file: String
    /// From 1; `nil` where the problem is the whole file's.
    public let line: Int?
    /// From 1, in Unicode scalars; `nil` where only the line is known.
    public let column: Int?
    /// One sentence without a full stop.
    public let message: String

    /// A problem at a place.
    public init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `file:line:column: message`, as compilers write it, so that editors find the place.
    public var description: String {
        let place = [file] + [line, column].compactMap { $0 }.map(String.init)
        return place.joined(separator: ":") + ": " + message
    }
}

/// Why a file that people write cannot be used: all its problems, at least one, in the order of its lines.
public struct DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The problems; never empty.
    public let problems: [DocumentProblem]

    /// An error of one problem.
    public init(_ problem: DocumentProblem) {
        problems = [problem]
    }

    /// An error of these problems; `nil` where there are none.
    public init?(_ problems: [DocumentProblem]) {
        guard !problems.isEmpty else { return nil }
        self.problems = problems
    }

    /// A line for each problem.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
