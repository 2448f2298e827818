/// The playbooks that travel inside the program. The resource folder lists nothing by itself, so each file of
/// `playbooks/` has a line.
enum PlaybookTable {
    /// The names and the bytes of their files.
    static let shipped: [(name: String, bytes: [UInt8])] = [
        ("database-failover", PackageResources.database_failover_md),
        ("disk-filling", PackageResources.disk_filling_md),
        ("high-error-rate", PackageResources.high_error_rate_md),
    ]
}
