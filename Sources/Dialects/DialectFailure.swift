import WarRoom

/// Why a request as a whole is not carried out.
public enum DialectFailure: Sendable, Equatable {
    /// Too much at once: nothing was stored, the sender shall come back.
    case busy
    /// The log cannot be written; the sentence says why. Nothing was stored, the sender shall come back.
    case unwritable(String)
    /// The body is larger than ``WarRoom/Limits/bodyBytesMax``.
    case tooLarge
    /// The body did not arrive within ``WarRoom/Limits/requestTime``.
    case tooSlow
    /// The one who asks may not; the sentence says why.
    case forbidden(String)
    /// The body cannot be read; the sentence says what was expected and what came.
    case malformed(String)

    /// A sentence for whoever reads the sender's log.
    public var sentence: String {
        switch self {
        case .busy: "the room has too much to do at once and stored nothing of this: send it again"
        case .unwritable(let why): "the room cannot write its log and stored nothing of this: \(why)"
        case .tooLarge: "the body is larger than \(Limits.bodyBytesMax) bytes: send less at once"
        case .tooSlow: "the body did not arrive within \(Limits.requestTime.spoken)"
        case .forbidden(let why), .malformed(let why): why
        }
    }

    /// The status that most dialects answer with.
    public var status: Int {
        switch self {
        case .busy, .unwritable: 503
        case .tooLarge: 413
        case .tooSlow: 408
        case .forbidden: 403
        case .malformed: 400
        }
    }

    /// Retry-After where the sender shall come back: soon if the room is busy, later if its disk is full.
    public var headers: [String: String] {
        switch self {
        case .busy: ["Retry-After": "2"]
        case .unwritable: ["Retry-After": "30"]
        case .tooLarge, .tooSlow, .forbidden, .malformed: [:]
        }
    }
}

extension Dialect {
    /// The sentence as plain text.
    public static func failure(_ failure: DialectFailure) -> DialectAnswer {
        .text(failure.status, failure.sentence, headers: failure.headers)
    }

    /// The answer to commands: the dialect's failure where nothing was stored, else whatever `stored` makes of the outcomes.
    static func answering(
        _ stored: @escaping @Sendable ([Result<Outcome, Refusal>]) -> DialectAnswer
    ) -> @Sendable (IngestResult) -> DialectAnswer {
        { result in
            switch result {
            case .stored(let outcomes): stored(outcomes)
            case .busy: failure(.busy)
            case .unwritable(let why): failure(.unwritable(why))
            }
        }
    }

    /// How long this dialect's alerts may not be heard of before they expire; nil for ever.
    static func ttl(_ request: DialectRequest) -> Milliseconds? { request.settings.ttl[name] }

    /// A reading that ends with a failure, which becomes visible in the room.
    static func refused(_ failure: DialectFailure, sender: String) -> DialectReading {
        DialectReading(.answer(Self.failure(failure)), sender: sender, problems: [failure.sentence])
    }
}

extension Result<Outcome, Refusal> {
    var refusal: Refusal? {
        switch self {
        case .success: nil
        case .failure(let refusal): refusal
        }
    }

    var outcome: Outcome? { try? get() }
}
