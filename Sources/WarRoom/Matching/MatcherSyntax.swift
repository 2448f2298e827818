/// Reads matchers as people write them for Alertmanager: `severity="critical"`, `{job=~"api.*",env!=dev}`.
public enum MatcherSyntax {
    /// Reads one or more matchers, separated by commas, with or without braces around them.
    ///
    /// Throws a sentence that names the place where the text stops making sense.
    public static func parse(_ text: String) throws(MatcherError) -> [Matcher] {
        var reader = Reader(text)
        let matchers = try reader.matchers()
        guard !matchers.isEmpty else {
            throw MatcherError("expected a matcher such as severity=\"critical\", found nothing")
        }
        return matchers
    }

    /// Whether the text looks like a matcher rather than like words to search for.
    public static func looksLikeMatcher(_ text: String) -> Bool {
        guard let sign = text.firstIndex(where: { $0 == "=" || $0 == "~" }) else { return false }
        let name = text[..<sign].drop { $0 == "{" || $0 == " " }.filter { $0 != "!" && $0 != " " }
        return !name.isEmpty && name.unicodeScalars.allSatisfy(isNameScalar)
    }

    /// Whether a label's name may hold the scalar without quotes around it.
    static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", ":", ".", "-", "/": true
        default: scalar.value > 0x7F
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private struct Reader {
        private let text: String
        private var rest: Substring.UnicodeScalarView

        init(_ text: String) {
            self.text = text
            rest = text[...].unicodeScalars
        }

        mutating func matchers() throws(MatcherError) -> [Matcher] {
            skipSpaces()
            let isBraced = skip("{")
            var result: [Matcher] = []
            while true {
                skipSpaces()
                if rest.isEmpty || rest.first == "}" { break }
                result.append(try matcher())
                skipSpaces()
                guard skip(",") else { break }
            }
            if isBraced {
                guard skip("}") else { throw failure("a closing }") }
            }
            skipSpaces()
            guard rest.isEmpty else { throw failure("a comma or the end") }
            return result
        }

        private mutating func matcher() throws(MatcherError) -> Matcher {
            let name = rest.first == "\"" ? try quoted() : word(where: MatcherSyntax.isNameScalar)
            guard !name.isEmpty else { throw failure("a label's name") }
            skipSpaces()
            let (isEqual, isRegex) = try sign()
            skipSpaces()
            let value = rest.first == "\"" ? try quoted() : bareValue()
            return try Matcher(name: name, value: value, isRegex: isRegex, isEqual: isEqual)
        }

        private mutating func sign() throws(MatcherError) -> (isEqual: Bool, isRegex: Bool) {
            if skip("!") {
                if skip("=") { return (false, false) }
                if skip("~") { return (false, true) }
                throw failure("!= or !~")
            }
            guard skip("=") else { throw failure("one of = != =~ !~") }
            return (true, skip("~"))
        }

        private mutating func bareValue() -> String {
            let value = word { $0 != "," && $0 != "}" }.unicodeScalars
            return String(String.UnicodeScalarView(value.reversed().drop(while: MatcherSyntax.isBlank).reversed()))
        }

        private mutating func quoted() throws(MatcherError) -> String {
            _ = skip("\"")
            var value = String.UnicodeScalarView()
            while let scalar = rest.popFirst() {
                switch scalar {
                case "\"": return String(value)
                case "\\":
                    guard let escaped = rest.popFirst() else { throw failure("the escaped character") }
                    if escaped == "n" {
                        value.append("\n")
                    } else {
                        // As Alertmanager reads it: only \" \\ and \n are escapes, any other backslash is meant as one.
                        if escaped != "\"" && escaped != "\\" { value.append("\\") }
                        value.append(escaped)
                    }
                default: value.append(scalar)
                }
            }
            throw failure("a closing quote")
        }

        private mutating func word(where isPart: (Unicode.Scalar) -> Bool) -> String {
            let part = rest.prefix(while: isPart)
            rest = rest[part.endIndex...]
            return String(String.UnicodeScalarView(part))
        }

        private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
            guard rest.first == scalar else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func skipSpaces() {
            rest = rest.drop(while: MatcherSyntax.isBlank)
        }

        private func failure(_ expected: String) -> MatcherError {
            let place = text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: rest.startIndex) + 1
            let found = rest.isEmpty ? "the end" : "‹\(String(String.UnicodeScalarView(rest.prefix(12))))›"
            return MatcherError(
                "cannot read the matcher \(text): expected \(expected) at character \(place), found \(found)")
        }
    }
}
