/// The themes that travel inside the program. The resource folder lists nothing by itself, so each file of
/// `themes/` has a line.
enum ThemeTable {
    /// The names and the bytes of their files.
    static let shipped: [(name: String, bytes: [UInt8])] = [
        ("base", PackageResources.base_yaml),
        ("catppuccin-latte", PackageResources.catppuccin_latte_yaml),
        ("catppuccin-mocha", PackageResources.catppuccin_mocha_yaml),
        ("dark", PackageResources.dark_yaml),
        ("deuteranopia", PackageResources.deuteranopia_yaml),
        ("high-contrast", PackageResources.high_contrast_yaml),
        ("light", PackageResources.light_yaml),
        ("mono", PackageResources.mono_yaml),
        ("nord", PackageResources.nord_yaml),
    ]
}
