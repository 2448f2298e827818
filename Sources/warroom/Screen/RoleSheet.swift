import Canvas
import PlainText

/// Every role by its name and drawn as itself, then every layer: what a sample of the screen cannot show all of.
struct RoleSheet {
    private let columns: Int
    private let lines: [[TextRun]]
    private static let labelColumns = 12

    /// The sheet at a width of at least 40 columns.
    init(columns: Int) {
        self.columns = max(40, columns)
        lines = RoleSheet.groups.flatMap { RoleSheet.wrapped($0.label, $0.roles, columns: max(40, columns)) }
    }

    /// The sheet as a page.
    func frame() -> Frame {
        let layers = Layer.allCases
        var frame = Frame(size: Size(columns: columns, rows: lines.count + 1 + layers.count))
        for (row, runs) in lines.enumerated() { frame.put(runs, at: Point(column: 1, row: row)) }
        for (index, layer) in layers.enumerated() {
            let rect = Rect(column: 0, row: lines.count + 1 + index, columns: columns, rows: 1)
            let name = SafeText.cell(layer.themeName ?? "plain")
            let runs = [
                TextRun(name.padded(to: 22)), TextRun("critical  ", .severityCritical),
                TextRun("error  ", .severityError),
                TextRun("warning  ", .severityWarning), TextRun("later", .textDim),
            ]
            frame.put(runs, at: Point(column: 1, row: rect.row))
            frame.setLayer(rect, layer)
        }
        return frame
    }

    /// Roles whose names begin alike stand together; those that stand alone share the last line.
    private static let groups: [(label: SafeText, roles: [StyleRole])] = {
        var order: [String] = []
        var members: [String: [StyleRole]] = [:]
        for role in StyleRole.allCases {
            let head = role.rawValue.prefix { $0 != "." }
            if members[String(head)] == nil { order.append(String(head)) }
            members[String(head), default: []].append(role)
        }
        let families = order.filter { (members[$0]?.count ?? 0) > 1 }
        let others = order.flatMap { families.contains($0) ? [] : members[$0] ?? [] }
        return families.map { (SafeText.cell($0), members[$0] ?? []) } + [("others", others)]
    }()

    /// A label and the samples after it, in as many lines as they need.
    private static func wrapped(_ label: SafeText, _ roles: [StyleRole], columns: Int) -> [[TextRun]] {
        var lines: [[TextRun]] = []
        var current = [TextRun(label.padded(to: labelColumns), .label)]
        var used = labelColumns
        for role in roles {
            let isOfFamily = role.rawValue.hasPrefix(label.string + ".")
            let word = SafeText.cell(
                isOfFamily ? String(role.rawValue.dropFirst(label.string.count + 1)) : role.rawValue)
            if used + word.width + 2 > columns - 2, used > labelColumns {
                lines.append(current)
                current = [TextRun(SafeText("").padded(to: labelColumns), .label)]
                used = labelColumns
            }
            current += [TextRun(word, role), TextRun("  ")]
            used += word.width + 2
        }
        return lines + [current]
    }
}
