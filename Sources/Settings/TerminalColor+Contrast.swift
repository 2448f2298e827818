public import Canvas
import Foundation

extension TerminalColor {
    /// Relative luminance, 0 for black to 1 for white (WCAG 2.2, "relative luminance"); `nil` for the terminal's
    /// own colour. ANSI colours count as xterm shows them.
    public var relativeLuminance: Double? {
        guard let components else { return nil }
        return 0.2126 * TerminalColor.linear(components.red) + 0.7152 * TerminalColor.linear(components.green)
            + 0.0722 * TerminalColor.linear(components.blue)
    }

    /// The contrast of two colours, 1 for none to 21 for black on white (WCAG 2.2, "contrast ratio"); `nil` where
    /// one of them is the terminal's own.
    public func contrast(with other: TerminalColor) -> Double? {
        guard let own = relativeLuminance, let theirs = other.relativeLuminance else { return nil }
        return (max(own, theirs) + 0.05) / (min(own, theirs) + 0.05)
    }

    private static func linear(_ component: UInt8) -> Double {
        let share = Double(component) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}
