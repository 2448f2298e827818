import WarRoom

/// The acts of the story, each with what programs send and what people say.
struct DemoStory {
    let figures: DemoFigures
    let beginning: Instant

    /// What Prometheus watches.
    var rules: [DemoSenders.Rule] {
        let latency = "p99 of a checkout is \(figures.latency), allowed are 2 s"
        return [
            .init(
                "CertExpiresSoon", on: "edge-1", of: "edge", .warning, "the certificate ends in 6 days",
                firing: .clock(0, 4) ..< .clock(60_000, 0)),
            .init(
                "SlowQueries", on: "db-1", of: "postgres", .warning, "p95 of queries is 1.9 s, usually 40 ms",
                firing: .clock(3, 10) ..< .clock(29, 10)),
            .init(
                "CheckoutLatencyHigh", on: figures.worst, of: "checkout", .critical, latency,
                firing: .clock(5, 5) ..< .clock(33, 5)),
            .init(
                "CheckoutErrorRate", on: "checkout", of: "checkout", .critical,
                "\(figures.errorPercent) % of checkouts end in an error page",
                firing: .clock(8, 50) ..< .clock(32, 10)),
            .init(
                "ConnectionsExhausted", on: "db-1", of: "postgres", .critical, "500 of 500 connections in use",
                firing: .clock(7, 55) ..< .clock(31, 35)),
            .init(
                "QueueDepth", on: "q-orders", of: "orders", .error, "12,000 orders wait, usually under 50",
                firing: .clock(11, 35) ..< .clock(18, 45)),
            .init(
                "ReplicaLag", on: "db-2", of: "postgres", .error, "\(figures.lagSeconds) s behind db-1",
                firing: .clock(16, 20) ..< .clock(36, 15)),
        ]
    }

    /// A quiet night, a deploy, and the first alarms.
    var opening: [DemoStep] {
        [
            say("lin", .clock(0, 0), SetOnCall(person: "ada", until: beginning + .clock(389, 0))),
            post(
                .clock(0, 12),
                DemoSenders.deploy("checkout \(figures.bad) deployed to production", at: beginning + .clock(0, 10))),
            post(
                .clock(1, 30),
                DemoSenders.cron("SalesReport", "the nightly sales report is running", on: "db-1", isFiring: true)),
            post(
                .clock(6, 0),
                DemoSenders.probe("the checkout page takes 9 s, seen from three places", isFiring: true)),
            arrive("ada", .clock(6, 30)),
            say(
                "ada", .clock(6, 45),
                Acknowledge(alerts("CheckoutLatencyHigh"), length: .hours(1), note: "awake, looking")),
            say(
                "ada", .clock(7, 10),
                CreateSilence(
                    matchers: matchers("CertExpiresSoon"), length: .hours(8), comment: "it is renewed on Monday")),
            say(
                "ada", .clock(7, 30),
                DeclareIncident(
                    title: "Checkout slow, p99 above \(figures.latencyTenths / 10) s", severity: .sev3,
                    alerts: alerts("CheckoutLatencyHigh"))),
            say(
                "ada", .clock(9, 40),
                AddNote(
                    "\(figures.errorPercent) in 100 customers see an error page instead of a receipt", tag: .impact)),
            arrive("lin", .clock(9, 50)),
            say("lin", .clock(10, 5), AssignRole(.onlyOpen, role: .commander)),
            say("lin", .clock(10, 20), SetIncident(.onlyOpen, severity: .sev2, title: "Checkout slow or failing")),
            say("lin", .clock(10, 40), LinkAlerts(.onlyOpen, alerts("ConnectionsExhausted"))),
            say("lin", .clock(10, 55), LinkAlerts(.onlyOpen, alerts("CheckoutErrorRate"))),
            arrive("bo", .clock(11, 0)),
            arrive("kim", .clock(11, 20)),
        ]
    }

    /// Roles are filled, and the first suspect is the wrong one.
    var search: [DemoStep] {
        [
            say("kim", .clock(11, 30), AssignRole(.onlyOpen, role: .scribe)),
            say("bo", .clock(11, 45), AssignRole(.onlyOpen, role: .expert)),
            say(
                "bo", .clock(12, 0), Acknowledge(alerts("ConnectionsExhausted"), note: "who holds all of them?")),
            say(
                "kim", .clock(12, 30),
                AddNote(
                    "first call: a customer paid twice because the page did not answer", at: beginning + .clock(6, 0),
                    tag: .impact)),
            post(
                .clock(13, 10),
                DemoSenders.payments(100 - 2 * figures.errorPercent, isFiring: true, since: beginning + .clock(13, 0))),
            say(
                "bo", .clock(13, 30),
                AddNote("the sales report has read from db-1 since 02:32, right when it began", tag: .finding)),
            say(
                "lin", .clock(14, 0),
                AddNote(
                    "stop the sales report: bo stops it, ada goes on reading. Strong objections? None.",
                    tag: .decision)),
            say("bo", .clock(15, 0), AddNote("sales report stopped", tag: .action)),
            post(
                .clock(15, 10),
                DemoSenders.cron("SalesReport", "the nightly sales report was stopped", on: "db-1", isFiring: false)),
            say(
                "kim", .clock(16, 0),
                AddNote("\(figures.callers) callers wait on the phone; what may support say?", tag: .question)),
            say(
                "lin", .clock(16, 50),
                AddNote("say: payments may fail, nobody is charged twice in the end, next word at 03:00")),
            say(
                "bo", .clock(17, 50),
                AddNote(
                    "wrong track: three minutes without the report, still 500 of 500. It was one more victim.",
                    tag: .finding)),
            say(
                "ada", .clock(19, 10),
                AddNote(
                    "\(figures.bad) came at 02:31, two minutes before the first slow query; I read its diff",
                    tag: .finding)),
        ]
    }

