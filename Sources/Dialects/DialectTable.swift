/// The languages that senders speak: the listener's routes, the documentation and the tests all come from here.
public enum DialectTable {
    public static let dialects: [any Dialect.Type] = [
        AlertmanagerAPI.self, AlertmanagerWebhook.self, GrafanaWebhook.self, PagerDutyEvents.self, OpsgenieAlerts.self,
        CloudEvents.self, PlainAlerts.self,
    ]

    /// What a method and a path lead to.
    public enum Match: Sendable {
        case match(any Dialect.Type, DialectRoute)
        /// The path is known, the method is not: what the header field Allow shall say, in the table's order.
        case wrongMethod(allowed: [String])
        case none
    }

    /// Finds the dialect for a request; the segments are the path's, percent-decoded.
    public static func find(method: String, segments: [String]) -> Match {
        var allowed: [String] = []
        for entry in entries where entry.fits(segments) {
            if entry.route.method == method { return .match(entry.dialect, entry.route) }
            if !allowed.contains(entry.route.method) { allowed.append(entry.route.method) }
        }
        return allowed.isEmpty ? .none : .wrongMethod(allowed: allowed)
    }

    /// A route with its path already taken apart: every request walks through all of them.
    private struct Entry: Sendable {
        let dialect: any Dialect.Type
        let route: DialectRoute
        /// Nil stands for any one segment.
        let pattern: [String?]

        func fits(_ segments: [String]) -> Bool {
            guard pattern.count == segments.count else { return false }
            return zip(pattern, segments).allSatisfy { $0 == nil || $0 == $1 }
        }
    }

    private static let entries: [Entry] = dialects.flatMap { dialect in
        dialect.routes.map { route in
            let pattern = route.path.split(separator: "/").map { $0.hasPrefix("{") ? nil : String($0) }
            return Entry(dialect: dialect, route: route, pattern: pattern)
        }
    }
}
