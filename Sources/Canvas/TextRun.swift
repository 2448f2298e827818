public import PlainText

/// A piece of a line in one role: titles and status lines are made of several.
public struct TextRun: Hashable, Sendable {
    /// What is written.
    public var text: SafeText
    /// As what.
    public var role: StyleRole

    /// A piece of text in a role.
    public init(_ text: SafeText, _ role: StyleRole = .text) {
        self.text = text
        self.role = role
    }
}

extension Frame {
    /// Writes several runs one after the other, and returns the columns used, as `put` does.
    @discardableResult
    public mutating func put(
        _ runs: [TextRun], at point: Point, layer: Layer = .plain, maxColumns: Int = .max
    ) -> Int {
        let budget = min(max(0, maxColumns), Size.limit)
        var used = 0
        for run in runs where used < budget {
            let column = point.column.addingReportingOverflow(used)
            guard !column.overflow else { break }
            used += put(
                run.text, at: Point(column: column.partialValue, row: point.row), role: run.role, layer: layer,
                maxColumns: budget - used)
        }
        return used
    }
}
