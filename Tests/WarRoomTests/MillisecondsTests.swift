import Testing
import WarRoom

@Suite struct MillisecondsTests {
    @Test(arguments: [
        ("0s", Int64(0)), ("90s", 90_000), ("30m", 1_800_000), ("2h", 7_200_000), ("1h30m", 5_400_000),
        ("7d", 604_800_000), ("1w", 604_800_000), ("1w2d3h4m5s", 788_645_000), ("007s", 7000), ("1m1h", 3_660_000),
    ])
    func lengthsAreReadAsPeopleWriteThem(text: String, count: Int64) {
        #expect(Milliseconds(written: text)?.count == count)
    }

    @Test(arguments: [
        "", " ", "5", "1h30", "h", "m5", "-1h", "+1h", "1.5h", "1 h", " 1h", "1h ", "1H", "1ms", "1y", "٣h", "1h\n",
        "99999999999999999999s", "9223372036854775808s", "1000000000000w1000000000000w1000000000000w16000000000000w",
    ])
    func otherWordsAreRefused(text: String) {
        #expect(Milliseconds(written: text) == nil)
    }

    /// Milliseconds, as a sentence says them, in a narrow column, and on a clock.
    @Test(arguments: [
        (Int64(0), "0 s", "0s", "0:00"), (999, "0 s", "0s", "0:00"), (-5000, "0 s", "0s", "0:00"),
        (42_000, "42 s", "42s", "0:42"), (60_000, "1 min", "1m", "1:00"), (89_999, "1 min", "1m", "1:29"),
        (108_000, "2 min", "1m", "1:48"),
        (7_199_980, "2 h", "1h", "1:59:59"), (86_399_999, "1 d", "23h", "23:59:59"),
        (2_537_000, "42 min", "42m", "42:17"), (3_600_000, "1 h", "1h", "1:00:00"),
        (5_400_000, "1 h 30 min", "1h", "1:30:00"), (11_109_000, "3 h 5 min", "3h", "3:05:09"),
        (86_400_000, "1 d", "1d", "24:00:00"), (90_000_000, "1 d 1 h", "1d", "25:00:00"),
        (88_200_000, "1 d 30 min", "1d", "24:30:00"), (93_784_000, "1 d 2 h", "1d", "26:03:04"),
        (Int64.max, "106751991167 d 7 h", "106751991167d", "2562047788015:12:55"), (Int64.min, "0 s", "0s", "0:00"),
    ])
    func lengthsAreSpoken(count: Int64, spoken: String, short: String, clock: String) {
        let length = Milliseconds(count)
        #expect(length.spoken == spoken)
        #expect(length.short == short)
        #expect(length.clock == clock)
    }

    @Test(arguments: [
        (0, "0s"), (1, "1s"), (59_000, "59s"), (59_001, "1m"), (3_540_000, "59m"), (3_540_001, "1h"),
        (7_199_000, "2h"), (7_200_000, "2h"), (7_200_001, "3h"), (28_799_999, "8h"), (82_800_001, "1d"),
        (86_400_001, "2d"), (Int64.min, "0s"),
    ])
    func whatIsLeftIsRoundedUp(count: Int64, left: String) {
        #expect(Milliseconds(count).shortLeft == left)
    }

    @Test(arguments: [Int64.min, -1, 0, 1, Int64.max])
    func unitsSaturate(count: Int64) {
        for length in [Milliseconds.seconds(count), .minutes(count), .hours(count), .days(count)] {
            #expect(count == 0 ? length == .zero : (length > .zero) == (count > 0))
        }
    }
}
