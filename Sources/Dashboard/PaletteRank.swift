import PlainText

/// Where a line of the palette stands among the others, and which of its letters were meant.
struct PaletteRank: Sendable, Equatable {
    /// More is better.
    var score = 0
    /// Matched characters of the title.
    var titleMarks: [Int] = []
    /// Matched characters of what it means.
    var meaningMarks: [Int] = []

    private static let exact = 1000
    private static let ofKey = 900
    private static let ofTitle = 100

    /// Nil where what was typed fits neither the title, nor a key, nor the words of the meaning.
    init?(_ typed: String, title: SafeText, meaning: SafeText, keys: [String] = []) {
        let typed = AckAnswer.trimmed(typed)
        guard !typed.isEmpty else { return }
        if let match = FuzzyMatch(typed, in: title.string) {
            let isWhole = match.places.count == title.string.count { $0 != " " }
            score = isWhole ? PaletteRank.exact : PaletteRank.ofTitle + match.score
            titleMarks = match.places
        }
        if keys.contains(typed) { score = max(score, PaletteRank.ofKey) }
        guard score == 0 else { return }
        guard let places = PaletteRank.places(of: typed, in: meaning.string) else { return nil }
        meaningMarks = places
    }

    /// The characters of a text that words make up which were typed; nil where one of them is missing.
    private static func places(of typed: String, in text: String) -> [Int]? {
        let letters = text.map { $0.lowercased() }
        var places: Set<Int> = []
        for word in typed.split(separator: " ").prefix(8) {
            let wanted = word.map { $0.lowercased() }
            guard wanted.count <= letters.count,
                let start = (0...letters.count - wanted.count).first(where: {
                    letters[$0..<$0 + wanted.count].elementsEqual(wanted)
                })
            else { return nil }
            places.formUnion(start..<start + wanted.count)
        }
        return places.sorted()
    }
}
