import Canvas
import Testing

@Suite struct KeyTests {
    @Test(arguments: [
        (Key.character("j"), "j"), (.character("G"), "G"), (.character(" "), "Space"), (.character("?"), "?"),
        (.character("é"), "é"),
        (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "Shift-Tab"), (.pageUp, "PgUp"),
        (.pageDown, "PgDn"),
        (.function(1), "F1"), (.function(24), "F24"), (.control("l"), "Ctrl-L"), (.control("@"), "Ctrl-@"),
        (.alt("x"), "Alt-x"),
        (.alt("X"), "Alt-X"), (.alt(" "), "Alt-Space"), (.home, "Home"), (.delete, "Delete"), (.backspace, "Backspace"),
    ])
    func aKeyHasANameThatLeadsBack(key: Key, name: String) {
        #expect(key.name == name)
        #expect(Key(name: name) == key)
    }

    @Test(arguments: [
        ("ctrl-l", Key.control("l")), ("ENTER", .enter), ("shift-tab", .backTab), ("f5", .function(5)),
        ("SPACE", .character(" ")),
    ])
    func longNamesMayBeWrittenInAnyCase(name: String, key: Key) {
        #expect(Key(name: name) == key)
    }

    @Test(arguments: [
        "", " ", "\u{1B}", "\n", "Ctrl-", "Ctrl-1", "Ctrl-LL", "F0", "F25", "FF", "Alt-", "Alt-Enter", "Hyper-x", "jj",
        "\u{202E}",
    ])
    func whatIsNoKeyHasNoKey(name: String) {
        #expect(Key(name: name) == nil)
    }
}
