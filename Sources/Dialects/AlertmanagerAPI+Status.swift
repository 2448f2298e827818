import WarRoom
import WireJSON

extension AlertmanagerAPI {
    /// `GET /api/v2/status`. The version is Alertmanager's, as in `/metrics`; the room's own stands as the revision. The configuration is one that Alertmanager would accept, so that `amtool config` can read it.
    static func status(_ settings: DialectSettings) -> DialectAnswer {
        .json(200) { writer in
            writer.object { writer in
                writer.member("cluster") { writer in
                    writer.member("peers", [String]())
                    writer.member("status", "disabled")
                }
                writer.member("config") { writer in
                    writer.member("original", "route:\n  receiver: \(receiver)\nreceivers:\n- name: \(receiver)\n")
                }
                writer.member("uptime", settings.startedAt.description)
                writer.member("versionInfo") { writer in
                    writer.member("branch", "warroom")
                    for unknown in ["buildDate", "buildUser", "goVersion"] { writer.member(unknown, "") }
                    writer.member("revision", settings.version)
                    writer.member("version", compatibleVersion)
                }
            }
        }
    }

    /// `GET /api/v2/receivers`.
    static func listReceivers(_ request: DialectRequest) -> DialectReading.Work {
        do {
            let isWanted = try request.matchers("receiver_matchers").match(.none)
            return .answer(
                .json(200) { writer in
                    writer.array { writer in
                        if isWanted { writer.object { $0.member("name", receiver) } }
                    }
                })
        } catch {
            return .answer(badRequest(error.description))
        }
    }
}
