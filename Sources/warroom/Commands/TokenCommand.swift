import ArgumentParser
import Foundation
import PlainText
import Settings

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "The keys by which senders prove who they are.",
        discussion: """
            The configuration keeps only hashes of keys, under ingest.tokens. A sender presents its key as a bearer token, as \
            the password of basic authentication, as a PagerDuty routing key or as a GenieKey.
            """,
        subcommands: [New.self, Check.self])

    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Make up a key, show it once, and say what belongs in the configuration.")

        @OptionGroup var options: GlobalOptions

        @Argument(help: "What the sender is called in the room.")
        var name: String

        private struct Answer: Encodable {
            let name: String
            let token: String
            let sha256: String
            let line: String
        }

        func run() throws {
            guard IngestToken.isValid(name: name) else {
                throw CommandFailure(
                    .usage,
                    "a token's name has up to \(IngestToken.nameLengthMax) letters, digits, -, _ and ., beginning with a letter or a digit, found \(name)"
                )
            }
            var random = SystemRandomNumberGenerator()
            let key = IngestToken.freshKey(from: &random)
            let token = IngestToken(name: name, digest: IngestToken.digest(of: key))
            guard !options.json else {
                return try Output.json(
                    Answer(name: name, token: key, sha256: token.sha256, line: "- \(token.written)"))
            }
            Output.line(.cell("the token of \(name), shown this once: \(key)"))
            Output.line("in config.yaml:")
            Output.line("ingest:")
            Output.line("  tokens:")
            Output.line(.cell("    - \(token.written)"))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Say whose token it is that stands on standard input.")

        @OptionGroup var options: GlobalOptions

        private struct Answer: Encodable {
            let name: String
            let dialects: [String]
        }

        func run() throws {
            let tokens = try Configuration.load(environment: ProcessInfo.processInfo.environment).configuration.tokens
            // As an argument it would be seen by everyone on the machine.
            let key = readLine().map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
            guard !key.isEmpty else {
                throw CommandFailure(
                    .usage, "there is no token on standard input: `warroom token check < FILE` reads one")
            }
            let digest = IngestToken.digest(of: key)
            guard let token = tokens.first(where: { $0.fits(digest: digest) }) else {
                throw CommandFailure(
                    .failed,
                    "none of the \(tokens.count) tokens under ingest.tokens is this one: `warroom token new NAME` makes one"
                )
            }
            guard !options.json else { return try Output.json(Answer(name: token.name, dialects: token.dialects)) }
            let dialects = token.dialects.isEmpty ? "every dialect" : token.dialects.joined(separator: ", ")
            Output.line(.cell("this is the token of \(token.name), for \(dialects)"))
        }
    }
}
