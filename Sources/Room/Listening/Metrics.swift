import Dialects
import Synchronization
import WarRoom

/// What the room counts, as Prometheus text (exposition format 0.0.4).
final class Metrics: Sendable {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private struct Key: Hashable, Comparable {
        let dialect: String
        let status: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.dialect, left.status) < (right.dialect, right.status)
        }
    }

    private struct Counts {
        var requests: [Key: Int] = [:]
        var problems: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let version: String

    init(version: String) {
        self.version = version
    }

    func count(dialect: String, status: Int) {
        counts.withLock { $0.requests[Key(dialect: dialect, status: status), default: 0] += 1 }
    }

    func countProblems(_ number: Int, dialect: String) {
        counts.withLock { $0.problems[dialect, default: 0] += number }
    }

    /// The page that `GET /metrics` answers with.
    func text(status: Writer.Status, state: RoomState, forwarding: Forwarding = Forwarding([])) -> [UInt8] {
        let counts = counts.withLock { $0 }
        var page = Page()
        page.add(
            "alertmanager_build_info", "gauge", "What karma looks for.",
            [("{version=\"\(AlertmanagerAPI.compatibleVersion)\"}", 1)])
        page.add("warroom_build_info", "gauge", "The version.", [("{version=\"\(version)\"}", 1)])
        page.add("warroom_log_sequence", "gauge", "The log's last event.", [("", Int(status.sequence))])
        page.add("warroom_commits_total", "counter", "Transactions since the start.", [("", Int(status.commits))])
        page.add(
            "warroom_observations_total", "counter", "Alerts heard since the start, resends included.",
            [("", Int(status.observations))])
        page.add(
            "warroom_log_writable", "gauge", "1 while events can be written.", [("", status.unwritable == nil ? 1 : 0)])
        page.add(
            "warroom_alerts", "gauge", "Alerts on the board.",
            AlertState.allCases.filter { $0 != .resolved }.map { ("{state=\"\($0.rawValue)\"}", state.counts[$0]) })
        page.add(
            "warroom_alerts_not_shown", "gauge", "Alerts above the board's limit, which are only counted.",
            [("", state.crowd.count)])
        page.add("warroom_incidents_open", "gauge", "Open incidents.", [("", state.openIncidents.count)])
        page.add(
            "warroom_requests_total", "counter", "Requests of senders, by dialect and status.",
            counts.requests.sorted { $0.key < $1.key }.map {
                ("{dialect=\"\($0.key.dialect)\",status=\"\($0.key.status)\"}", $0.value)
            })
        page.add(
            "warroom_input_problems_total", "counter", "Things that senders said and no dialect could read.",
            counts.problems.sorted { $0.key < $1.key }.map { ("{dialect=\"\($0.key)\"}", $0.value) })
        Self.add(forwarding, to: &page)
        return Array(page.text.utf8)
    }

    private static func add(_ forwarding: Forwarding, to page: inout Page) {
        let forwards = forwarding.forwarders.enumerated().map { ("\($0.offset + 1)", $0.element.status) }
        page.add(
            "warroom_forwards_total", "counter", "Requests passed on, by the address's place in the configuration.",
            forwards.flatMap { number, status in
                [
                    ("{forward=\"\(number)\",result=\"done\"}", status.done),
                    ("{forward=\"\(number)\",result=\"given_up\"}", status.givenUp),
                ]
            })
        page.add(
            "warroom_forwards_waiting", "gauge", "Requests that wait to be passed on.",
            forwards.map { ("{forward=\"\($0.0)\"}", $0.1.waiting) })
    }

    private struct Page {
        var text = ""

        mutating func add(_ name: String, _ type: String, _ help: String, _ samples: [(labels: String, value: Int)]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
            for sample in samples { text += "\(name)\(sample.labels) \(sample.value)\n" }
        }
    }
}
