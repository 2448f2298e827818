import ArgumentParser

struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "dashboard", abstract: "The dashboard.", shouldDisplay: false)

    @OptionGroup var options: GlobalOptions

    func run() async throws {}
}
