import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

@Suite struct ReasonsTests {
    /// Where a reason is looked for.
    enum Place: String {
        case sev2, quiet, timeline, responder, new, returned, held, silent, closed, readOnly, unconnected, diskFull
    }

    private func screen(_ place: Place) throws -> ScriptedScreen {
        switch place {
        case .sev2: return try ScriptedScreen(.sev2)
        case .timeline: return try ScriptedScreen(.sev2).press("4")
        case .responder: return try ScriptedScreen(.sev2).press("2")
        case .quiet: return try ScriptedScreen(.quiet)
        case .new: return try ScriptedScreen(.new)
        case .returned: return try ScriptedScreen(.sev2).press("j", "j", "j")
        case .held: return ScriptedScreen(try Scene.sev2.room(), person: "lin")
        case .silent:
            var room = ScriptedRoom(at: Scene.now)
            try room.perform(
                ObserveAlert(
                    AlertObservation(
                        alert: AlertID(value: 5), isFiring: true, severity: .error, labels: .none, title: "odd",
                        source: "plain", sender: "cron")), by: .prometheus)
            return ScriptedScreen(room)
        case .closed: return try ScriptedScreen(.sev2).press("i", "j", "Enter")
        case .readOnly: return try ScriptedScreen(.sev2, isReadOnly: true)
        case .unconnected: return ScriptedScreen(try Scene.sev2.room(), isConnected: false)
        case .diskFull:
            var room = try Scene.sev2.room()
            room.live.readOnly = "disk full"
            return ScriptedScreen(room)
        }
    }

    @Test(arguments: [
        (Place.quiet, "a", "no alert is on the board"), (.timeline, "a", "this acts on an alert: 1 goes to the alerts"),
        (.timeline, "A", "1 goes to the alerts"), (.responder, "r", "1 goes to the alerts"),
        (.sev2, "x", "DBReplicaLag is not acknowledged"), (.silent, "Z", "odd has no label but its severity"),
        (.silent, "L", "no incident is open: d declares one"), (.sev2, "P", "4 goes to the timeline"),
        (.timeline, "P", "choose an entry first"), (.timeline, "e", "choose an entry first"),
        (.timeline, "Enter", "choose an entry first"), (.new, "P", "the timeline is empty"),
        (.new, "o", "no incident is open"), (.quiet, "c", "no incident is open: d declares one"),
        (.quiet, "R", "no incident is open"), (.quiet, "S", "no incident is open"),
        (.quiet, "s", "no incident is open"),
        (.quiet, "J", "no incident is open"), (.quiet, "C", "no incident is open"), (.closed, "S", "INC-41 is closed"),
        (.held, "c", "you are commander of INC-42 already"),
        (.quiet, "U", "there is nothing to undo"), (.unconnected, "n", "not connected"),
        (.unconnected, "d", "not connected"),
        (.unconnected, "i", "not connected"), (.unconnected, "a", "not connected"),
        (.unconnected, "Enter", "not connected"),
        (.diskFull, "a", "the room cannot write (disk full)"),
    ])
    func aDisabledActionSaysWhy(place: Place, key: String, reason: String) throws {
        let screen = try screen(place)
        _ = screen.takeSent()
        screen.press(key)
        screen.expectNothingSent()
        #expect(screen.bottom.contains(reason), "\(screen.bottom)")
    }

    @Test func seenAlertsAreNotSeenAgain() throws {
        let screen = try ScriptedScreen(.sev2).press("j", "m")
        screen.expectNothingSent()
        #expect(screen.bottom.contains("you have seen CheckoutLatencyHigh already"))
        screen.press("j", "m")
        #expect(screen.bottom.contains("bo has seen DBConnectionsExhausted already"))
    }

    @Test func onlyOnesOwnNotesAreCorrected() throws {
        let screen = try ScriptedScreen(.sev2).press("4", "k", "e")
        #expect(screen.bottom.contains("only notes can be corrected"))
        screen.press("k", "e")
        #expect(screen.bottom.contains("kim wrote this note"))
    }

    @Test(arguments: [Place.readOnly, .diskFull])
    func whereNothingCanBeWrittenEveryActingKeySaysSo(place: Place) throws {
        for action in ActionTable.all where action.changesRoom {
            let screen = try screen(place)
            screen.press(action.keys[0].name)
            screen.expectNothingSent()
            let words = place == .readOnly ? "this screen only looks" : "the room cannot write (disk full)"
            #expect(screen.bottom.contains(words), "\(action.id): \(screen.bottom)")
        }
    }

    @Test func everyActionRunsOrSaysWhyNotEverywhere() throws {
        for action in ActionTable.all {
            for place in [Place.sev2, .quiet, .timeline, .responder, .new, .returned, .closed, .unconnected] {
                let screen = try screen(place)
                let before = screen.frame
                let effects = screen.effects.count
                let reason = action.disabledReason(screen.model)
                screen.press(action.keys[0].name)
                if let reason {
                    #expect(screen.bottom.contains(reason.string.prefix(40)), "\(action.id) in \(place)")
                    #expect(screen.effects.count == effects, "\(action.id) in \(place)")
                } else if ![.up, .first, .halfPageUp, .pageUp, .back, .focusAlerts].contains(action.id), place == .sev2
                {
                    #expect(screen.frame != before || screen.effects.count > effects, "\(action.id) in \(place)")
                }
            }
        }
    }
}
