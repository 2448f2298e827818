/// A key as the screen understands it. Terminals tell no more: Shift is in the character, other modifiers are rare.
public enum Key: Hashable, Sendable {
    /// A printable character, Shift already in it.
    case character(Unicode.Scalar)
    /// Keys that edit and move on; `backTab` is Shift with Tab.
    case enter, escape, tab, backTab, backspace, delete
    /// Keys that move.
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 … F24.
    case function(Int)
    /// Ctrl with a lower-case letter, or one of `@ \ ] ^ _`.
    case control(Character)
    /// Alt with a printable character.
    case alt(Unicode.Scalar)

    /// Its name in help, footers and key maps: `j`, `Space`, `Enter`, `Ctrl-L`, `F1`, `Alt-x`.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let scalar): String(scalar)
        case .function(let number): "F\(number)"
        case .control(let letter): "Ctrl-\(letter.uppercased())"
        case .alt(" "): "Alt-Space"
        case .alt(let scalar): "Alt-\(scalar)"
        default: Key.names.first { $0.key == self }?.name ?? ""
        }
    }

    /// The key of this name; but for single characters and what follows `Alt-`, upper and lower case are the same.
    public init?(name: String) {
        let scalars = name.unicodeScalars
        if let only = scalars.first, scalars.count == 1 {
            guard Key.isPrintable(only), only != " " else { return nil }
            self = .character(only)
            return
        }
        let folded = name.lowercased()
        if folded == "space" {
            self = .character(" ")
        } else if let named = Key.names.first(where: { $0.name.lowercased() == folded }) {
            self = named.key
        } else if folded.hasPrefix("ctrl-"), let letter = folded.dropFirst(5).first, folded.count == 6 {
            guard Key.controlLetters.contains(letter) else { return nil }
            self = .control(letter)
        } else if folded.hasPrefix("alt-") {
            guard case .character(let scalar)? = Key(name: String(name.dropFirst(4))) else { return nil }
            self = .alt(scalar)
        } else if folded.hasPrefix("f"), let number = Int(folded.dropFirst()), (1...24).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }

    private static let names: [(key: Key, name: String)] = [
        (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "Shift-Tab"), (.backspace, "Backspace"),
        (.delete, "Delete"), (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"),
        (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
    ]

    private static let controlLetters = Set("abcdefghijklmnopqrstuvwxyz@\\]^_")

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
    }
}
