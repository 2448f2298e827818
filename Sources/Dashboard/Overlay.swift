/// What lies over the panes.
enum Overlay: Sendable {
    case help(HelpList)
    case detail(Detail)
    case incidents(IncidentList)
    case silences(SilenceList)

    /// What narrows its list; nil where it has none.
    var filter: String? {
        get {
            switch self {
            case .help(let list): list.filter
            case .incidents(let list): list.filter
            case .silences(let list): list.filter
            case .detail(let detail): detail.hasSteps ? detail.filter : nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .help(var list):
                list.filter = newValue
                list.selected = nil
                self = .help(list)
            case .incidents(var list):
                list.filter = newValue
                self = .incidents(list)
            case .silences(var list):
                list.filter = newValue
                self = .silences(list)
            case .detail(var detail):
                guard detail.hasSteps else { return }
                detail.filter = newValue
                detail.top = 0
                self = .detail(detail)
            }
        }
    }
}
