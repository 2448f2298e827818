public import WarRoom

/// What the room's daemon would answer a screen.
extension StoryRoom {
    /// Throws what is wrong with the request's filter.
    public func view(_ request: ViewRequest) throws -> RoomView {
        let window = BoardWindow(of: state, filter: try AlertFilter(request.filter), request)
        let shown = entries.filter { request.timeline.matches($0) }.suffix(request.timelineLength)
        var view = RoomView(
            overview: RoomOverview(state), live: LiveStatus(present: present, listener: "127.0.0.1:9911"),
            window: window, entries: Array(shown))
        if request.showsSilences { view.silences = SilenceSummary.living(in: state) }
        return view
    }

    /// What is known of an alert; nil for what no test asks for.
    public func story(of subject: StorySubject) -> Story? {
        guard case .alert(let id) = subject, let alert = state.alerts[id] else { return nil }
        let told = events.filter { EventTrace.all(of: $0).contains { $0.subject == .alert(id) } }
        return .alert(
            AlertStory(AlertRow(alert, in: state), events: told, incidents: state.incidents, changes: events) {
                incident in
                entries.filter { $0.incident == incident && ($0.tag == .decision || $0.tag == .finding) }
            })
    }
}
