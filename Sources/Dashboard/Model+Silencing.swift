import PlainText
import WarRoom

/// Silences: made from what is selected or marked, listed, ended and given more time.
extension Model {
    /// The silences that the room told of, for the list of them.
    var silences: [SilenceSummary] { view?.silences ?? [] }

    /// The silence that is selected in the list, or lies open.
    var targetSilence: SilenceSummary? {
        switch overlay {
        case .silences(let list): return silences.first { $0.id == list.selected }
        case .detail(let detail):
            guard case .silence(let silence) = detail.subject else { return nil }
            return silences.first { $0.id == silence.id }
        default: return nil
        }
    }

    /// Asks how long and why; the room says meanwhile what the alerts have in common.
    mutating func openSilencing(_ target: AlertTarget) {
        var opened = Prompt(.silence(target))
        if let row = target.row {
            let matchers = SilenceProposal.identity(of: row.labels)
            let hides = rows.count { matchers.match($0.labels) }
            opened.proposals = [SilenceProposal(matchers: matchers, hides: hides, others: max(0, hides - 1))]
        }
        prompt = opened
        askForProposals(target)
    }

    private mutating func askForProposals(_ target: AlertTarget) {
        lastToken += 1
        proposing = Proposing(token: lastToken, askedAt: now)
        emit(.propose(token: lastToken, target.selection))
    }

    /// While the prompt is open its numbers follow the room, asked for at most once a second.
    mutating func refreshProposals() {
        guard case .silence(let target)? = prompt?.kind, let proposing, proposing.isAnswered,
            now - proposing.askedAt >= Proposing.interval
        else { return }
        askForProposals(target)
    }

    mutating func receive(_ proposed: Result<[SilenceProposal], Refusal>, token: Int) {
        guard proposing?.token == token else { return }
        proposing?.isAnswered = true
        guard var current = prompt, case .silence = current.kind else { return }
        switch proposed {
        case .success(let proposals):
            let old = current.proposal?.matchers
            current.proposals = proposals
            current.isProposed = true
            current.highlighted = proposals.firstIndex { $0.matchers == old } ?? (proposals.isEmpty ? nil : 0)
        case .failure(let refusal): current.problem = refusal.description
        }
        prompt = current
    }

    mutating func runOnSilences(_ id: ActionID) {
        switch id {
        case .silences: overlay = .silences(SilenceList())
        case .endSilence:
            if let silence = targetSilence { send(EndSilence(silence: silence.id.description)) }
        case .extendSilence:
            if let silence = targetSilence { prompt = Prompt(.extendSilence(silence)) }
        default: break
        }
    }

    var silenceListReason: SafeText? {
        if let connectionReason { return connectionReason }
        guard isShowingSilences else { return "H lists the silences: choose one there" }
        if targetSilence != nil { return nil }
        if case .detail = overlay { return "this silence has ended" }
        return "there is no silence here"
    }
}

/// A question to the room on what alerts have in common.
struct Proposing: Sendable {
    let token: Int
    let askedAt: Instant
    var isAnswered = false

    static let interval = Milliseconds.seconds(1)
}
