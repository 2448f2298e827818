import Canvas
import Dashboard
import SeededRandom
import Testing
import WarRoom

@Suite struct ClockTests {
    @Test func aNewRoomWaitsForMidnight() throws {
        let screen = try ScriptedScreen(.new)
        let stale = screen.room.now + Limits.staleAfter
        #expect(screen.model.nextClock == stale)
        screen.send(.connection(.connecting))
        #expect(screen.model.nextClock == Scene.instant(0, 0, day: 23))
    }

    @Test func anUnconnectedScreenNeverTicks() throws {
        let screen = ScriptedScreen(try Scene.new.room(), isConnected: false)
        #expect(screen.model.nextClock == nil)
    }

    @Test func anIdleQuietRoomTicksOnceAMinute() throws {
        let screen = try ScriptedScreen(.quiet)
        let end = screen.room.now + .minutes(10)
        var ticks = 0
        var heartbeat = screen.room.now + Limits.heartbeatInterval
        while let next = screen.model.nextClock, next < end {
            if heartbeat < next {
                screen.room.now = heartbeat
                screen.send(.clock(heartbeat))
                screen.send(.heartbeat(sequence: 1))
                heartbeat = heartbeat + Limits.heartbeatInterval
            } else {
                screen.room.now = next
                screen.send(.clock(next))
                ticks += 1
            }
        }
        #expect(ticks == 10)
    }

    @Test func anOpenIncidentTicksEverySecond() throws {
        let screen = try ScriptedScreen(.sev2)
        #expect(screen.model.nextClock == screen.room.now + .seconds(1))
        screen.wait(.milliseconds(400))
        #expect(screen.model.nextClock == screen.room.now + .milliseconds(600))
    }

    @Test func alertsWithoutAnIncidentTickWithTheMinute() throws {
        var room = ScriptedRoom(at: Scene.now)
        try room.fire("A", on: "host")
        let screen = ScriptedScreen(room)
        #expect(screen.text.contains("<1m"))
        screen.send(.connection(.connecting))
        #expect(screen.model.nextClock == Scene.instant(3, 13))
    }

    /// Until the time that `nextClock` names, nothing on the screen may change: else the screen would be out of date.
    @Test(arguments: Scene.allCases, [UInt64(1), 2])
    func nothingChangesBeforeTheNextClock(scene: Scene, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let screen = try ScriptedScreen(scene)
        let keys = [
            "j", "k", "a", "x", "4", "1", "2", "Enter", "Esc", "?", "i", "G", "g", "m", "J", "U", "z", "P", "Space",
            "*",
        ]
        for step in 0..<60 {
            screen.isAnswered = !random.isOnce(in: 4)
            screen.press(random.pick(keys))
            guard let next = screen.model.nextClock else { continue }
            #expect(next > screen.room.now, "seed \(seed), step \(step)")
            let before = screen.frame
            let length = next - screen.room.now
            if length > .milliseconds(1) {
                screen.wait(Milliseconds(length.count - 1), isHeard: false)
                #expect(screen.frame == before, "seed \(seed), step \(step)")
            }
            if random.isOnce(in: 2) { screen.wait(.milliseconds(1), isHeard: random.isOnce(in: 2)) }
            if random.isOnce(in: 9) { screen.send(.connection(.lost(since: screen.room.now, reason: "x"))) }
            if random.isOnce(in: 5) { screen.connect() }
        }
    }
}
