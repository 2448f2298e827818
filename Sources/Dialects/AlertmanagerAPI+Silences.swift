import WarRoom
import WireJSON

/// Silences that clients make and end.
extension AlertmanagerAPI {
    /// `POST /api/v2/silences`: a new silence, or with `id` a change of one.
    static func readSilence(_ request: DialectRequest, sender: String) -> DialectReading {
        let command: CreateSilence
        do throws(PostedSilenceProblem) {
            command = try PostedSilence.read(request.body, at: request.now)
        } catch {
            switch error {
            case .malformed(let sentence): return refused(.malformed(sentence), sender: sender)
            case .unknown(let id): return DialectReading(.answer(noSilence(id)), sender: sender)
            }
        }
        let replacing = command.replacing
        let answer = answering { results in
            guard let result = results.first else {
                return badRequest("the room did not say what became of the silence")
            }
            switch result {
            case .success(let outcome): return created(outcome, replacing: replacing)
            case .failure(let refusal): return Self.answer(refusal)
            }
        }
        return DialectReading(.commands([SenderAct(command)], answer: answer), sender: sender)
    }

    /// The id of the silence: what would take a new one back names it; one that was changed in place keeps its own.
    private static func created(_ outcome: Outcome, replacing: EventID?) -> DialectAnswer {
        let made = outcome.undo.lazy.compactMap { ($0 as? EndSilence)?.silence }.first
        let id = made ?? replacing?.description ?? outcome.events.last?.description ?? ""
        return .json(200) { $0.object { $0.member("silenceID", id) } }
    }

    /// `DELETE /api/v2/silence/{id}`.
    static func endSilence(_ request: DialectRequest) -> DialectReading.Work {
        let text = request.path.last ?? ""
        guard let id = EventID(text) else { return .answer(notUUID(text)) }
        let answer = answering { results in
            results.first?.refusal.map(Self.answer) ?? DialectAnswer(status: 200)
        }
        return .commands([SenderAct(EndSilenceAgain(silence: id))], answer: answer)
    }

    private static func noSilence(_ id: String) -> DialectAnswer {
        .json(404) { $0.string("there is no silence \(id)") }
    }

    /// How go-openapi refuses a path parameter of the wrong format.
    private static func notUUID(_ text: String) -> DialectAnswer {
        .json(422) { writer in
            writer.object { writer in
                writer.member("code", 601)
                writer.member("message", "silenceID in path must be of type uuid: \"\(Cut.text(text, bytesMax: 64))\"")
            }
        }
    }
}

/// Showing silences.
extension AlertmanagerAPI {
    /// `GET /api/v2/silence/{id}`.
    static func showSilence(_ request: DialectRequest) -> DialectReading.Work {
        let text = request.path.last ?? ""
        guard let id = EventID(text) else { return .answer(notUUID(text)) }
        return .question { state in
            guard let silence = state.silences[id] else { return noSilence(text) }
            return .json(200) { write(silence, to: &$0) }
        }
    }

    /// `GET /api/v2/silences`: active ones first, the next to end before the others; then those to come, by their begin; then
    /// those that are over, the newest first.
    static func listSilences(_ request: DialectRequest) -> DialectReading.Work {
        let filter: [Matcher]
        do {
            filter = try request.matchers("filter")
        } catch {
            return .answer(badRequest(error.description))
        }
        let states = Silence.State.all.filter { request.flag($0.rawValue) }
        return .question { state in
            let shown = state.silences.values.filter { silence in
                states.contains(silence.state) && filter.allSatisfy { silence.matchers.contains($0) }
            }
            return .json(200) { writer in
                writer.array { writer in
                    for silence in shown.sorted(by: precedes) { write(silence, to: &writer) }
                }
            }
        }
    }

    private static func precedes(_ left: Silence, _ right: Silence) -> Bool {
        guard left.state == right.state else { return left.state.place < right.state.place }
        let (first, second) =
            switch left.state {
            case .active: (left.endsAt, right.endsAt)
            case .pending: (left.startsAt, right.startsAt)
            case .expired: (right.endsAt, left.endsAt)
            }
        return first == second ? left.id < right.id : first < second
    }

    /// Writes a gettableSilence.
    private static func write(_ silence: Silence, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", silence.id.description)
            writer.member("status") { $0.member("state", silence.state.rawValue) }
            writer.member("updatedAt", silence.updatedAt.description)
            writer.member("annotations") { _ in }
            writer.member("comment", silence.comment)
            writer.member("createdBy", silence.createdBy)
            writer.member("endsAt", silence.endsAt.description)
            writer.key("matchers")
            writer.array { writer in
                for matcher in silence.matchers { write(matcher, to: &writer) }
            }
            writer.member("startsAt", silence.startsAt.description)
        }
    }

    private static func write(_ matcher: Matcher, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("isEqual", matcher.isEqual)
            writer.member("isRegex", matcher.isRegex)
            writer.member("name", matcher.name)
            writer.member("value", matcher.value)
        }
    }
}

extension Silence.State {
    fileprivate static let all = [Silence.State.active, .pending, .expired]

    /// The order in which Alertmanager lists them.
    fileprivate var place: Int {
        switch self {
        case .active: 0
        case .pending: 1
        case .expired: 2
        }
    }
}
