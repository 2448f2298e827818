/// Where the columns of the timeline stand: a matter of the pane's width alone.
struct TimelineColumns: Equatable {
    let time: Range<Int>
    let who: Range<Int>
    let glyph: Int
    /// From here to `end`: tag, time it happened, and the sentence.
    let sentence: Int
    let end: Int

    /// Columns of a pane that starts at `start`; the first one is for the mark of the selection.
    init(start: Int, width: Int) {
        let isRoomy = width >= 70
        time = start + 1..<start + 6
        let whoWidth = isRoomy ? 9 : width >= 56 ? 6 : 4
        let gap = isRoomy ? 2 : 1
        who = time.upperBound + gap..<time.upperBound + gap + whoWidth
        glyph = who.upperBound + 1
        sentence = glyph + 2
        end = start + width - 1
    }
}
