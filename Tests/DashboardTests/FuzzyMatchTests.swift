import Testing

@testable import Dashboard

@Suite struct FuzzyMatchTests {
    @Test(arguments: [
        ("ack", "ack", [0, 1, 2]), ("ACK", "unack", [2, 3, 4]), ("af", "ack for", [0, 4]), ("hd", "half down", [0, 5]),
        ("half-down", "half down", [0, 1, 2, 3, 5, 6, 7, 8]), ("sev", "severity", [0, 1, 2]),
        ("np", "open next pane", [5, 10]), ("oo", "open group", [0, 7]), ("é", "café", [3]),
        // The letters that stand together are meant, not the first of each.
        ("ab", "xa cab", [4, 5]),
    ])
    func theLettersMeant(typed: String, text: String, places: [Int]) throws {
        let match = try #require(FuzzyMatch(typed, in: text))
        #expect(match.places == places)
    }

    @Test(arguments: [
        ("x", "ack"), ("kca", "ack"), ("ackk", "ack"), ("", "ack"), (" ", "ack"), ("a", ""), ("long words", "short"),
    ])
    func whatDoesNotFit(typed: String, text: String) {
        #expect(FuzzyMatch(typed, in: text) == nil)
    }

    /// Of each row the first text fits better than the second.
    @Test(arguments: [
        ("ack", "ack", "unack"), ("ack", "ack", "ack for"), ("st", "status", "last"), ("pl", "playbook", "help list"),
        ("np", "next pane", "snap"), ("si", "silence", "resilient"), ("in", "incidents", "only incident"),
    ])
    func whichFitsBetter(typed: String, better: String, worse: String) throws {
        let (one, other) = (try #require(FuzzyMatch(typed, in: better)), try #require(FuzzyMatch(typed, in: worse)))
        #expect(one.score > other.score)
    }

    @Test func onlySoMuchIsCompared() {
        let long = String(repeating: "a", count: 100_000)
        #expect(FuzzyMatch("aa", in: long)?.places.count == 2)
        #expect(FuzzyMatch(long, in: long)?.places.count == FuzzyMatch.charactersMax)
        #expect(FuzzyMatch("b", in: long + "b") == nil)
    }

    /// Every place found holds its letter, and the places rise.
    @Test func placesHoldTheLetters() {
        for text in ["extend silence", "Half a page down", "mark all that the filter shows"] {
            for typed in ["e", "al", "hal", "tfs", "mat", "sil"] {
                guard let match = FuzzyMatch(typed, in: text) else { continue }
                let letters = Array(text.lowercased())
                #expect(String(match.places.map { letters[$0] }) == typed)
                #expect(match.places == match.places.sorted() && Set(match.places).count == typed.count)
            }
        }
    }
}
