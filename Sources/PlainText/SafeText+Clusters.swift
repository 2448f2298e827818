extension SafeText {
    /// What shares one place on the cell grid: a base and the marks drawn on it.
    public struct Cluster: Sendable, Hashable {
        /// The scalar that takes the columns.
        public let base: Unicode.Scalar

        /// At most four, and none of them a joiner or a variation selector.
        public let marks: [Unicode.Scalar]

        /// Columns, 1 or 2.
        public let width: Int

        /// Whether it is part of a word that stands for something that may not be shown, such as `^[`: to be set apart
        /// from the same letters typed by somebody.
        public let isSubstitute: Bool

        var isSpace: Bool { base == " " && marks.isEmpty }
    }

    /// The clusters in order, made one by one.
    public var clusters: Clusters { Clusters(text: self) }

    /// A text's clusters.
    public struct Clusters: Sequence, Sendable {
        fileprivate let text: SafeText

        /// Starts at the first cluster.
        public func makeIterator() -> Iterator {
            Iterator(text)
        }

        /// Walks through the text once.
        public struct Iterator: IteratorProtocol {
            /// Where the next cluster starts, in UTF-8 bytes.
            private(set) var offset = 0
            private var scalars: String.UnicodeScalarView.Iterator
            private var upcoming: Unicode.Scalar?
            private let substitutes: [Range<Int>]
            private var substituteIndex = 0

            fileprivate init(_ text: SafeText) {
                substitutes = text.substitutes
                scalars = text.string.unicodeScalars.makeIterator()
                upcoming = scalars.next()
            }

            /// The next cluster, or nil at the end of the text.
            public mutating func next() -> Cluster? {
                guard let base = upcoming else { return nil }
                let start = offset
                advance(over: base)
                var marks: [Unicode.Scalar] = []
                // A base in ASCII's range or with a width ends the cluster; safe text keeps the marks to four.
                while let scalar = upcoming, !scalar.isASCII, DisplayWidth.columns(of: scalar) == 0 {
                    // Lines keep the selectors and joiners that the grid does without.
                    if ScalarClass(scalar) == .mark { marks.append(scalar) }
                    advance(over: scalar)
                }
                return Cluster(
                    base: base, marks: marks, width: DisplayWidth.columns(of: base),
                    isSubstitute: isSubstitute(at: start))
            }

            private mutating func advance(over scalar: Unicode.Scalar) {
                offset += UTF8.width(scalar)
                upcoming = scalars.next()
            }

            private mutating func isSubstitute(at start: Int) -> Bool {
                while substituteIndex < substitutes.count, substitutes[substituteIndex].upperBound <= start {
                    substituteIndex += 1
                }
                return substituteIndex < substitutes.count && substitutes[substituteIndex].lowerBound <= start
            }
        }
    }
}
