import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

/// A room that tells a story says so, and what eyes and hands need does not shrink with its time.
struct DemoMarkTests {
    private func model(_ room: ScriptedRoom, isDemo: Bool) -> Model {
        var model = Model(
            person: "ada", size: Size(columns: 120, rows: 32), glyphs: .unicode,
            room: RoomInfo(name: "demo", listener: "off", isDemo: isDemo, pace: isDemo ? 18 : 1), isReadOnly: false,
            localOffset: { _ in 3600 }, zoneName: "CET", now: room.now)
        _ = update(&model, .connected(room.view(model.request), of: model.request))
        return model
    }

    private func top(_ model: Model) -> String {
        ScriptedScreen.text(view(model).row(0))
    }

    @Test func theTopLineSaysDemoWhereItIsOne() throws {
        let room = try Scene.sev2.room()
        #expect(top(model(room, isDemo: true)).hasSuffix("DEMO  ● live"))
        #expect(!top(model(room, isDemo: false)).contains("DEMO"))
        #expect(view(model(room, isDemo: true)).row(0).contains { $0.role == .drill })
    }

    @Test func twelveSecondsOfSilenceAreTheWatchersNotTheStorys() throws {
        let room = try Scene.sev2.room()
        var model = model(room, isDemo: true)
        _ = update(&model, .clock(room.now + .seconds(12 * 18 - 1)))
        #expect(top(model).hasSuffix("● live"))
        _ = update(&model, .clock(room.now + .seconds(12 * 18)))
        #expect(top(model).contains("! stale"))
    }
}
