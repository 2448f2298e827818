/// Global options may stand before the command's name; the parser wants them after it.
enum ArgumentOrder {
    private static let valued: Set<String> = ["--home", "--as"]
    private static let flags: Set<String> = ["--json"]

    /// Moves the global options that stand before the first word behind everything else. Without a word nothing changes.
    static func normalised(_ arguments: [String]) -> [String] {
        var moved: [String] = []
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if valued.contains(argument), index + 1 < arguments.count {
                moved += [argument, arguments[index + 1]]
                index += 2
            } else if flags.contains(argument) || valued.contains(where: { argument.hasPrefix($0 + "=") }) {
                moved.append(argument)
                index += 1
            } else {
                break
            }
        }
        guard index < arguments.count, !arguments[index].hasPrefix("-") else { return arguments }
        let rest = arguments[index...]
        // What follows a lone -- is words, so the options go before it.
        guard let end = rest.firstIndex(of: "--") else { return Array(rest) + moved }
        return Array(rest[..<end]) + moved + Array(rest[end...])
    }
}
