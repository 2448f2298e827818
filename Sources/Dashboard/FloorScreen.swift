import Canvas
import PlainText

/// Too small for anything: says so, and what is needed.
enum FloorScreen {
    static func draw(_ model: Model, on frame: inout Frame) {
        let times = model.glyphs[.times]
        let floor = Layout.floor
        let size = frame.size
        let sentence: SafeText =
            "warroom needs \(floor.columns) \(times) \(floor.rows), this is \(size.columns) \(times) \(size.rows). "
            + model.key(.quit) + " leaves."
        let lines = sentence.wrapped(to: frame.size.columns)
        let top = max(0, (frame.size.rows - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            let column = max(0, (frame.size.columns - line.width) / 2)
            frame.put(line, at: Point(column: column, row: top + index))
        }
    }
}
