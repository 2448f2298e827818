/// Where the columns of the alerts pane stand: a matter of the pane's width alone, so that they hold still.
struct AlertColumns: Equatable {
    let severity: Range<Int>
    /// The mark of alerts that belong to the incident looked at; empty where there is no room.
    let link: Range<Int>
    let name: Range<Int>
    /// Empty where there is no room.
    let target: Range<Int>
    /// The alert's own sentence, on very wide screens.
    let title: Range<Int>
    let age: Range<Int>
    /// How often it was sent; empty where there is no room.
    let count: Range<Int>
    let state: Range<Int>

    /// Columns of a pane that starts at `start`; the first one is for the mark of the selection.
    init(start: Int, width: Int) {
        let end = start + width - (width >= 44 ? 1 : 0)
        let isWide = width >= 60
        severity = start + 1..<start + 5
        link = isWide ? start + 6..<start + 7 : 0..<0
        let stateWidth = isWide ? 12 : 8
        state = end - stateWidth..<end
        count = isWide ? state.lowerBound - 6..<state.lowerBound - 1 : 0..<0
        let ageEnd = (isWide ? count.lowerBound : state.lowerBound) - 1
        age = ageEnd - 3..<ageEnd
        let nameStart = start + (isWide ? 8 : 6)
        let room = max(0, age.lowerBound - 1 - nameStart)
        switch room {
        case ..<22:
            name = nameStart..<nameStart + room
            target = 0..<0
            title = 0..<0
        case ..<76:
            let targetWidth = max(6, room / (isWide ? 3 : 4))
            name = nameStart..<nameStart + room - targetWidth - 1
            target = name.upperBound + 1..<name.upperBound + 1 + targetWidth
            title = 0..<0
        default:
            name = nameStart..<nameStart + 30
            target = name.upperBound + 1..<name.upperBound + 25
            title = target.upperBound + 2..<max(target.upperBound + 2, age.lowerBound - 2)
        }
    }
}
