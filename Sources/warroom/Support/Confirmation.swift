import Foundation
import PlainText

/// A question that a person answers with a typed word, so that nobody says yes by habit.
enum Confirmation {
    /// Asks on standard error, and reads the answer from standard input. Throws for any other word, and for none.
    static func ask(_ question: SafeText, word: String) throws(CommandFailure) {
        Output.problemLine(question)
        Output.problemLine(.cell("Type \(word) to go on:"))
        let answer = readLine()?.trimmingCharacters(in: .whitespaces)
        guard answer == word else {
            throw CommandFailure(
                .usage,
                "expected the word \(word), found \(answer ?? "nothing"): nothing was changed (--yes does not ask)")
        }
    }
}
