import Dialects
import PlainText

extension DialectAnswer {
    /// The same with nothing in its plain text that a terminal would take for more than words: answers repeat what was asked.
    var neutralised: DialectAnswer {
        guard contentType?.hasPrefix("text/plain") == true else { return self }
        var safe = self
        safe.body = Array(SafeText.line(String(decoding: body, as: UTF8.self)).string.utf8)
        return safe
    }
}
