import SeededRandom
import Testing
import WarRoom

@Suite struct LabelsTests {
    @Test func labelsAreSortedByTheirNamesBytes() {
        let labels: Labels = ["b": "2", "a": "1", "B": "3", "é": "4", "_": "5"]
        #expect(labels.map(\.name) == ["B", "_", "a", "b", "é"])
        #expect(labels["é"] == "4")
        #expect(labels["c"] == nil)
    }

    @Test func ofTwoLabelsWithOneNameTheLastWins() {
        let labels = Labels([
            Label(name: "a", value: "1"), Label(name: "b", value: "2"), Label(name: "a", value: "3"),
            Label(name: "a", value: "4"),
        ])
        #expect(labels.count == 2)
        #expect(labels["a"] == "4")
        #expect(labels["b"] == "2")
    }

    @Test func theOrderThatLabelsCameInDoesNotMatter() {
        let forth: Labels = ["a": "1", "b": "2"]
        let back: Labels = ["b": "2", "a": "1"]
        #expect(forth == back)
        #expect(Fingerprint.of(forth) == Fingerprint.of(back))
        #expect(Labels([]) == Labels.none)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func namesThatOnlyLookAlikeStayApartAndInTheOrderOfTheirBytes(seed: UInt64) {
        // The first three are one word to Unicode and three to Alertmanager; "f" sorts between their bytes.
        let names = ["\u{E9}", "e\u{301}", "f", "e", "\u{212B}", "\u{C5}", "A\u{30A}"]
        var random = SplitMix64(seed: seed)
        let expected = names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        for _ in 0..<50 {
            let labels = Labels(names.shuffled(using: &random).map { Label(name: $0, value: "x") })
            #expect(labels.map { Array($0.name.utf8) } == expected, "seed \(seed)")
        }
    }
}
