public import Documents
import WarRoom

/// What reading a playbook's file gave: the playbook, as far as it can be used, and what is wrong with the file.
public struct PlaybookReading: Sendable {
    /// Nil where nothing can be walked.
    public var playbook: Playbook?
    public var problems: [DocumentProblem]

    /// Reads a playbook's text: YAML between two lines `---`, then Markdown whose headings `##` and `###` are the steps.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: the file's name, for problems.
    ///   - name: the name under which the playbook is known: the file's own without `.md`.
    public init(text: String, file: String, name: String) {
        guard text.utf8.count <= Limits.playbookBytesMax else {
            let message = "expected at most \(Limits.playbookBytesMax) bytes, found \(text.utf8.count): split it in two"
            problems = [DocumentProblem(file: file, message: message)]
            return
        }
        let parts = FrontMatter.split(text)
        guard let head = parts.head else {
            let message = "expected front matter: a line `---`, `title: …`, and a line `---`, before the Markdown"
            problems = [DocumentProblem(file: file, line: 1, message: message)]
            return
        }
        let front = FrontMatter(text: head, file: file)
        var steps = StepReader(file: file, lineOffset: parts.bodyLine - 1)
        steps.read(MarkdownBlock.read(parts.body))
        problems = front.problems + steps.problems
        guard !steps.steps.isEmpty, let title = front.title ?? steps.title else {
            if front.title == nil, steps.title == nil {
                problems.append(DocumentProblem(file: file, line: 1, message: "title: expected one, found none"))
            }
            problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
            return
        }
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        playbook = Playbook(
            name: name, title: title, match: front.match, severity: front.severity, roles: front.roles,
            introduction: steps.introduction, steps: steps.steps, source: text)
    }
}
