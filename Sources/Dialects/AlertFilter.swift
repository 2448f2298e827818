import WarRoom

/// An alert as it is listed, with what hides it.
struct ListedAlert: Sendable {
    let alert: Alert
    let inhibitedBy: [AlertID]
    /// The alert's labels; what has no `alertname` gets what people call it, because clients show and group alerts by it. Its
    /// fingerprint stays that of the alert as it was sent.
    let labels: Labels

    init(_ alert: Alert, inhibitedBy: [AlertID]) {
        self.alert = alert
        self.inhibitedBy = inhibitedBy
        labels = Self.labels(of: alert)
    }

    static func labels(of alert: Alert) -> Labels {
        guard alert.labels["alertname"] == nil, !alert.name.isEmpty else { return alert.labels }
        return Labels(alert.labels + [Label(name: "alertname", value: alert.name)])
    }

    /// The alert's annotations; what has no `summary` gets its title, unless that says no more than its name.
    var annotations: Labels {
        guard alert.annotations["summary"] == nil, !alert.title.isEmpty, alert.title != alert.labels["alertname"] else {
            return alert.annotations
        }
        return Labels(alert.annotations + [Label(name: "summary", value: alert.title)])
    }

    var isSuppressed: Bool { !alert.silencedBy.isEmpty || !inhibitedBy.isEmpty }
}

/// Which alerts a client asks for: the query of `GET /api/v2/alerts` and of `/alerts/groups`.
struct AlertFilter: Sendable {
    private let matchers: [Matcher]
    private let showsActive: Bool
    private let showsSilenced: Bool
    private let showsInhibited: Bool
    private let showsReceiver: Bool

    /// Throws where a matcher or the receiver's regular expression cannot be read.
    init(_ request: DialectRequest) throws(MatcherError) {
        matchers = try request.matchers("filter")
        showsActive = request.flag("active")
        showsSilenced = request.flag("silenced")
        showsInhibited = request.flag("inhibited")
        var showsReceiver = try request.matchers("receiver_matchers").match(.none)
        if let pattern = request.queryValues("receiver").last, !pattern.isEmpty {
            showsReceiver = try RegularExpression(pattern).matches(AlertmanagerAPI.receiver) && showsReceiver
        }
        self.showsReceiver = showsReceiver
    }

    /// The open alerts that the client asked for, by fingerprint.
    func alerts(of state: RoomState) -> [ListedAlert] {
        guard showsReceiver else { return [] }
        return state.board.compactMap { place -> ListedAlert? in
            guard let alert = state.alerts[place.alert], alert.isOpen else { return nil }
            let listed = ListedAlert(alert, inhibitedBy: state.inhibitors(of: alert)?.alerts ?? [])
            return matchers.match(listed.labels) && shows(listed) ? listed : nil
        }.sorted { $0.alert.id < $1.alert.id }
    }

    /// As in alertmanager `api/v2/api.go`, alertFilter: an alert that is silenced and inhibited must be asked for as both.
    private func shows(_ listed: ListedAlert) -> Bool {
        (showsActive || listed.isSuppressed) && (showsSilenced || listed.alert.silencedBy.isEmpty)
            && (showsInhibited || listed.inhibitedBy.isEmpty)
    }
}

extension DialectRequest {
    /// The matchers of a query item that may be repeated; all of them must match.
    func matchers(_ name: String) throws(MatcherError) -> [Matcher] {
        var matchers: [Matcher] = []
        for text in queryValues(name) where !text.isEmpty { matchers += try MatcherSyntax.parse(text) }
        return matchers
    }

    /// A truth value of the query, as go-openapi reads it (swag, ConvertBool); absent or empty means true.
    func flag(_ name: String) -> Bool {
        guard let word = queryValues(name).last, !word.isEmpty else { return true }
        return ["true", "1", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled"].contains(word.lowercased())
    }
}
