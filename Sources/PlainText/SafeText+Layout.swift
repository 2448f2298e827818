/// Fitting text into columns. Cuts fall between clusters only, so a wide cell is never halved and a mark never lost.
extension SafeText {
    /// Where a text stands in a field that is wider.
    public enum Alignment: Sendable, Hashable {
        case left
        case right
        case center
    }

    /// At most `columns` columns: as many clusters as fit before `ellipsis`, or all of it unchanged if it fits.
    ///
    /// An ellipsis wider than `columns` is left out. Empty if `columns` is not positive.
    public func truncated(to columns: Int, ellipsis: SafeText = .ellipsis) -> SafeText {
        guard width > columns else { return self }
        guard columns > 0 else { return SafeText() }
        guard ellipsis.width <= columns else { return prefix(columns: columns) }
        return prefix(columns: columns - ellipsis.width) + ellipsis
    }

    /// Exactly `columns` columns: truncated with "…" if it is wider, filled with spaces if it is narrower.
    ///
    /// Centred text leans left where the spaces cannot be halved. Empty if `columns` is not positive.
    public func padded(to columns: Int, alignment: Alignment = .left) -> SafeText {
        let text = truncated(to: columns)
        guard text.width < columns else { return text }
        let missing = columns - text.width
        let before =
            switch alignment {
            case .left: 0
            case .right: missing
            case .center: missing / 2
            }
        return .spaces(before) + text + .spaces(missing - before)
    }

    /// The clusters that fit into `columns`.
    private func prefix(columns: Int) -> SafeText {
        if isASCII { return slice(0..<columns, width: columns) }
        var iterator = clusters.makeIterator()
        var end = 0
        var taken = 0
        while let cluster = iterator.next(), taken + cluster.width <= columns {
            taken += cluster.width
            end = iterator.offset
        }
        return slice(0..<end, width: taken)
    }
}
