import Settings
import WarRoom

/// All the addresses that bodies are passed on to.
struct Forwarding: Sendable {
    let forwarders: [Forwarder]

    init(_ forwarders: [Forwarder]) {
        self.forwarders = forwarders
    }

    init(_ settings: [ForwardSetting], onChange: @escaping @Sendable () -> Void) {
        forwarders = settings.map { Forwarder($0, onChange: onChange) }
    }

    /// A request that the room has taken.
    func pass(_ request: ForwardedRequest, of dialect: String) {
        for forwarder in forwarders where forwarder.setting.dialect.map({ $0 == dialect }) ?? true {
            forwarder.add(request)
        }
    }

    /// What is wrong now, a sentence an address. Several to one host say which they are, by dialect and their place in the
    /// configuration, as in the metrics: what follows the host may hold a key.
    var problems: [String] {
        forwarders.enumerated().compactMap { index, forwarder in
            let setting = forwarder.setting
            let isAlone = forwarders.count { $0.setting.authority == setting.authority } == 1
            let dialect = setting.dialect.map { ", \($0)" } ?? ""
            return forwarder.status.problem(of: setting, mark: isAlone ? "" : " (no. \(index + 1)\(dialect))")
        }
    }

    /// Passes on until the task is cancelled; what waits then is lost. The connections live as long as this does.
    func run() async {
        await ForwardTransport.open { transport in
            await withTaskGroup(of: Void.self) { group in
                for forwarder in forwarders { group.addTask { await forwarder.run(by: transport) } }
            }
        }
    }
}
