/// The signs that our own chrome is drawn with, each one column wide and in the Basic Multilingual Plane.
public enum Glyph: String, Hashable, Sendable, CaseIterable {
    /// States and marks
    case live, pending, returned, done, failed, current, selected, marked
    /// The timeline
    case note, decision, alert, backdated
    /// Text
    case ellipsis, separator, times, dash, divider, bullet
    /// Keys and directions
    case enter, up, down, left, right
    /// Borders; the names say which way the arms go
    case horizontal, vertical, cross
    case cornerTopLeft, cornerTopRight, cornerBottomLeft, cornerBottomRight
    case teeRight, teeLeft, teeDown, teeUp
    /// Bars of a sparkline, an eighth to the whole
    case bar1, bar2, bar3, bar4, bar5, bar6, bar7, bar8
    /// Progress
    case filled, unfilled
    /// Scrolling
    case moreAbove, moreBelow
}
