import Dashboard
import Room
import RoomClient
import Synchronization
import WarRoom

/// The dashboard's side of the room: follows it, sends commands, reads pages; everything comes back by the mailbox.
final class RoomLink: Sendable {
    private let client: RoomClient
    private let mailbox: Mailbox
    private let follower: RoomFollower
    private let clock: any RoomClock
    private let ids = Mutex(EventIDSource())
    private static let attemptsMax = 6

    init(_ client: RoomClient, starter: DaemonStarter, request: ViewRequest, mailbox: Mailbox, clock: any RoomClock) {
        self.client = client
        self.mailbox = mailbox
        self.clock = clock
        let since = Mutex<Instant?>(nil)
        follower = RoomFollower(client, starter: starter, request: request) { update in
            switch update {
            case .message(.view(let view), let request):
                since.withLock { $0 = nil }
                mailbox.post(.connected(view, of: request))
            case .message(.change(let change), let request): mailbox.post(.changed(change, of: request))
            case .message(.heartbeat(let sequence), _): mailbox.post(.heartbeat(sequence: sequence))
            case .message(.closed, _), .connecting: break
            case .closed: mailbox.post(.connection(.closed))
            case .lost(let reason):
                let start = since.withLock { since in
                    since = since ?? clock.now()
                    return since ?? clock.now()
                }
                mailbox.post(.connection(.lost(since: start, reason: reason)))
            }
        }
    }

    func start() {
        Task { await follower.run() }
    }

    func follow(_ request: ViewRequest) {
        follower.change(to: request)
    }

    func end() {
        follower.end()
    }

    /// Opens the room again where somebody closed it.
    func reopen() {
        follower.reopen()
    }

    /// Sends a command, and opens the room for it where somebody closed it; the same id is sent again where the answer got lost, so it is carried out once.
    func send(_ command: any PersonCommand, token: Int) {
        follower.reopen()
        let id = ids.withLock { $0.next(at: clock.now()) }
        Task { [client, mailbox] in
            var pause = Duration.milliseconds(100)
            for attempt in 1... {
                do {
                    let outcome = try await client.send(command, id: id)
                    mailbox.post(.answered(token: token, .success(outcome)))
                    return
                } catch ClientError.refused(let refusal) {
                    mailbox.post(.answered(token: token, .failure(refusal)))
                    return
                } catch {
                    guard Self.isWorthAnotherTry(error), attempt < Self.attemptsMax else {
                        mailbox.post(.undelivered(token: token, reason: "\(error)"))
                        return
                    }
                    try? await Task.sleep(for: pause)
                    pause = min(pause * 2, .seconds(1))
                }
            }
        }
    }

    func propose(_ selection: AlertSelection, token: Int) {
        Task { [client, mailbox] in
            do {
                mailbox.post(.proposed(token: token, .success(try await client.proposals(for: selection))))
            } catch ClientError.refused(let refusal) {
                mailbox.post(.proposed(token: token, .failure(refusal)))
            } catch {
                let sentence = "the room did not say what they have in common: \(error)"
                mailbox.post(.proposed(token: token, .failure(Refusal(.conflict, sentence))))
            }
        }
    }

    func tell(of subject: StorySubject, token: Int) {
        Task { [client, mailbox] in
            do {
                mailbox.post(.story(token: token, .success(try await client.story(of: subject))))
            } catch ClientError.refused(let refusal) {
                mailbox.post(.story(token: token, .failure(refusal)))
            } catch {
                mailbox.post(.story(token: token, .failure(Refusal(.conflict, "\(error)"))))
            }
        }
    }

    private static func isWorthAnotherTry(_ error: any Error) -> Bool {
        (error as? ClientError)?.isWorthAnotherTry ?? false
    }

    func page(_ filter: TimelineFilter, before: Int64, limit: Int) {
        Task { [client, mailbox] in
            guard let entries = try? await client.timeline(filter, before: before, limit: limit) else { return }
            mailbox.post(.page(entries, before: before))
        }
    }
}
