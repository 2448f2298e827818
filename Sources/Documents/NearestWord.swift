/// The word that somebody probably meant.
public enum NearestWord {
    /// The candidate that takes the fewest edits to become `word`; `nil` where even the nearest is something else:
    /// more than two edits away, or more than a third of its letters.
    public static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
        // A longer word is no slip of a key, and its table of distances would be large.
        guard word.utf8.count <= 80 else { return nil }
        let wanted = Array(word.lowercased().unicodeScalars)
        var best: (candidate: String, edits: Int)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased().unicodeScalars)
            let edits = distance(wanted, letters)
            guard edits <= min(2, max(1, letters.count / 3)) else { continue }
            if let found = best, found.edits <= edits { continue }
            best = (candidate, edits)
        }
        return best?.candidate
    }

    /// ` (did you mean "x"?)`, or nothing.
    public static func hint(_ word: String, among candidates: some Sequence<String>) -> String {
        of(word, among: candidates).map { " (did you mean \"\($0)\"?)" } ?? ""
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment; Damerau 1964).
    public static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                let replaced = last[column] + (letter == other ? 0 : 1)
                var least = min(replaced, last[column + 1] + 1, current[column] + 1)
                let isSwap = row > 0 && column > 0 && letter == right[column - 1] && left[row - 1] == other
                if isSwap { least = min(least, beforeLast[column - 1] + 1) }
                current.append(least)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
