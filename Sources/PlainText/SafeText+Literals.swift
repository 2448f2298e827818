/// Literals are our own words: `let title: SafeText = "\(count) alerts for \(team)"`.
///
/// The literal type is `StaticString` and only `SafeText` and `Int` may be interpolated: a `String` does not compile.
extension SafeText: ExpressibleByStringInterpolation {
    /// Our own words, as ``init(_:)``.
    public init(stringLiteral value: StaticString) {
        self.init(value)
    }

    /// Our own words and what was filled in between.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.text
    }

    /// Collects the pieces of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var text = SafeText()

        /// Starts empty; the expected sizes are not needed.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds our own words.
        public mutating func appendLiteral(_ literal: StaticString) {
            text += SafeText(literal)
        }

        /// Adds text that is safe already.
        public mutating func appendInterpolation(_ piece: SafeText) {
            text += piece
        }

        /// Adds a number in decimal digits.
        public mutating func appendInterpolation(_ value: Int) {
            text += .number(value)
        }
    }
}
