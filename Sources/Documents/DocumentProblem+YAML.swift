import Yams

extension DocumentProblem {
    /// What the YAML parser says about a file, with the place.
    init(_ error: YamlError, file: String, text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let reason =
                DocumentProblem.isTab(at: mark, in: text)
                ? "a tab stands where YAML takes only spaces" : DocumentProblem.sentence(context, problem)
            self.init(file: file, line: mark.line, column: mark.column, message: "this is not YAML: " + reason)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = Node.quoted(keys.first ?? "")
            self.init(
                file: file, line: context.mark.line, column: context.mark.column,
                message: "the key \(key) stands here and once more further down, expected it once")
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).count(where: \.isNewline) + 1 }
            self.init(file: file, line: line, message: "this is not YAML: " + problem)
        case .dataCouldNotBeDecoded:
            self.init(file: file, message: "expected text in UTF-8, found other bytes")
        case .no, .memory, .writer, .emitter, .representer:
            self.init(file: file, message: "this is not YAML: the parser gave up")
        }
    }

    private static func sentence(_ context: YamlError.Context?, _ problem: String) -> String {
        guard let context else { return problem }
        return "\(problem) (\(context.text) that begins on line \(context.mark.line))"
    }

    private static func isTab(at mark: Mark, in text: String) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(mark.line - 1) else { return false }
        let scalars = lines[mark.line - 1].unicodeScalars
        return scalars.dropFirst(mark.column - 1).first == "\t"
    }
}
