import Dialects
import Settings

/// Who may send: whoever presents a key that the configuration knows the hash of.
struct TokenGate: Sendable {
    enum Verdict: Sendable, Equatable {
        /// Nobody has to prove anything.
        case anyone
        /// The sender of this name.
        case sender(String)
        case unauthorized(String)
        /// A known sender in a dialect that its tokens are not for.
        case forbidden(String, sender: String)
    }

    let tokens: [IngestToken]

    /// What a request may do in a dialect (nil: what belongs to none). Every key is compared with every token, and each comparison
    /// takes the same time, so that the time tells nothing about what nearly fitted.
    func verdict(on request: DialectRequest, in dialect: (any Dialect.Type)?) -> Verdict {
        guard !tokens.isEmpty else { return .anyone }
        let digests = PresentedKeys.of(request, in: dialect).map { IngestToken.digest(of: $0) }
        var known: IngestToken?
        var allowed: IngestToken?
        for digest in digests {
            for token in tokens where token.fits(digest: digest) {
                known = known ?? token
                let isAllowed = dialect.map { token.dialects.isEmpty || token.dialects.contains($0.name) } ?? true
                if isAllowed { allowed = allowed ?? token }
            }
        }
        if let allowed { return .sender(allowed.name) }
        guard let known else { return .unauthorized(Self.sentence(hasKey: !digests.isEmpty)) }
        let dialects = known.dialects.joined(separator: ", ")
        return .forbidden("the token \(known.name) is only for \(dialects)", sender: known.name)
    }

    /// The key itself is in no sentence.
    private static func sentence(hasKey: Bool) -> String {
        hasKey
            ? "this room does not know the token that came: its SHA-256 is not under ingest.tokens in the configuration"
            : "this room takes only what comes with a token: as bearer token, basic password, PagerDuty routing key or GenieKey"
    }
}
