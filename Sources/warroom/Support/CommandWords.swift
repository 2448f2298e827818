import ArgumentParser
import Documents

/// The words that name a command: an unknown one is told which was probably meant.
enum CommandWords {
    /// Throws where the arguments begin with words that are no command's. Options and what follows them are the parser's.
    static func check(_ arguments: [String]) throws(CommandFailure) {
        var place: any ParsableCommand.Type = Warroom.self
        var path = ["warroom"]
        for word in arguments {
            let known = place.configuration.subcommands
            guard !known.isEmpty, !word.hasPrefix("-"), word != "help" else { return }
            guard let next = known.first(where: { names(of: $0).contains(word) }) else {
                throw unknown(word, after: path, among: known)
            }
            path.append(word)
            place = next
        }
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command.configuration.commandName].compactMap(\.self) + command.configuration.aliases
    }

    private static func unknown(
        _ word: String, after path: [String], among known: [any ParsableCommand.Type]
    ) -> CommandFailure {
        let candidates = known.filter { $0.configuration.shouldDisplay }.flatMap(names)
        let command = path.joined(separator: " ")
        let meant = NearestWord.of(word, among: candidates).map { "did you mean `\(command) \($0)`?" }
        return CommandFailure(
            .usage, "there is no command \(word): " + (meant ?? "`\(command) --help` lists those there are"))
    }
}