    /// The cause, a decision, and the way back.
    var repair: [DemoStep] {
        [
            say(
                "ada", .clock(23, 10),
                AddNote(
                    "found: \(figures.bad) looks carts up by e-mail, a column without an index. Each lookup reads the whole table, 1.9 s, and keeps its connection meanwhile.",
                    tag: .finding, isPinned: true)),
            say("lin", .clock(23, 30), SetIncident(.onlyOpen, status: .identified)),
            say(
                "bo", .clock(24, 0),
                AddNote(
                    "no failover: db-2 is \(figures.lagSeconds) s behind, we would lose orders and take the slow query along"
                )),
            say(
                "lin", .clock(24, 40),
                AddNote(
                    "roll checkout back to \(figures.good). No migration came with \(figures.bad), so it is safe. ada types, bo watches. Strong objections? None.",
                    tag: .decision, isPinned: true)),
            say("ada", .clock(25, 10), AddNote("rollback started, \(figures.worst) first", tag: .action)),
            post(
                .clock(25, 20),
                DemoSenders.deploy(
                    "checkout \(figures.good) is being rolled out (rollback by ada)", at: beginning + .clock(25, 15))),
            say(
                "bo", .clock(27, 0),
                AddNote("\(figures.worst) is on \(figures.good): its queries are back at 38 ms", tag: .finding)),
            post(
                .clock(28, 20),
                DemoSenders.deploy(
                    "checkout \(figures.good) deployed to production", at: beginning + .clock(28, 18))),
            say(
                "bo", .clock(29, 30),
                AddNote("ended 212 sessions that nobody waits for any more; 230 of 500 in use", tag: .action)),
            say(
                "kim", .clock(29, 50),
                AddNote("told support and status page: the repair is under way, next word at 03:15", tag: .action)),
            post(.clock(34, 0), DemoSenders.probe("", isFiring: false)),
            say("lin", .clock(34, 20), SetIncident(.onlyOpen, status: .monitoring)),
            say(
                "lin", .clock(34, 40),
                AddNote("customers can pay again since 03:03; we watch until 03:23 before we call it over")),
            post(
                .clock(35, 10), DemoSenders.payments(99, isFiring: false, since: beginning + .clock(13, 0))),
        ]
    }

    /// Counting what it cost, and closing.
    var ending: [DemoStep] {
        [
            say(
                "kim", .clock(38, 0),
                AddNote(
                    "\(figures.failed) checkouts failed from 02:36 to 03:03; two in three came back by themselves",
                    tag: .impact)),
            say(
                "kim", .clock(41, 0),
                AddNote("told support and status page: payments work again, we keep watching", tag: .action)),
            say(
                "ada", .clock(44, 0),
                AddNote("the index is in a pull request, with a test that explains the query", tag: .action)),
            say(
                "bo", .clock(47, 0),
                AddNote("sales report started again and done in 4 minutes: it was innocent", tag: .action)),
            say("lin", .clock(52, 40), SeeAlerts(everything)),
            say("lin", .clock(53, 40), SetIncident(.onlyOpen, status: .resolved)),
            say(
                "lin", .clock(54, 10),
                AddNote(
                    "Over. One deploy, one missing index, 27 minutes of failed payments. What cost us most: five minutes on the sales report. Review on Thursday at 14:00; thank you, good night.",
                    isPinned: true)),
        ]
    }

    private func say(_ person: String, _ offset: Milliseconds, _ command: any PersonCommand) -> DemoStep {
        DemoStep(at: offset, .command(person: person, command))
    }

    private func arrive(_ person: String, _ offset: Milliseconds) -> DemoStep {
        DemoStep(at: offset, .arrival(person: person))
    }

    private func post(_ offset: Milliseconds, _ post: SenderPost) -> DemoStep {
        DemoStep(at: offset, .post(post))
    }

    private func alerts(_ name: String) -> AlertSelection {
        AlertSelection(matchers: matchers(name))
    }

    private func matchers(_ name: String) -> [Matcher] {
        matcher("alertname", name).map { [$0] } ?? []
    }

    /// Every alert on the board.
    private var everything: AlertSelection {
        AlertSelection(matchers: matcher("severity", "", isEqual: false).map { [$0] } ?? [])
    }

    /// Nil never happens: only an empty name or a regular expression could be wrong.
    private func matcher(_ name: String, _ value: String, isEqual: Bool = true) -> Matcher? {
        try? Matcher(name: name, value: value, isEqual: isEqual)
    }
}
