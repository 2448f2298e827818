public import Canvas
import Glibc

/// What is to be known of a terminal on which lines are printed, without taking it over.
extension TerminalSession {
    /// The depth to resolve themes for; `nil` where nothing but plain words should go out: it is no terminal, or one that
    /// cannot be drawn on. What `options.color` asks for is done everywhere.
    public static func depthOfLines(_ options: TerminalOptions) -> ColorDepth? {
        if let asked = options.color { return asked }
        guard let term = try? check(options) else { return nil }
        let entry = TerminalEntry.find(term: term, colorTerm: options.colorTerm, lookUp: lookUp)
        return ColorDepth.choose(
            option: nil, noColor: options.noColor, terminalColors: entry?.colors ?? 0, colorTerm: options.colorTerm)
    }

    /// The columns of the terminal behind a descriptor; `nil` where there is none or it does not tell.
    public static func columns(of descriptor: Int32) -> Int? {
        var extent = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &extent) == 0, extent.ws_col > 0 else { return nil }
        return Int(extent.ws_col)
    }
}
