import PlainText
import WarRoom

/// What a detail asked of the room, and of which state of the thing.
struct StoryAsking: Sendable {
    /// A thing as far as a change of it makes another story.
    enum Sight: Sendable, Equatable {
        case alert(AlertReference, AlertState, AlertSeverity, by: String?, IncidentID?, under: AlertID?)
        case entry(EventID, sentence: String, isPinned: Bool, IncidentID?)
        case incident(IncidentID, revision: Int64, newest: Int64?)
    }

    let token: Int
    let sight: Sight
    let at: Instant
    /// What the screen knew of the room then.
    let sequence: Int64

    /// The same thing is asked for again at most this often.
    static let interval = Milliseconds.seconds(1)
    /// Where only something else changed, as the alerts that stand under this one, it is asked for again at most this often;
    /// and this late after the room gave no answer.
    static let pause = Milliseconds.seconds(10)
}

/// The stories behind details: asked for when one opens, and again when its thing changes.
extension Model {
    mutating func askForStory(of detail: inout Detail) {
        guard let sight = sight(of: detail.subject), connection == .live else { return }
        if let asking = detail.asking {
            let isDirect = detail.storyProblem == nil && asking.sight != sight
            // Who is slow to answer is not asked once more before that.
            let isOld = detail.mayHideOthers && detail.answered == asking.token && asking.sequence != sequence
            let isWanted = isDirect || detail.storyProblem != nil || isOld
            guard isWanted, now - asking.at >= (isDirect ? StoryAsking.interval : StoryAsking.pause) else { return }
        }
        lastToken += 1
        detail.asking = StoryAsking(token: lastToken, sight: sight, at: now, sequence: sequence)
        emit(.story(token: lastToken, of: sight.subject))
    }

    mutating func receive(_ story: Result<Story, Refusal>, token: Int) {
        guard case .detail(var detail) = overlay, detail.asking?.token == token else { return }
        switch story {
        case .success(let story): (detail.story, detail.storyProblem) = (story, nil)
        case .failure(let refusal): detail.storyProblem = refusal.description
        }
        detail.answered = token
        overlay = .detail(detail)
    }

    private func sight(of subject: Detail.Subject) -> StoryAsking.Sight? {
        switch subject {
        case .alert(let row):
            .alert(row.reference, row.state, row.severity, by: row.by, row.incident, under: row.inhibitedBy?.first)
        case .entry(let entry): .entry(entry.id, sentence: entry.sentence, isPinned: entry.isPinned, entry.incident)
        case .incident(let incident):
            .incident(
                incident.id, revision: incident.revision,
                newest: entries.last { $0.incident == incident.id }?.sequence)
        case .playbook, .silence: nil
        }
    }
}

extension Detail {
    /// Whether it is an alert that others may stand under, which come and go without a change of its own.
    fileprivate var mayHideOthers: Bool {
        if case .alert(let row) = subject { return !row.hasCleared }
        return false
    }
}

extension StoryAsking.Sight {
    fileprivate var subject: StorySubject {
        switch self {
        case .alert(let reference, _, _, _, _, _): .alert(reference.alert)
        case .entry(let id, _, _, _): .entry(id)
        case .incident(let id, _, _): .incident(id)
        }
    }
}
