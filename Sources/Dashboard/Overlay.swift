/// What lies over the panes.
enum Overlay: Sendable {
    case help(HelpList)
    case detail(Detail)
    case incidents(IncidentList)
    case silences(SilenceList)
}
