import WarRoom

/// Ends a silence; one that has ended already is left as it is, as Alertmanager does it.
struct EndSilenceAgain: Command {
    let silence: EventID

    func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        guard state.silences[silence]?.state != .expired else { return }
        try EndSilence(silence: silence.description).decide(in: state, situation, into: &decision)
    }
}
