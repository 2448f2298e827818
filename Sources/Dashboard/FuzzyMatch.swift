/// How well what was typed fits a text that holds its letters in this order, perhaps with others between them.
struct FuzzyMatch: Sendable, Equatable {
    /// More is better: letters that begin words and letters that stand together count most.
    let score: Int
    /// The characters that were matched, counted from the text's beginning.
    let places: [Int]

    /// Only so much of either is compared.
    static let charactersMax = 64

    private static let wordStart = 8
    private static let together = 6
    private static let gap = -2
    private static let atStart = 4

    /// Nil where the text does not hold it. Case means nothing, and blanks and dashes in what was typed neither.
    init?(_ typed: String, in text: String) {
        let wanted = typed.filter { $0 != " " && $0 != "-" }.prefix(FuzzyMatch.charactersMax).map(FuzzyMatch.folded)
        let letters = text.prefix(FuzzyMatch.charactersMax).map(FuzzyMatch.folded)
        guard !wanted.isEmpty, wanted.count <= letters.count else { return nil }
        // For each letter wanted and each place: the best score that ends there, and where the letter before it stood.
        var ends = [Int?](repeating: nil, count: letters.count)
        var origins: [[Int]] = []
        for (order, letter) in wanted.enumerated() {
            var next = [Int?](repeating: nil, count: letters.count)
            var origin = [Int](repeating: -1, count: letters.count)
            var far: (score: Int, place: Int)?
            for place in letters.indices {
                if place >= 2, let score = ends[place - 2], far.map({ score > $0.score }) ?? true {
                    far = (score, place - 2)
                }
                guard letters[place] == letter else { continue }
                let own = FuzzyMatch.worth(of: place, in: letters)
                if order == 0 {
                    next[place] = own
                    continue
                }
                let near = place >= 1 ? ends[place - 1].map { $0 + FuzzyMatch.together } : nil
                let jump = far.map { $0.score + FuzzyMatch.gap }
                if let near, near >= jump ?? near {
                    next[place] = own + near
                    origin[place] = place - 1
                } else if let jump, let far {
                    next[place] = own + jump
                    origin[place] = far.place
                }
            }
            ends = next
            origins.append(origin)
        }
        var best: (score: Int, place: Int)?
        for (place, score) in ends.enumerated() {
            if let score, best.map({ score > $0.score }) ?? true { best = (score, place) }
        }
        guard let best else { return nil }
        // What is left over tells that a shorter text was meant.
        score = best.score - (letters.count - wanted.count) / 4
        places = FuzzyMatch.path(to: best.place, origins)
    }

    private static func worth(of place: Int, in letters: [Character]) -> Int {
        guard place > 0 else { return 1 + wordStart + atStart }
        let before = letters[place - 1]
        return before.isLetter || before.isNumber ? 1 : 1 + wordStart
    }

    private static func path(to end: Int, _ origins: [[Int]]) -> [Int] {
        var places: [Int] = []
        var place = end
        for origin in origins.reversed() {
            guard origin.indices.contains(place) else { break }
            places.append(place)
            place = origin[place]
        }
        return places.reversed()
    }

    private static func folded(_ character: Character) -> Character {
        character.lowercased().first ?? character
    }
}
