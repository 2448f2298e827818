import SeededRandom
import Testing
import WarRoom

@Suite struct InstantTests {
    /// A text and the milliseconds it stands for.
    static let readable: [(String, Int64)] = [
        ("1970-01-01T00:00:00Z", 0),
        ("2020-08-08T14:32:08.326990857Z", 1_596_897_128_326),
        ("2017-08-03T15:17:37.804-04:00", 1_501_787_857_804),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000),
        ("2019-02-15T23:53:45.093+0000", 1_550_274_825_093),
        ("2015-07-17T08:42:58.315+0000", 1_437_122_578_315),
        ("2024-05-06 07:08:09.123", 1_714_979_289_123),
        ("2024-05-06 07:08:09", 1_714_979_289_000),
        ("2024-05-06t07:08:09z", 1_714_979_289_000),
        ("2024-05-06T07:08:09,5Z", 1_714_979_289_500),
        ("2024-05-06T07:08:09.05Z", 1_714_979_289_050),
        ("2024-05-06T07:08:09.0009Z", 1_714_979_289_000),
        ("2024-05-06T07:08:09.999999999999999999999999Z", 1_714_979_289_999),
        ("2024-05-06T07:08:09+0530", 1_714_959_489_000),
        ("2024-05-06T07:08:09-23:59", 1_715_065_629_000),
        ("2000-02-29T12:00:00Z", 951_825_600_000),
        ("2024-02-29T12:00:00Z", 1_709_208_000_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ("1969-12-31T23:59:59.999Z", -1),
        ("1600-02-29T00:00:00Z", -11_670_998_400_000),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ]

    @Test(arguments: readable)
    func theShapesThatSendersUseAreRead(text: String, milliseconds: Int64) {
        #expect(Instant(timestamp: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", " ", "now", "2024", "2024-05-06", "2024-05-06T07:08Z", "2024-05-06T07:08:09.Z", "2024-05-06T07:08:09.",
        "2024-05-06T07:08:09+2", "2024-05-06T07:08:09+24:00", "2024-05-06T07:08:09+00:60", "2024-05-06T07:08:09ZZ",
        "2024-05-06T07:08:09Z ", " 2024-05-06T07:08:09Z", "2024-13-06T07:08:09Z", "2024-00-06T07:08:09Z",
        "2024-05-00T07:08:09Z", "2024-05-32T07:08:09Z", "2024-04-31T07:08:09Z", "2023-02-29T07:08:09Z",
        "1900-02-29T07:08:09Z", "2024-02-30T07:08:09Z", "2024-05-06T24:00:00Z", "2024-05-06T07:60:09Z",
        "2024-05-06T07:08:61Z", "0000-01-01T00:00:00Z", "+2024-05-06T07:08:09Z", "12024-05-06T07:08:09Z",
        "-001-05-06T07:08:09Z", "2024-5-6T07:08:09Z", "2024-05-06_07:08:09Z", "2024-05-06T07:08:09 Z",
        "2024.05.06 07:08:09", "{DATE} {TIME}", "٢٠٢٤-05-06T07:08:09Z", "2024-05-06T07:08:09.١Z", "1714979289",
    ])
    func whatNoCalendarHasIsRefused(text: String) {
        #expect(Instant(timestamp: text) == nil)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (1, "1970-01-01T00:00:00.001Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (Int64.min, "0001-01-01T00:00:00.000Z"),
        (Int64.max, "9999-12-31T23:59:59.999Z"),
    ])
    func instantsArePrintedInUTCWithMilliseconds(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).description == text)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func whatIsPrintedReadsBackAsTheSameInstant(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let span = UInt64(Instant.latest.milliseconds - Instant.earliest.milliseconds)
        for _ in 0..<3000 {
            let instant = Instant(milliseconds: Instant.earliest.milliseconds + Int64(random.next() % span))
            #expect(Instant(timestamp: instant.description) == instant, "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64(4), 5])
    func whatIsPrintedSortsAsTheInstantsDo(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1000 {
            let left = Instant(milliseconds: Int64(truncatingIfNeeded: random.next()) >> 16)
            let right = Instant(milliseconds: Int64(truncatingIfNeeded: random.next()) >> 16)
            #expect((left < right) == (left.description < right.description), "seed \(seed): \(left) \(right)")
        }
    }

    @Test(arguments: [Int64.min, Int64.min + 1, -253_402_300_800_000, 253_402_300_800_000, Int64.max])
    func everyInstantCanBeWrittenWithoutLoss(milliseconds: Int64) {
        let instant = Instant(milliseconds: milliseconds)
        #expect(Instant(timestamp: instant.description) == instant)
    }

    @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, 1, Int64.max - 1, Int64.max])
    func arithmeticSaturatesInTheRightDirection(count: Int64) {
        let length = Milliseconds(count)
        for instant in [
            Instant.earliest, TestRoom.start, .latest, Instant(milliseconds: .max), Instant(milliseconds: .min),
        ] {
            #expect(count < 0 ? instant + length <= instant : instant + length >= instant)
            #expect(count < 0 ? instant - length >= instant : instant - length <= instant)
            #expect((Instant.earliest...Instant.latest).contains(instant + length))
            #expect((Instant.earliest...Instant.latest).contains(instant - length))
        }
    }

    @Test func theLengthBetweenTwoInstantsIsExact() {
        #expect(Instant.latest - Instant.earliest == Milliseconds(315_537_897_599_999))
        #expect(Instant.earliest - Instant.latest == Milliseconds(-315_537_897_599_999))
        #expect(TestRoom.start + .hours(2) - TestRoom.start == .hours(2))
    }

    @Test func everyDayOfFourCenturiesIsThatDayAgain() {
        var expected: Int64 = -11_670_998_400_000 / 86_400_000
        for year in Int64(1600)..<2000 {
            for month in Int64(1)...12 {
                for day in Int64(1)...31 {
                    guard let noon = Instant(year: year, month: month, day: day, hour: 12, minute: 0, second: 0) else {
                        continue
                    }
                    let date = CivilDate(daysSinceEpoch: expected - 59)
                    let isExact = date == CivilDate(year: year, month: month, day: day)
                    if !isExact || noon.milliseconds != (expected - 59) * 86_400_000 + 43_200_000 {
                        Issue.record("\(year)-\(month)-\(day) became \(date)")
                        return
                    }
                    expected += 1
                }
            }
        }
        #expect(expected - 59 == -11_670_998_400_000 / 86_400_000 - 59 + 146_097)
    }
}
