import Canvas
import Testing

@Suite struct StyleRoleTests {
    @Test func everyRoleHasALetterOfItsOwn() {
        #expect(Set(StyleRole.allCases.map(\.code)).count == StyleRole.allCases.count)
        for role in StyleRole.allCases {
            #expect(role.code.isASCII && role.code.value > 0x20 && role.code.value < 0x7F)
            #expect(StyleRole(code: role.code) == role)
            #expect(StyleRole(rawValue: role.rawValue) == role)
        }
        #expect(StyleRole(code: "é") == nil)
        #expect(Set(Layer.allCases.map(\.code)).count == Layer.allCases.count)
    }

    @Test func everyRoleLeadsToText() {
        for role in StyleRole.allCases {
            var seen: [StyleRole] = [role]
            while let parent = seen.last?.parent, seen.count < 9 { seen.append(parent) }
            #expect(seen.last == .text, "\(role)")
        }
        #expect(StyleRole.countdownUrgent.parent == .countdown)
        #expect(StyleRole.severityError.parent == .text)
        #expect(StyleRole.text.parent == nil)
    }

    @Test func layersHaveNamesInThemes() {
        #expect(Layer(themeName: "selection.unfocused") == .selectedUnfocused)
        #expect(Layer(themeName: "plain") == nil)
        #expect(Layer.plain.themeName == nil)
    }
}
