import Testing
import WarRoom

@testable import warroom

/// What is said of alerts that the board has no place for.
struct NotShownTests {
    @Test func itIsSaidOnlyWhereThereAreAny() {
        #expect(StatusCommand.notShown(nil) == nil)
        #expect(StatusCommand.notShown(0) == nil)
        #expect(
            StatusCommand.notShown(1)
                == "1 more alert is only counted and not shown: the board holds \(Limits.openAlertsMax)")
        #expect(StatusCommand.notShown(20_000)?.hasPrefix("20000 more alerts are only counted") == true)
    }

    @Test func statusTellsHowMany() async throws {
        try await TestRoom.served { room in
            let status = try room.status()
            #expect(status["notShown"].int == 0)
        }
    }
}
