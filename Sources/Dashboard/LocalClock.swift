import PlainText
import WarRoom

/// Instants as the person at the screen reads them: in the local zone, short, with the day only where it is needed.
struct LocalClock: Sendable {
    /// Seconds east of UTC at an instant.
    let offset: @Sendable (Instant) -> Int
    /// What the zone is called, such as `CET`.
    let zoneName: String

    private static let weekdays: [SafeText] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months: [SafeText] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `03:07`.
    func time(_ instant: Instant) -> SafeText {
        let seconds = localSeconds(instant) % 86_400
        return LocalClock.padded(seconds / 3600) + ":" + LocalClock.padded(seconds % 3600 / 60)
    }

    /// `03:07:42`.
    func exactTime(_ instant: Instant) -> SafeText {
        time(instant) + ":" + LocalClock.padded(localSeconds(instant) % 60)
    }

    /// `Sat 22 Nov`, with the year when it is not this one's.
    func day(_ instant: Instant, now: Instant) -> SafeText {
        let date = CivilDate(daysSinceEpoch: dayNumber(instant))
        let year: SafeText = date.year == year(now) ? "" : " " + LocalClock.number(date.year)
        return weekday(instant) + " " + LocalClock.number(date.day) + " " + month(date) + year
    }

    /// The time alone for today, with the weekday within six days, else with the date: `09:00`, `Mon 09:00`,
    /// `3 Dec 09:00`.
    func moment(_ instant: Instant, now: Instant) -> SafeText {
        let distance = dayNumber(instant) - dayNumber(now)
        if distance == 0 { return time(instant) }
        if abs(distance) <= 6 { return weekday(instant) + " " + time(instant) }
        let date = CivilDate(daysSinceEpoch: dayNumber(instant))
        let year: SafeText = date.year == year(now) ? "" : " " + LocalClock.number(date.year)
        return LocalClock.number(date.day) + " " + month(date) + year + " " + time(instant)
    }

    /// `Sat 22 Nov 03:07:42 CET`, for details.
    func exact(_ instant: Instant, now: Instant) -> SafeText {
        let zone = zoneName.isEmpty ? "" : " " + SafeText.cell(zoneName)
        return day(instant, now: now) + " " + exactTime(instant) + zone
    }

    /// Days since the epoch in local time: equal for two instants of one local day.
    func dayNumber(_ instant: Instant) -> Int64 {
        localSeconds(instant) / 86_400 + LocalClock.firstDay
    }

    /// The local midnight after an instant.
    func nextMidnight(after instant: Instant) -> Instant {
        instant + .seconds(86_400 - localSeconds(instant) % 86_400)
    }

    /// The latest instant at this local time of day that does not lie ahead by more than a minute.
    func latest(hour: Int64, minute: Int64, now: Instant) -> Instant {
        let secondsIntoDay = localSeconds(now) % 86_400
        let nowWithoutMilliseconds =
            now - Milliseconds(now.milliseconds.quotientAndRemainder(dividingBy: 1000).remainder)
        let today = nowWithoutMilliseconds + .seconds(hour * 3600 + minute * 60 - secondsIntoDay)
        // The clocks may have changed between then and now.
        let shift = Int64(clamped(offset(now)) - clamped(offset(today)))
        let mended = today + .seconds(shift)
        return mended > now + .minutes(1) ? mended - .days(1) : mended
    }

    /// Seconds of local time since the first local day that this calendar counts from; never negative.
    private func localSeconds(_ instant: Instant) -> Int64 {
        let known = max(Instant.earliest + .days(1), min(Instant.latest - .days(1), instant))
        let seconds = known.milliseconds.quotientAndRemainder(dividingBy: 1000)
        let whole = seconds.remainder < 0 ? seconds.quotient - 1 : seconds.quotient
        return whole + Int64(clamped(offset(known))) - LocalClock.firstDay * 86_400
    }

    /// A day before the year 1.
    private static let firstDay: Int64 = -719_200

    private func clamped(_ offset: Int) -> Int { min(max(-86_400, offset), 86_400) }

    private func weekday(_ instant: Instant) -> SafeText {
        let index = Int(((dayNumber(instant) % 7) + 7) % 7)
        return LocalClock.weekdays.indices.contains(index) ? LocalClock.weekdays[index] : ""
    }

    private func month(_ date: CivilDate) -> SafeText {
        let index = Int(date.month) - 1
        return LocalClock.months.indices.contains(index) ? LocalClock.months[index] : ""
    }

    private func year(_ instant: Instant) -> Int64 { CivilDate(daysSinceEpoch: dayNumber(instant)).year }

    private static func number(_ value: Int64) -> SafeText { .number(Int(clamping: value)) }

    private static func padded(_ value: Int64) -> SafeText { value < 10 ? "0" + number(value) : number(value) }
}
