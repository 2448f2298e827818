internal import CTerminal
public import Canvas

extension TerminalSession {
    /// Makes the terminal show a frame. Only what differs from the last one goes out: nothing at all if it is equal.
    ///
    /// A frame larger than the terminal is cut, a smaller one leaves the rest blank. The theme should be resolved for
    /// `depth`; what the terminal cannot show is taken to the nearest that it can.
    public func paint(_ frame: Frame, theme: ResolvedTheme) {
        guard !isHungUp else { return }
        let isSameSize = painted?.frame.size == frame.size
        if !isSameSize { ct_erase() }
        let old = isSameSize && painted?.theme == theme ? painted?.frame : nil
        let changedRows = painter.draw(frame, over: old, theme: theme, screen: size)
        let cursor = frame.cursor.flatMap { size.bounds.contains($0) ? $0 : nil }
        let isCursorMoved = painted.map { $0.frame.cursor != frame.cursor } ?? true
        painted = (frame, theme)
        guard changedRows > 0 || isCursorMoved else { return }
        // One row goes out in one write, which needs no wrapping to appear at once.
        ct_flush(
            Int32(truncatingIfNeeded: cursor?.row ?? -1), Int32(truncatingIfNeeded: cursor?.column ?? -1),
            synchronizes && changedRows > 1)
    }

    /// Repaints the screen from scratch, at once: for Ctrl-L, when something else wrote on it.
    public func redraw() {
        guard !isHungUp else { return }
        ct_redraw()
    }
}
