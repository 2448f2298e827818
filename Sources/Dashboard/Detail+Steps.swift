import Canvas
import WarRoom

/// Reading a playbook ahead and back: one of its steps is selected, and its text opens.
extension Detail {
    /// The lines of a step.
    func lines(of number: String) -> Range<Int>? {
        guard let first = numbers.firstIndex(of: number), let last = numbers.lastIndex(of: number) else { return nil }
        return first..<last + 1
    }

    /// The lines of the selected step.
    var selectedLines: Range<Int>? { step.flatMap { lines(of: $0) } }

    /// Keeps the selection on a step that is shown: first on the active one, which comes into sight once it is another.
    ///
    /// - Parameter isOpening: whether the beginning is to be read before.
    mutating func settleSteps(height: Int, isOpening: Bool) {
        guard case .playbook(let progress) = subject, selectedLines == nil else { return }
        let active = progress.current.map { progress.steps[$0].step.number }
        step = active.flatMap { numbers.contains($0) ? $0 : nil } ?? numbers.lazy.compactMap { $0 }.first
        if !isOpening, let lines = selectedLines { show(lines, height: height) }
    }

    /// Scrolls so far that the lines are seen, the first ones where they are too many.
    private mutating func show(_ lines: Range<Int>, height: Int) {
        if lines.lowerBound < top { top = lines.lowerBound }
        if lines.upperBound > top + height { top = min(lines.lowerBound, lines.upperBound - height) }
    }

    /// A step further, or back; where the text goes on outside of the window it is read first.
    mutating func moveStep(by step: Int, height: Int) {
        guard abs(step) == 1, let selected = selectedLines else { return scroll(by: step, height: height) }
        if step > 0 ? selected.upperBound > top + height : selected.lowerBound < top {
            return scroll(by: step, height: height)
        }
        let next = step > 0 ? numbers.dropFirst(selected.upperBound).first : numbers.prefix(selected.lowerBound).last
        guard let number = next ?? nil, let lines = lines(of: number) else { return scroll(by: step, height: height) }
        self.step = number
        show(lines, height: height)
        scroll(by: 0, height: height)
    }

    /// Opens the selected step's text, closes it, or does the other of what was done last.
    mutating func openStep(_ isOpen: Bool? = nil) {
        guard let step else { return }
        if isOpen ?? !opened.contains(step) { opened.insert(step) } else { opened.remove(step) }
    }
}
