import Canvas

/// Which terminfo entry to draw with, and what may be sent beside it. Pure: what terminfo knows comes in as a function.
struct TerminalEntry: Hashable {
    /// What terminfo says of a name; `nil` if it has no entry.
    struct Description: Hashable {
        var colors: Int
        var hasXtermExtensions: Bool
        var switchesWrapping: Bool
    }

    /// The entry's name.
    var name: String
    /// Its colours.
    var colors: Int
    /// Whether the terminal takes after xterm, so that private modes, titles and 24-bit colours do no harm.
    var isXtermLike: Bool
    /// Whether wrapping at the right edge can be switched off; where it cannot (tmux, screen), curses writes the last cell of
    /// the last row by inserting.
    var switchesWrapping: Bool
    /// Whether it stands in for an unknown one.
    var isSubstitute: Bool

    /// The terminal's own entry, else a common one that fits: newer terminals are often unknown to servers.
    static func find(
        term: String, colorTerm: String?, lookUp: (String) -> Description?
    ) -> TerminalEntry? {
        if let own = lookUp(term) {
            return TerminalEntry(
                name: term, colors: max(0, own.colors), isXtermLike: isXtermLike(term, own),
                switchesWrapping: own.switchesWrapping, isSubstitute: false)
        }
        let isNew = term.contains("256color") || colorTerm?.isEmpty == false || isFromXtermFamily(term)
        for name in (isNew ? ["xterm-256color"] : []) + ["xterm", "vt100"] {
            guard let substitute = lookUp(name) else { continue }
            return TerminalEntry(
                name: name, colors: max(0, substitute.colors), isXtermLike: isNew,
                switchesWrapping: substitute.switchesWrapping, isSubstitute: true)
        }
        return nil
    }

    private static func isXtermLike(_ term: String, _ description: Description) -> Bool {
        if term.hasPrefix("linux") { return false }
        return description.hasXtermExtensions || description.colors >= 256 || isFromXtermFamily(term)
    }

    private static func isFromXtermFamily(_ term: String) -> Bool {
        ["xterm", "tmux", "screen", "rxvt", "foot", "alacritty", "kitty", "wezterm", "ghostty", "konsole", "vte"]
            .contains { term.hasPrefix($0) }
    }

    /// The private modes to switch on, and off again in reverse: pasted text is marked, and what was asked for besides.
    func modes(mouse: Bool, focus: Bool) -> (on: String, off: String) {
        guard isXtermLike else { return ("", "") }
        var numbers = [2004]
        if focus { numbers.append(1004) }
        // 1002 reports buttons, wheel and drags; 1006 in a form without limit on columns, sent first.
        if mouse { numbers += [1006, 1002] }
        return (
            numbers.map { "\u{1B}[?\($0)h" }.joined(), numbers.reversed().map { "\u{1B}[?\($0)l" }.joined()
        )
    }
}

extension TerminalEntry {
    /// Whether the entry inside this program gives the wanted depth where this one does not.
    func gains(from wanted: ColorDepth) -> Bool {
        guard isXtermLike, wanted > .mono else { return false }
        return wanted > ColorDepth.choose(option: nil, noColor: nil, terminalColors: colors, colorTerm: nil)
    }
}
