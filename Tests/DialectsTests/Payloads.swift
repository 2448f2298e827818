/// Bodies as the tools really send them: recorded from Prometheus 2.42 and amtool 0.25, or shaped as their sources and
/// documentation show (hosts renamed).
enum Payloads {
    /// Prometheus 2.42, one alert that fires and one that has ended; the escapes are Go's.
    static let prometheus = #"""
        [{"annotations":{"runbook_url":"https://runbooks.example.com/flap","summary":"It flaps, value 0.99"},"endsAt":"2026-11-22T03:08:00.990Z","startsAt":"2026-11-22T03:04:00.990Z","generatorURL":"http://prom:9090/graph?g0.expr=vector%28time%28%29+%25+20%29+%3C+10\u0026g0.tab=1","labels":{"alertname":"Flaps","instance":"db-1:9100","monitor":"lab","severity":"critical"}},{"annotations":{"description":"Disk of db-2\nwill be full"},"endsAt":"2026-11-22T03:03:50.990Z","startsAt":"2026-11-22T03:01:40.990Z","generatorURL":"http://prom:9090/graph","labels":{"alertname":"DiskFull","instance":"db-2:9100","monitor":"lab","severity":"page"}}]
        """#

    /// `amtool alert add`, version 0.25: times that are not set are Go's zero.
    static let amtool = #"""
        [{"annotations":{"summary":"Disk is full"},"endsAt":"0001-01-01T00:00:00.000Z","startsAt":"0001-01-01T00:00:00.000Z","generatorURL":"http://x.example/g","labels":{"alertname":"DiskFull","instance":"db-1","severity":"critical"}}]
        """#

    /// `amtool silence add`, version 0.25.
    static let amtoolSilence = #"""
        {"comment":"known","createdBy":"ada","endsAt":"2026-11-22T05:04:05.678Z","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"DiskFull"}],"startsAt":"2026-11-22T03:04:05.678Z"}
        """#

    /// An Alertmanager webhook of version 4 with one alert of each status, times with nanoseconds and with an offset.
    static let alertmanagerWebhook = #"""
        {"receiver":"room","status":"firing","alerts":[
        {"status":"firing","labels":{"alertname":"InstanceDown","code":"200","instance":"127.0.0.1:9090","job":"prometheus","monitor":"codelab-monitor","severity":"critical"},"annotations":{"summary":"Instance 127.0.0.1:9090 down"},"startsAt":"2026-11-22T02:32:08.326990857Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prom:9090/graph?g0.expr=up","fingerprint":"791cec13fcba0368"},
        {"status":"resolved","labels":{"alertname":"InstanceDown","code":"200","instance":"localhost:9090","job":"prometheus","monitor":"codelab-monitor","severity":"critical"},"annotations":{},"startsAt":"2026-11-21T22:17:37.804-04:00","endsAt":"2026-11-21T22:47:37.804-04:00","generatorURL":"","fingerprint":"8df98227bdd81384"}],
        "groupLabels":{"alertname":"InstanceDown"},"commonLabels":{"alertname":"InstanceDown"},"commonAnnotations":{},"externalURL":"http://am:9093","version":"4","groupKey":"{}:{alertname=\"InstanceDown\"}","truncatedAlerts":0,"notification_reason":"new alerts added"}
        """#

    static let routingKey = "0123456789abcdef0123456789abcdef"

    /// go-pagerduty's V2Event with everything that it can carry.
    static let pagerDutyTrigger = #"""
        {"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","dedup_key":"srv01/HTTP","images":[{"src":"https://img.example.com/graph.png","href":"https://graphs.example.com/1","alt":"Load"}],"links":[{"href":"https://wiki.example.com/http","text":"Runbook"}],"client":"Sample Monitoring","client_url":"https://monitoring.example.com","payload":{"summary":"HTTP is slow on srv01","source":"srv01.example.com","severity":"error","timestamp":"2026-11-22T02:42:58.315+0000","component":"nginx","group":"web","class":"latency","custom_details":{"ping time":"1500ms","load avg":0.75,"up":true,"nothing":null,"disks":{"sda":[1,2]}}}}
        """#

    static let pagerDutyAcknowledge = #"""
        {"routing_key":"0123456789abcdef0123456789abcdef","event_action":"acknowledge","dedup_key":"srv01/HTTP","client":"Sample Monitoring"}
        """#

    static let pagerDutyResolve = #"""
        {"routing_key":"0123456789abcdef0123456789abcdef","event_action":"resolve","dedup_key":"srv01/HTTP"}
        """#

    /// Alertmanager's pagerduty_config: the payload stands in a resolve as well, the key is a hash of the group key.
    static let alertmanagerAsPagerDutySender = #"""
        {"routing_key":"0123456789abcdef0123456789abcdef","dedup_key":"6deb6322f8f3d0527aa4eb1bc3139fdeea97e69c8a998b5c88b7e6f2756de185","event_action":"resolve","payload":{"summary":"[RESOLVED] InstanceDown","source":"Alertmanager","severity":"error","custom_details":{"firing":"","num_firing":"0","num_resolved":"1","resolved":"Labels:\n - alertname = InstanceDown\n"}},"client":"Alertmanager","client_url":"http://am:9093/#/alerts?receiver=pd"}
        """#

    /// Uptime Kuma's PagerDuty notification.
    static let uptimeKuma = #"""
        {"payload":{"summary":"[Shop] [🔴 Down] Request failed with status code 502","severity":"warning","source":"https://shop.example.com"},"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","dedup_key":"Uptime Kuma/17","client":"Uptime Kuma","client_url":"https://status.example.com/dashboard/17"}
        """#

    static let pagerDutyChange = #"""
        {"routing_key":"0123456789abcdef0123456789abcdef","payload":{"summary":"Deployed shop 4.2.0","timestamp":"2026-11-22T03:00:05.000+0000","source":"ci.example.com","custom_details":{"build":"1234","commits":["a","b"]}},"links":[{"href":"https://ci.example.com/1234","text":"Build 1234"}]}
        """#

    /// What a cron job sends with curl.
    static let plain = #"""
        {"key":"backup-db1","title":"Backup of db1 failed","severity":"error","labels":{"host":"db1","exit":3,"weekly":false},"links":["https://wiki.example.com/backup",{"title":"Log","href":"https://logs.example.com/1"}],"source":"backup@db1","unheard":"of"}
        """#
}
