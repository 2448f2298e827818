/// The commands that come over the room's socket.
public enum CommandTable {
    public static let types: [any PersonCommand.Type] = [
        Acknowledge.self, Unacknowledge.self, ResolveAlerts.self, SeeAlerts.self, CreateSilence.self, EndSilence.self,
        DeclareIncident.self, SetIncident.self, LinkAlerts.self, MergeIncidents.self, AssignRole.self, ReleaseRole.self,
        JoinIncident.self,
        AddNote.self, CorrectNote.self, WithdrawNote.self, PinEntry.self, RedactEntry.self, SetOnCall.self,
        StartPlaybook.self, CompleteStep.self, SkipStep.self, ReopenStep.self, StopPlaybook.self,
        AcceptHead.self,
    ]

    public static let byName: [String: any PersonCommand.Type] = Dictionary(
        types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
