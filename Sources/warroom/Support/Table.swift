import PlainText

/// Rows in columns, for a terminal or a pipe: two spaces between columns, no lines.
struct Table {
    private var rows: [[SafeText]]

    init(_ header: [SafeText]) {
        rows = [header]
    }

    mutating func add(_ row: [SafeText]) {
        rows.append(row)
    }

    func print() {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0 }
        for row in rows {
            var line = SafeText("")
            for (column, cell) in row.enumerated() {
                let isLast = column == row.count - 1
                line = line + (isLast ? cell : cell.padded(to: widths[column], alignment: .left) + SafeText("  "))
            }
            Output.line(line)
        }
    }
}
