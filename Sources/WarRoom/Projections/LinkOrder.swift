extension AlertRow {
    /// Its links in the order in which they help: the runbook, where the alert comes from, then the others.
    public var orderedLinks: [Link] {
        links.enumerated().sorted {
            (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset)
        }.map(\.element)
    }

    private static func rank(_ link: Link) -> Int {
        let title = link.title.lowercased()
        if title.hasPrefix("runbook") { return 0 }
        return ["source", "generator", "generatorurl"].contains(title) ? 1 : 2
    }
}
