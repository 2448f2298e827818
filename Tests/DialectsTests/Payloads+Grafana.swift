extension Payloads {
    /// Grafana 11: one alert that fires with its values and links, and one that is over.
    static let grafana = #"""
        {"receiver":"war room","status":"firing","alerts":[
        {"status":"firing","labels":{"alertname":"CheckoutLatencyHigh","grafana_folder":"Shop","instance":"api-3","severity":"critical"},"annotations":{"summary":"p99 of checkout is above 2 s","runbook_url":"https://wiki.example.com/checkout"},"startsAt":"2026-11-22T02:58:10Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://grafana.example.com/alerting/grafana/be1/view?orgId=1","fingerprint":"c6eadffa33fcdf37","silenceURL":"https://grafana.example.com/alerting/silence/new?alertmanager=grafana","dashboardURL":"https://grafana.example.com/d/shop?orgId=1","panelURL":"https://grafana.example.com/d/shop?orgId=1&viewPanel=4","values":{"A":2.31,"C":1},"valueString":"[ var='A' labels={instance=api-3} value=2.31 ]","ruleUID":"be1","orgId":1},
        {"status":"resolved","labels":{"alertname":"QueueDepth","grafana_folder":"Shop","instance":"q-main"},"annotations":{},"startsAt":"2026-11-22T02:40:00Z","endsAt":"2026-11-22T02:59:30Z","generatorURL":"","fingerprint":"a1b2c3d4e5f60718","silenceURL":"","dashboardURL":"","panelURL":"","values":null,"valueString":""}],
        "groupLabels":{"grafana_folder":"Shop"},"commonLabels":{"grafana_folder":"Shop"},"commonAnnotations":{},"externalURL":"https://grafana.example.com/","appVersion":"11.3.0","version":"1","groupKey":"{}:{grafana_folder=\"Shop\"}","truncatedAlerts":0,"orgId":1,"title":"[FIRING:1, RESOLVED:1] Shop","state":"alerting","message":"**Firing**\n"}
        """#

    /// A rule whose query fails: the annotations are those of the rule.
    static func grafanaBroken(_ name: String, annotations: String = "{}") -> String {
        #"""
        {"receiver":"war room","status":"firing","version":"1","orgId":1,"state":"alerting","truncatedAlerts":0,"alerts":[{"status":"firing","labels":{"alertname":"\#(name)","datasource_uid":"P1809F7CD0C75ACF3","grafana_folder":"Shop","ref_id":"A","rulename":"CPU is high"},"annotations":\#(annotations),"startsAt":"2026-11-22T03:00:00Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"0f0f0f0f0f0f0f0f","values":{}}]}
        """#
    }
}
