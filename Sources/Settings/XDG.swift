/// The directories of the XDG Base Directory Specification (0.8), from an environment.
///
/// A variable that is empty or not an absolute path counts as not set, as the specification asks. `nil` where `HOME` is
/// needed and missing.
public enum XDG {
    /// `$XDG_CONFIG_HOME`, else `~/.config`.
    public static func configHome(_ environment: [String: String]) -> String? {
        directory("XDG_CONFIG_HOME", below: ".config", environment)
    }

    /// `$XDG_DATA_HOME`, else `~/.local/share`.
    public static func dataHome(_ environment: [String: String]) -> String? {
        directory("XDG_DATA_HOME", below: ".local/share", environment)
    }

    /// `$XDG_STATE_HOME`, else `~/.local/state`.
    public static func stateHome(_ environment: [String: String]) -> String? {
        directory("XDG_STATE_HOME", below: ".local/state", environment)
    }

    /// Where a person's own configuration, themes and playbooks are: `warroom` in the configuration home.
    public static func configuration(_ environment: [String: String]) -> String? {
        configHome(environment).map { $0 + "/warroom" }
    }

    /// Where the screen's memory, heads seen and the daemon's own log file are: `warroom` in the state home.
    public static func state(_ environment: [String: String]) -> String? {
        stateHome(environment).map { $0 + "/warroom" }
    }

    /// The room's home: `$WARROOM_HOME` as it stands, else `warroom` in the data home.
    public static func room(_ environment: [String: String]) -> String? {
        if let named = environment["WARROOM_HOME"], !named.isEmpty { return named }
        return dataHome(environment).map { $0 + "/warroom" }
    }

    private static func directory(_ name: String, below path: String, _ environment: [String: String]) -> String? {
        absolute(environment[name]) ?? absolute(environment["HOME"]).map { ($0 == "/" ? "" : $0) + "/" + path }
    }

    private static func absolute(_ path: String?) -> String? {
        guard var path, path.hasPrefix("/") else { return nil }
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
