import Canvas
import Dashboard
import PlainText
import Testing

@Suite struct ActionTableTests {
    @Test func everyActionHasOneRow() {
        #expect(ActionTable.all.map(\.id.rawValue).sorted() == ActionID.allCases.map(\.rawValue).sorted())
    }

    @Test func noKeyHasTwoMeanings() {
        let keys = ActionTable.all.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        for action in ActionTable.all {
            #expect(!action.keys.isEmpty)
            for key in action.keys { #expect(ActionTable.action(for: key)?.id == action.id) }
        }
    }

    @Test func keysOfThingsToComeAreKeptFree() {
        for name in ["t", "w", "@", ":", "u", "y"] {
            #expect(Key(name: name).flatMap { ActionTable.action(for: $0) } == nil, "\(name)")
        }
    }

    @Test func noDangerousActionSitsOnAControlKey() {
        for action in ActionTable.all where action.isDangerous {
            for key in action.keys {
                if case .control = key { Issue.record("\(action.id) is on \(key.name)") }
            }
        }
    }

    @Test func wordsAreShortAndSentencesPlain() {
        for action in ActionTable.all {
            #expect((1...14).contains(action.title.width), "\(action.id)")
            #expect((8...76).contains(action.help.width), "\(action.id)")
            #expect(!action.help.string.hasSuffix("."), "\(action.id)")
            #expect(action.keyNames.width <= 12, "\(action.id)")
        }
    }
}
