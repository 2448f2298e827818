import WarRoom
import WireJSON

/// What the story's programs send, each in its own dialect.
enum DemoSenders {
    /// An alerting rule that fires for a while.
    struct Rule {
        var name: String
        var instance: String
        var service: String
        var severity: AlertSeverity
        var summary: String
        /// Offsets since the story began.
        var firing: Range<Milliseconds>

        init(
            _ name: String, on instance: String, of service: String, _ severity: AlertSeverity, _ summary: String,
            firing: Range<Milliseconds>
        ) {
            self.name = name
            self.instance = instance
            self.service = service
            self.severity = severity
            self.summary = summary
            self.firing = firing
        }
    }

    /// How often Prometheus sends an alert that still fires (`--rules.alert.resend-delay`).
    static let resendInterval = Milliseconds.minutes(1)
    /// Four times that, which is what Prometheus gives as `endsAt` (prometheus `rules/manager.go`, sendAlerts).
    private static let validity = Milliseconds.minutes(4)

    /// `POST /api/v2/alerts`; a rule that fires no more is told as ended.
    static func prometheus(_ rules: [Rule], at offset: Milliseconds, from beginning: Instant) -> SenderPost {
        var json = JSONWriter()
        json.array { json in
            for rule in rules {
                let isFiring = offset < rule.firing.upperBound
                json.object { json in
                    json.member("labels") { json in
                        json.member("alertname", rule.name)
                        json.member("instance", rule.instance)
                        json.member("service", rule.service)
                        json.member("severity", rule.severity.rawValue)
                    }
                    json.member("annotations") { json in
                        json.member("summary", rule.summary)
                        json.member("dashboard", "https://grafana.example/d/\(rule.service)")
                    }
                    let end = isFiring ? beginning + offset + validity : beginning + offset
                    json.member("startsAt", (beginning + rule.firing.lowerBound).description)
                    json.member("endsAt", end.description)
                    json.member("generatorURL", "https://prometheus.example/graph?alert=\(rule.name)")
                }
            }
        }
        return SenderPost(agent: "Prometheus/2.42.0", path: "/api/v2/alerts", body: json.bytes)
    }

    /// Everything that a Prometheus says about the rules until they have all ended.
    static func prometheus(_ rules: [Rule], until end: Milliseconds, from beginning: Instant) -> [DemoStep] {
        var steps: [DemoStep] = []
        for rule in rules {
            let ending = rule.firing.upperBound <= end ? [rule.firing.upperBound] : []
            for offset in [rule.firing.lowerBound] + ending {
                steps.append(DemoStep(at: offset, .post(prometheus([rule], at: offset, from: beginning))))
            }
        }
        var offset = resendInterval
        while offset < end {
            let firing = rules.filter { $0.firing.contains(offset) }
            if !firing.isEmpty {
                steps.append(DemoStep(at: offset, .post(prometheus(firing, at: offset, from: beginning))))
            }
            offset = Milliseconds(offset.count + resendInterval.count)
        }
        return steps
    }

    /// The synthetic checks' routing key: any 32 characters will do, since the room keeps only its hash.
    private static let probesKey = "demo0probes0demo0probes0demo0pro"
    private static let pipelineKey = "demo0deploy0demo0deploy0demo0dep"

    /// `POST /v2/enqueue`: a probe from outside that fails, or is well again.
    static func probe(_ summary: String, isFiring: Bool) -> SenderPost {
        var json = JSONWriter()
        json.object { json in
            json.member("routing_key", probesKey)
            json.member("event_action", isFiring ? "trigger" : "resolve")
            json.member("dedup_key", "checkout-page")
            json.member("client", "probes")
            if isFiring {
                json.member("payload") { json in
                    json.member("summary", summary)
                    json.member("source", "probe-fra")
                    json.member("severity", "error")
                    json.member("component", "checkout")
                    json.member("custom_details") { json in
                        json.member("url", "https://shop.example/checkout")
                        json.member("places", "Frankfurt, Dublin, Warsaw")
                    }
                }
            }
        }
        return SenderPost(agent: "probes/3.1", path: "/v2/enqueue", body: json.bytes)
    }

    /// `POST /v2/change/enqueue`: the pipeline tells of a deploy.
    static func deploy(_ summary: String, at instant: Instant) -> SenderPost {
        var json = JSONWriter()
        json.object { json in
            json.member("routing_key", pipelineKey)
            json.member("payload") { json in
                json.member("summary", summary)
                json.member("timestamp", instant.description)
                json.member("source", "ci")
                json.member("custom_details") { json in
                    json.member("service", "checkout")
                    json.member("environment", "production")
                }
            }
        }
        return SenderPost(agent: "ci/2026.11", path: "/v2/change/enqueue", body: json.bytes)
    }

    /// `POST /webhook/grafana`: the share of payments that go through.
    static func payments(_ percent: Int, isFiring: Bool, since start: Instant) -> SenderPost {
        let status = isFiring ? "firing" : "resolved"
        var json = JSONWriter()
        json.object { json in
            json.member("receiver", "warroom")
            json.member("status", status)
            json.key("alerts")
            json.array { json in
                json.object { json in
                    json.member("status", status)
                    json.member("labels") { json in
                        json.member("alertname", "PaymentSuccessLow")
                        json.member("instance", "pay")
                        json.member("service", "payment")
                        json.member("severity", "error")
                    }
                    json.member("annotations") { json in
                        json.member("summary", "\(percent) % of payments go through, usually 99 %")
                    }
                    json.member("startsAt", start.description)
                    json.member("dashboardURL", "https://grafana.example/d/payments")
                }
            }
        }
        return SenderPost(agent: "Grafana", path: "/webhook/grafana", body: json.bytes)
    }

    /// `POST /alerts`: what the end of a crontab's line sends by curl.
    static func cron(_ key: String, _ title: String, on host: String, isFiring: Bool) -> SenderPost {
        var json = JSONWriter()
        json.object { json in
            json.member("key", key)
            json.member("title", title)
            json.member("severity", "info")
            json.member("state", isFiring ? "firing" : "resolved")
            json.member("source", "cron")
            json.member("labels") { json in
                json.member("alertname", key)
                json.member("instance", host)
            }
        }
        return SenderPost(agent: "curl/7.88.1", path: "/alerts", body: json.bytes)
    }
}

extension JSONWriter {
    /// A member with an object; the closure writes its members.
    fileprivate mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
        key(name)
        object(body)
    }
}
