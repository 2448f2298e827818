public import WarRoom

/// What a person's screen remembers between starts, one per room.
public struct ScreenMemory: Sendable, Equatable, Codable {
    /// The pane with the focus.
    public var focus: Pane
    /// Whether that pane fills the screen.
    public var isZoomed: Bool
    /// What was typed to narrow the board.
    public var alertFilter: String
    /// What was typed to narrow the timeline.
    public var timelineFilter: String
    /// Whether the timeline shows only the incident looked at.
    public var isTimelineOfIncident: Bool
    /// The incident looked at.
    public var incident: IncidentID?
    /// The newest entry of the timeline that was looked at; what came after it is new.
    public var seenSequence: Int64?
    /// What the board's alerts are put together by.
    public var grouping: AlertGrouping?

    /// What a screen that was never used remembers.
    public init(
        focus: Pane = .alerts, isZoomed: Bool = false, alertFilter: String = "", timelineFilter: String = "",
        isTimelineOfIncident: Bool = false, incident: IncidentID? = nil, seenSequence: Int64? = nil,
        grouping: AlertGrouping? = nil
    ) {
        self.focus = focus
        self.isZoomed = isZoomed
        self.alertFilter = alertFilter
        self.timelineFilter = timelineFilter
        self.isTimelineOfIncident = isTimelineOfIncident
        self.incident = incident
        self.seenSequence = seenSequence
        self.grouping = grouping
    }
}
