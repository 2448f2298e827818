extension Payloads {
    static let genieKey = "eb243592-faa2-4ba2-a551q-1afdf565c889"

    /// Everything that the Alert API's create takes.
    static let opsgenieCreate = #"""
        {"message":"Disk of db-1 is full","alias":"disk/db-1","description":"Only 1 % is left.\nIt was 10 % at noon.","responders":[{"name":"database","type":"team"},{"username":"ada@example.com","type":"user"}],"visibleTo":[{"id":"4513b7ea","type":"team"}],"actions":["restart","resize"],"tags":["disk","prod"],"details":{"mount":"/var","free":0.01,"nothing":null,"dashboard":"https://graphs.example.com/disk"},"entity":"db-1","source":"nightly","priority":"P1","user":"cron","note":"third time this week","unheard":["of"]}
        """#

    /// Alertmanager's opsgenie_config: the alias is a hash of the group key, the source where it runs.
    static let alertmanagerAsOpsgenieSender = #"""
        {"alias":"6deb6322f8f3d0527aa4eb1bc3139fdeea97e69c8a998b5c88b7e6f2756de185","message":"[FIRING:1] InstanceDown","description":"Alerts Firing:\nLabels:\n - alertname = InstanceDown\n","details":{"alertname":"InstanceDown","severity":"critical"},"source":"http://am:9093/#/alerts?receiver=opsgenie"}
        """#
}
