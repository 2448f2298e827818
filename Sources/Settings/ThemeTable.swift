/// The themes that travel inside the program. The resource folder lists nothing by itself, so each file of
/// `themes/` has a line.
enum ThemeTable {
    /// The names and the bytes of their files.
    static let shipped: [(name: String, bytes: [UInt8])] = [
        ("base", PackageResources.base_yaml),
        ("mono", PackageResources.mono_yaml),
    ]
}
