/// What comes in from the terminal.
public enum InputEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// Text was pasted, line ends as `\n`: it is raw and foreign, and its newlines are not Enter.
    case paste(String)
    /// The mouse did something; only when it was asked for.
    case mouse(MouseEvent)
    /// The terminal's window got or lost the focus.
    case focus(Bool)
    /// The terminal has another size now.
    case resize(Size)
}
