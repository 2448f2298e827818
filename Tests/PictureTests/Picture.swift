import Canvas
import Demo
import Playbooks
import Settings
import Storytelling
import Testing
import WarRoom

/// A picture of the guide: what is told, how large and in which theme it is shown, and what is pressed before it is taken.
struct Picture: Sendable, CustomTestStringConvertible {
    /// The file's name without `.svg`.
    let name: String
    /// What is seen, for those who do not see it.
    let title: String
    var theme = "dark"
    var size = Size(columns: 120, rows: 32)
    var night = Night.incident
    var act: @Sendable (DemoScreen) throws -> Void = { _ in }

    var testDescription: String { name }

    static let all = [
        Picture(name: "room", title: "The dashboard in the middle of an incident"),
        Picture(name: "room-light", title: "The dashboard in a light theme", theme: "light"),
        Picture(
            name: "small", title: "The same on a terminal of 80 columns and 24 rows",
            size: Size(columns: 80, rows: 24)),
        Picture(
            name: "quiet", title: "A quiet night: who is on call, what was last, who has been heard from",
            size: Size(columns: 100, rows: 26), night: .quiet),
        Picture(
            name: "playbook", title: "A playbook half walked", size: Size(columns: 100, rows: 34),
            act: { try $0.press("3", "z") }),
        Picture(
            name: "palette", title: "The palette with what a few letters may mean",
            act: {
                try $0.press(":")
                try $0.type("se")
            }),
        Picture(
            name: "groups", title: "The board put together by service, one group open",
            act: { try $0.press("g", "g", "Right") }),
        Picture(
            name: "detail", title: "All there is about one alert",
            act: {
                try $0.select("CheckoutLatencyHigh")
                try $0.press("Enter")
            }),
    ]

    /// Draws it.
    func text() throws -> String {
        let screen = try night.screen(size)
        try act(screen)
        #expect(screen.room.problems + screen.room.refusals == [])
        let theme = ResolvedTheme(try ThemeLibrary(directories: []).theme(theme), depth: .truecolor)
        return FrameSVG(screen.frame, theme: theme, title: title).text
    }
}

/// What is told in a picture.
enum Night: Sendable {
    /// The rehearsed incident, just after it was decided how to end it.
    case incident
    /// One alert that came, was looked at, and went.
    case quiet

    /// Ada's screen, as far as the night has come.
    func screen(_ size: Size) throws -> DemoScreen {
        var room = StoryRoom(try steps())
        switch self {
        case .quiet:
            room.tell(until: .minutes(34))
            return try DemoScreen(room, size: size)
        case .incident:
            room.tell(until: .seconds(23 * 60 + 20))
            let screen = try DemoScreen(room, size: size)
            // She looks at the timeline and away again: what comes then is new to her.
            try screen.press("4", "1")
            try screen.tell(until: .seconds(24 * 60 + 50))
            return screen
        }
    }

    private func steps() throws -> [DemoStep] {
        switch self {
        case .incident:
            let playbook = try PlaybookLibrary(directories: []).read(DemoScript.playbookName).playbook
            return DemoScript.steps(seed: 1, from: StoryRoom.beginning, playbook: playbook)
        case .quiet:
            let backup = AlertSelection(matchers: [try Matcher(name: "alertname", value: "BackupLate")])
            return [
                DemoStep(
                    at: .zero,
                    .command(person: "lin", SetOnCall(person: "ada", until: StoryRoom.beginning + .minutes(389)))),
                DemoStep(at: .minutes(1), .arrival(person: "ada")),
                DemoStep(at: .minutes(2), Night.cron(state: "firing")),
                DemoStep(at: .minutes(5), .command(person: "ada", SeeAlerts(backup))),
                DemoStep(
                    at: .minutes(9),
                    .command(
                        person: "ada",
                        AddNote("the backup waited for the sales report; started by hand", tag: .action))),
                DemoStep(at: .minutes(21), Night.cron(state: "resolved")),
            ]
        }
    }

    private static func cron(state: String) -> DemoAct {
        let body = """
            {"key":"BackupLate","title":"the nightly backup is late","severity":"warning","state":"\(state)","source":"cron",\
            "labels":{"alertname":"BackupLate","instance":"db-1"}}
            """
        return .post(SenderPost(agent: "curl/7.88.1", path: "/alerts", body: Array(body.utf8)))
    }
}
