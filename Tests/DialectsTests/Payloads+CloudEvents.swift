extension Payloads {
    static let cloudAlert = #"""
        {"specversion":"1.0","id":"A234-1234-1234","source":"/monitoring/eu-1","type":"com.example.disk.alert","subject":"db-1","time":"2026-11-22T03:01:00Z","datacontenttype":"application/json","data":{"title":"Disk of db-1 is full","severity":"critical","state":"firing","labels":{"mount":"/var"},"links":["https://graphs.example.com/disk"],"free":0.01}}
        """#

    static let cloudResolve = #"""
        {"specversion":"1.0","id":"A234-1234-1235","source":"/monitoring/eu-1","type":"com.example.disk.alert","subject":"db-1","time":"2026-11-22T03:03:00Z","data":{"state":"resolved"}}
        """#

    /// A delivery's event, as a build server's plugin for CDEvents shapes them.
    static let cloudChange = #"""
        {"specversion":"1.0","id":"271069a8-fc18-44f1-b38f-9d70a1695819","source":"/ci/shop","type":"dev.cdevents.service.deployed.0.2.0","subject":"shop","time":"2026-11-22T03:00:05Z","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{"context":{"version":"0.4.1"},"summary":"Deployed shop 4.2.0","environment":"production","canary":false}}
        """#

    static let cloudHeaders = [
        (name: "ce-specversion", value: "1.0"), (name: "ce-id", value: "42"),
        (name: "ce-source", value: "/cron%20jobs"),
        (name: "ce-type", value: "com.example.backup.firing"), (name: "ce-time", value: "2026-11-22T03:01:00Z"),
        (name: "ce-subject", value: "\"db%C3%A4\""), (name: "ce-severity", value: "error"),
        (name: "content-type", value: "application/json; charset=utf-8"),
    ]

    static let structured = [(name: "content-type", value: "application/cloudevents+json; charset=UTF-8")]
    static let batched = [(name: "content-type", value: "application/cloudevents-batch+json")]
}
