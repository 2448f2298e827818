import SeededRandom
import Testing
import WarRoom

@Suite struct SortedSetTests {
    /// How wide the numbers are spread: dense sets meet equal elements, wide ones split and empty chunks.
    @Test(arguments: zip([UInt64(1), 2, 3, 4], [50, 1000, 5000, 1_000_000]))
    func itBehavesAsASortedArrayWithoutRepetitions(seed: UInt64, width: Int) {
        var random = SplitMix64(seed: seed)
        var set = SortedSet<Int>()
        var model: [Int] = []
        var isGrowing = true
        for step in 0..<6000 {
            if step % 1500 == 0 { isGrowing.toggle() }
            let element = random.below(width)
            let place = model.firstIndex { $0 >= element } ?? model.count
            let isThere = place < model.count && model[place] == element
            if random.below(10) < (isGrowing || step < 1500 ? 8 : 3) {
                #expect(set.insert(element) == !isThere, "seed \(seed), step \(step)")
                if !isThere { model.insert(element, at: place) }
            } else {
                let victim = model.isEmpty || random.isOnce(in: 4) ? element : random.pick(model)
                let index = model.firstIndex(of: victim)
                #expect(set.remove(victim) == (index != nil), "seed \(seed), step \(step)")
                if let index { model.remove(at: index) }
            }
            guard step % 40 == 0 else { continue }
            #expect(set.count == model.count && set.first == model.first && set.last == model.last, "seed \(seed)")
            #expect(set.contains(element) == model.contains(element), "seed \(seed)")
            let rank = model.firstIndex { $0 >= element } ?? model.count
            #expect(set.rank(of: element) == rank, "seed \(seed), step \(step)")
            let offset = random.below(model.count + 20)
            let length = random.below(700)
            #expect(
                set.page(offset: offset, length: length) == Array(model.dropFirst(offset).prefix(length)),
                "seed \(seed)")
        }
        #expect(Array(set) == model, "seed \(seed)")
    }

    @Test func pagesOutsideTheSetAreEmpty() {
        var set = SortedSet<Int>()
        #expect(set.page(offset: 0, length: 10) == [])
        for element in 0..<2000 { set.insert(element) }
        #expect(set.page(offset: -5, length: 3) == [0, 1, 2])
        #expect(set.page(offset: .min, length: 1) == [0])
        #expect(set.page(offset: 1998, length: 10) == [1998, 1999])
        #expect(set.page(offset: 2000, length: 10) == [])
        #expect(set.page(offset: .max, length: .max) == [])
        #expect(set.page(offset: 3, length: 0) == [])
        #expect(set.page(offset: 3, length: -1) == [])
        #expect(set.page(offset: 0, length: .min) == [])
        #expect(set.page(offset: 0, length: .max).count == 2000)
    }

    @Test func setsAreEqualHoweverTheyGrew() {
        var forth = SortedSet<Int>()
        var back = SortedSet<Int>()
        for element in 0..<1500 { forth.insert(element) }
        for element in (0..<1500).reversed() { back.insert(element) }
        for element in 1500..<4000 { back.insert(element) }
        #expect(forth != back)
        for element in 1500..<4000 { back.remove(element) }
        #expect(forth == back)
        for element in 0..<1500 { back.remove(element) }
        #expect(back.isEmpty && back.first == nil && back.last == nil)
        #expect(back == SortedSet<Int>())
    }
}

@Suite struct DeadlineSetTests {
    private static let subjects: [DeadlineSubject] =
        [.onCallEnd, .senderSilence("a"), .senderSilence("b")]
        + (0..<8).flatMap { index -> [DeadlineSubject] in
            let alert = AlertID(value: UInt64(index))
            let silence = EventID(high: UInt64(index), low: 1)
            return [
                .alertExpiry(alert), .ackExpiry(alert), .unseen(alert), .silenceStart(silence), .silenceEnd(silence),
            ]
        }

    @Test(arguments: [UInt64(1), 2, 3])
    func itBehavesAsADictionarySortedByDueTime(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var set = DeadlineSet()
        var model: [DeadlineSubject: Instant] = [:]
        for step in 0..<3000 {
            let subject = random.pick(Self.subjects)
            let due = random.below(3) == 0 ? nil : Instant(milliseconds: Int64(random.below(60)))
            set[subject] = due
            model[subject] = due
            guard step % 10 == 0 else { continue }
            let sorted = model.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            let now = Instant(milliseconds: Int64(random.below(70)))
            let limit = random.below(20)
            let due2 = set.due(at: now, limit: limit)
            #expect(due2.map(\.subject) == sorted.filter { $0.value <= now }.prefix(limit).map(\.key), "seed \(seed)")
            #expect(set.upcoming(limit: limit).map(\.due) == sorted.prefix(limit).map(\.value), "seed \(seed)")
            #expect(set.count == model.count && set.soonest?.subject == sorted.first?.key, "seed \(seed)")
            #expect(set[subject] == model[subject], "seed \(seed)")
        }
    }

    @Test func setsWithTheSameDeadlinesAreEqual() {
        var one = DeadlineSet()
        var other = DeadlineSet()
        one[.onCallEnd] = Instant(milliseconds: 5)
        other[.onCallEnd] = Instant(milliseconds: 6)
        #expect(one != other)
        other[.onCallEnd] = Instant(milliseconds: 5)
        #expect(one == other)
        one[.onCallEnd] = nil
        #expect(one == DeadlineSet())
        #expect(one.soonest == nil)
    }
}
