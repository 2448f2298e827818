/// Every kind of event that this version knows: the one table that codec, documentation and golden files follow.
public enum EventTable {
    public static let types: [any EventBody.Type] = [
        AlertFired.self, AlertRepeated.self, AlertSeverityChanged.self, AlertResolved.self, AlertExpired.self,
        AlertAcknowledged.self, AlertUnacknowledged.self, AckExpired.self, AlertSeen.self,
        IncidentDeclared.self, IncidentSeverityChanged.self, IncidentStatusChanged.self, IncidentTitleChanged.self,
        IncidentMerged.self,
        AlertLinked.self, AlertUnlinked.self, PersonJoined.self, PersonLeft.self, RoleAssigned.self, RoleReleased.self,
        NoteAdded.self, NoteCorrected.self, NoteWithdrawn.self, EntryPinned.self, EntryUnpinned.self,
        EntryRedacted.self,
        ChangeReceived.self,
        PlaybookStarted.self, StepCompleted.self, StepSkipped.self, StepReopened.self, PlaybookStopped.self,
        OnCallSet.self, OnCallEnded.self,
        SilenceCreated.self, SilenceChanged.self, SilenceStarted.self, SilenceEnded.self,
        InputRefused.self, DaemonStarted.self, DaemonStopped.self, ClockJumped.self, LogTruncationFound.self,
        LogHeadAccepted.self, LogSalvaged.self, InputQuarantined.self, SenderWatched.self, SenderSilenceChanged.self,
        TextRetired.self, InhibitionRulesChanged.self,
    ]

    /// The type of each kind.
    public static let byKind: [String: any EventBody.Type] = Dictionary(
        types.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
}
