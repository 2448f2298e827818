import Documents
import WarRoom

/// Turns a playbook's Markdown into steps: `##` begins a step, `###` a step below it; what stands before is the introduction.
struct StepReader {
    private(set) var title: String?
    private(set) var introduction: [StepBlock] = []
    private(set) var steps: [PlaybookStep] = []
    private(set) var problems: [DocumentProblem] = []

    private let file: String
    private let lineOffset: Int
    private var main = 0
    private var below = 0
    /// Whether a time box may still come: only right under the heading.
    private var isAtHeading = false
    private static let shells = ["sh", "bash"]

    init(file: String, lineOffset: Int) {
        self.file = file
        self.lineOffset = lineOffset
    }

    mutating func read(_ blocks: [MarkdownBlock]) {
        for block in blocks {
            if case .heading(let level) = block.kind {
                readHeading(block, level: level)
            } else {
                readContent(block)
                if block.kind != .other { isAtHeading = false }
            }
        }
        if steps.isEmpty {
            let message = "expected at least one step, a heading such as `## Confirm that it is down`, found none"
            problems.append(DocumentProblem(file: file, line: lineOffset + 1, message: message))
        }
    }

    private mutating func readHeading(_ block: MarkdownBlock, level: Int) {
        let words = block.flowing
        guard level > 1 else {
            if title == nil, steps.isEmpty {
                title = words
            } else {
                report("a heading with one # is the playbook's title: steps begin with ##", block)
            }
            return
        }
        guard !words.isEmpty else { return report("expected the step's title after ##, found nothing", block) }
        guard level < 4 else { return report("steps go two levels deep: expected ## or ###, found \(level) #", block) }
        guard level == 2 || main > 0 else { return report("expected a step (##) before one below it (###)", block) }
        guard steps.count < Limits.playbookStepsMax else {
            return report("expected at most \(Limits.playbookStepsMax) steps: split the playbook in two", block)
        }
        if level == 2 {
            main += 1
            below = 0
        } else {
            below += 1
        }
        let number = level == 2 ? "\(main)" : "\(main).\(below)"
        steps.append(PlaybookStep(number: number, title: Cut.text(words, bytesMax: Limits.titleBytesMax)))
        isAtHeading = true
    }

    private mutating func readContent(_ block: MarkdownBlock) {
        switch block.kind {
        case .heading: break
        case .paragraph: readParagraph(block)
        case .item(let level): add(StepBlock(.item, block.flowing, level: level))
        case .task(let level, let isChecked):
            if isChecked { report("a task that is ticked in the file would be ticked for everybody: write [ ]", block) }
            add(StepBlock(.task, block.flowing, level: level))
        case .code(let info): readCode(block, info: info)
        case .other: report("HTML is not shown: write Markdown, and `<words>` in backticks", block)
        }
    }

    private mutating func readParagraph(_ block: MarkdownBlock) {
        var block = block
        let first = block.text.prefix { $0 != "\n" && $0 != "\u{B}" }
        if first.lowercased().hasPrefix("time box") {
            readTimeBox(first, block)
            block.text = String(block.text.dropFirst(first.count + 1))
        }
        if !block.text.isEmpty { add(StepBlock(.text, block.flowing)) }
    }

    private mutating func readTimeBox(_ line: Substring, _ block: MarkdownBlock) {
        let value = (line.split(separator: ":", maxSplits: 1).dropFirst().first ?? "").drop(while: \.isWhitespace)
        guard isAtHeading, !steps.isEmpty else {
            return report("a time box stands right under its step's heading", block)
        }
        let length = Milliseconds(written: value.filter { $0 != " " })
        guard let length, length > .zero, length <= Limits.timeBoxMax else {
            let most = Limits.timeBoxMax.spoken
            return report("expected a time box such as `Time box: 5m`, at most \(most), found \"\(value)\"", block)
        }
        steps[steps.count - 1].timeBox = length
    }

    private mutating func readCode(_ block: MarkdownBlock, info: String) {
        let words = info.split(separator: " ").map(String.init)
        let isEmpty = block.text.allSatisfy(\.isWhitespace)
        guard words.dropFirst().contains(where: { $0 == "run" }) else {
            if let odd = words.dropFirst().first {
                report("expected `sh run` for a command to run, or the language alone, found \"\(odd)\"", block)
            }
            return add(StepBlock(.sample, Self.trimmed(block.text)))
        }
        guard let shell = words.first, Self.shells.contains(shell) else {
            return report("only shell commands can be run: expected `sh run`, found \"\(info)\"", block)
        }
        guard words.count == 2 else {
            return report("expected `\(shell) run` and nothing more, found \"\(info)\"", block)
        }
        guard !isEmpty else { return report("expected a command to run, found nothing", block) }
        guard !steps.isEmpty else { return report("a command to run belongs in a step (##)", block) }
        add(StepBlock(.command, Self.trimmed(block.text)))
    }

    private static func trimmed(_ code: String) -> String {
        var code = code
        while code.last?.isNewline ?? false { code.removeLast() }
        return code
    }

    private mutating func add(_ block: StepBlock) {
        guard !block.text.isEmpty else { return }
        if steps.isEmpty {
            introduction.append(block)
        } else {
            steps[steps.count - 1].blocks.append(block)
        }
    }

    private mutating func report(_ message: String, _ block: MarkdownBlock) {
        guard problems.count < DocumentReader.problemsMax else { return }
        problems.append(DocumentProblem(file: file, line: block.line + lineOffset, message: message))
    }
}
