import Dialects
import PlainText

extension DialectAnswer {
    /// The same with nothing in its plain text that a terminal would take for more than words: answers repeat what was asked.
    var neutralised: DialectAnswer {
        guard contentType?.hasPrefix("text/plain") == true else { return self }
        var safe = self
        let lines = SafeText.lines(String(decoding: body, as: UTF8.self), limit: .max)
        safe.body = Array(lines.map(\.string).joined(separator: "\n").utf8)
        return safe
    }
}
