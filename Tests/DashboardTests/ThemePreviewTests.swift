import Canvas
import Dashboard
import Testing
import WarRoom

/// A theme is seen before it is chosen.
@Suite struct ThemePreviewTests {
    private func screen() throws -> ScriptedScreen {
        let screen = try ScriptedScreen(.sev2)
        screen.send(.themes(["base", "gruvbox", "nord"]))
        return screen
    }

    /// What was drawn with, in order; a choice stands behind an equals sign.
    private func themes(_ screen: ScriptedScreen) -> [String] {
        screen.effects.compactMap { effect in
            switch effect {
            case .theme(let name): "=" + name
            case .themePreview(let name): name ?? "before"
            default: nil
            }
        }
    }

    @Test func eachIsShownWhileItIsHighlighted() throws {
        let screen = try screen().press("T")
        #expect(themes(screen).isEmpty)
        screen.press("Down", "Down", "Up")
        #expect(themes(screen) == ["base", "gruvbox", "base"])
        screen.type("nor")
        #expect(themes(screen).last == "nord")
    }

    @Test func escapeBringsBackTheOneBefore() throws {
        let screen = try screen().press("T", "Down", "Esc")
        #expect(themes(screen) == ["base", "before"])
        screen.press("j")
        #expect(themes(screen).count == 2)
    }

    @Test func enterKeeps() throws {
        let screen = try screen().press("T", "Down", "Down", "Enter")
        #expect(themes(screen) == ["base", "gruvbox", "=gruvbox", "before"])
        #expect(screen.bottom.contains("drawn with gruvbox"))
    }

    @Test func thePaletteShowsThemToo() throws {
        let screen = try screen().press(":").type("theme nord")
        #expect(themes(screen).last == "nord")
        screen.press("Esc")
        #expect(themes(screen).last == "before")
        screen.press(":").type("theme gru").press("Enter")
        #expect(themes(screen).suffix(2) == ["=gruvbox", "before"])
    }

    @Test func oneThatCannotBeReadSaysSoWhereItIsChosen() throws {
        let screen = try screen().press("T", "Down")
        screen.send(.shellFailed(reason: "themes/base.yaml:1:1 is wrong"))
        #expect(screen.text.contains("themes/base.yaml:1:1 is wrong"))
        #expect(themes(screen) == ["base"])
    }
}
