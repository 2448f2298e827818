import Canvas
import PlainText
import WarRoom

/// The bottom line: what just happened, else the keys that matter most where one is.
enum Footer {
    static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
        if let answer = model.answer {
            draw(answer, model, in: rect, on: &frame)
        } else {
            drawKeys(model, in: rect, on: &frame)
        }
    }

    private static func draw(_ answer: Answer, _ model: Model, in rect: Rect, on frame: inout Frame) {
        let glyphs = model.glyphs
        var suffix: [TextRun] = []
        if answer.kind == .done, model.undo != nil {
            suffix = [
                TextRun(" " + glyphs[.separator] + " ", .textDim), TextRun(model.key(.undo), .key),
                TextRun(" undoes", .keyLabel),
            ]
        }
        let lead: TextRun =
            switch answer.kind {
            case .done: TextRun(glyphs[.done] + " ", .success)
            case .refused: TextRun(glyphs[.failed] + " ", .promptError)
            case .hint: TextRun(glyphs[.separator] + " ", .textDim)
            }
        let suffixColumns = suffix.reduce(0) { $0 + $1.text.width }
        let room = max(0, rect.columns - 2 - lead.text.width - suffixColumns)
        let sentence = SafeText.cell(answer.sentence).truncated(to: room, ellipsis: glyphs[.ellipsis])
        let role: StyleRole = answer.kind == .refused ? .promptError : .text
        frame.put([lead, TextRun(sentence, role)] + suffix, at: Point(column: rect.column + 1, row: rect.row))
    }

    private static func drawKeys(_ model: Model, in rect: Rect, on frame: inout Frame) {
        let gap = rect.columns >= 100 ? 3 : 2
        let palette = rect.columns >= 60 ? runs(.palette, model) : []
        let space = TextRun(SafeText("").padded(to: gap))
        let help = palette + (palette.isEmpty ? [] : [space]) + runs(.help, model)
        let helpColumns = help.reduce(0) { $0 + $1.text.width }
        var column = rect.column + 1
        for id in ids(model) where id != .help {
            let runs = runs(id, model)
            let width = runs.reduce(0) { $0 + $1.text.width }
            if width == 0 { continue }
            guard column + width + gap + helpColumns < rect.endColumn else { break }
            frame.put(runs, at: Point(column: column, row: rect.row))
            column += width + gap
        }
        frame.put(help, at: Point(column: column, row: rect.row))
    }

    /// Key and word; dim as a whole while it can do nothing, so that no key moves when the selection does.
    private static func runs(_ id: ActionID, _ model: Model) -> [TextRun] {
        guard let action = model.keyMap.action(id), let key = action.keys.first else { return [] }
        let isDisabled = action.disabledReason(model) != nil
        return [
            TextRun(SafeText.cell(key.name), isDisabled ? .keyDisabled : .key),
            TextRun(" " + action.title, isDisabled ? .keyDisabled : .keyLabel),
        ]
    }

    private static func ids(_ model: Model) -> [ActionID] {
        switch model.overlay {
        case .help: return [.open, .filter, .back]
        case .incidents: return [.open, .filter, .declare, .back]
        case .silences: return [.open, .endSilence, .extendSilence, .filter, .back]
        case .detail(let detail):
            switch detail.subject {
            case .alert: return [.back, .acknowledge, .unacknowledge, .note, .link, .silence, .resolve]
            case .playbook: return [.back, .open, .completeStep, .skipStep, .note, .filter, .stopPlaybook]
            case .silence: return [.back, .endSilence, .extendSilence]
            case .entry: return [.back, .pin, .correct, .note]
            case .incident: return [.back, .takeCommand, .status, .severity, .roles, .join, .close]
            }
        case nil: break
        }
        if model.view == nil { return [.quit] }
        if model.isQuiet, model.activePane != .responder { return [.note, .declare, .incidents, .filter, .quit] }
        switch model.activePane {
        case .alerts:
            return [.acknowledge, .note] + (model.progress?.current == nil ? [] : [.completeStep])
                + (model.openIncident == nil ? [.declare] : [.link])
                + [.open, .filter, .unacknowledge, .incidents]
        case .responder: return [.takeCommand, .note, .status, .severity, .roles, .join, .open, .filter, .close]
        case .playbook:
            return model.progress == nil
                ? [.startPlaybook, .note, .incidents]
                : [.completeStep, .skipStep, .note, .startPlaybook, .filter, .stopPlaybook]
        case .timeline: return [.note, .open, .filter, .onlyIncident, .pin, .correct, .last]
        }
    }
}
