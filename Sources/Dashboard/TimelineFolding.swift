import WarRoom

/// The entries as the timeline's pane shows them: what one act wrote about several alerts is one line.
///
/// The log and everything else keep the single entries.
struct FoldedTimeline: Sendable {
    /// What is shown, oldest first; a fold has the sequence of its newest entry.
    private(set) var entries: [TimelineEntry] = []
    /// How many entries stand behind a fold, by its sequence.
    private(set) var counts: [Int64: Int] = [:]
    /// What was folded last, to do it again only when it changes.
    private var source: [TimelineEntry] = []
    /// Entries of folds that are shown one by one.
    private var opened: Set<EventID> = []

    /// Takes the entries in as they are now; costs next to nothing where they are the same.
    mutating func settle(_ source: [TimelineEntry], times: String) {
        guard source != self.source else { return }
        self.source = source
        fold(times: times)
    }

    /// Shows the entries of a fold one by one; returns the first of them.
    mutating func open(_ sequence: Int64, times: String) -> Int64? {
        guard let count = counts[sequence] else { return nil }
        let end = min(TimelineList.index(of: sequence, in: source) + 1, source.count)
        let members = source[max(0, end - count)..<end]
        opened.formUnion(members.map(\.id))
        fold(times: times)
        return members.first?.sequence
    }

    /// Shows every act in one line again; returns whether one was not.
    mutating func close(times: String) -> Bool {
        guard !opened.isEmpty else { return false }
        opened = []
        fold(times: times)
        return true
    }

    private mutating func fold(times: String) {
        entries = []
        entries.reserveCapacity(source.count)
        counts = [:]
        var start = 0
        while start < source.count {
            let phrase = EntryPhrase(source[start])
            var end = start + 1
            if let phrase {
                while end < source.count, source[start].isOfOneAct(with: source[end]),
                    EntryPhrase(source[end]) == phrase
                {
                    end += 1
                }
            }
            let members = source[start..<end]
            if let phrase, members.count > 1, !members.contains(where: { opened.contains($0.id) }),
                var fold = members.last
            {
                fold.sentence = phrase.sentence(of: members.map(\.sentence), times: times)
                counts[fold.sequence] = members.count
                entries.append(fold)
            } else {
                entries += members
            }
            start = end
        }
    }
}

extension TimelineEntry {
    /// Whether two entries beside each other were written by one act: the same hand, in the same second.
    fileprivate func isOfOneAct(with other: TimelineEntry) -> Bool {
        kind == other.kind && actor == other.actor && incident == other.incident && category == other.category
            && recordedAt.milliseconds / 1000 == other.recordedAt.milliseconds / 1000 && !other.isPinned
            && isBackdated == other.isBackdated
    }
}

/// How a kind of entry names the alert it is about: what its sentences begin with, and what may follow the alert.
struct EntryPhrase: Equatable {
    private let before: String
    private let severalBefore: String
    /// Where it is not empty, what follows the alert begins with it, and is not the same in all entries.
    private let cut: String
    /// What stands in its place where several are told of.
    private let severalAfter: String
    /// The words that what all entries end with may begin with.
    private let tails: Set<String>

    private init(
        _ before: String, several: String? = nil, cut: String = "", severalAfter: String? = nil,
        tails: Set<String> = ["on"]
    ) {
        self.before = before
        severalBefore = several ?? before
        self.cut = cut
        self.severalAfter = severalAfter ?? cut
        self.tails = tails
    }

    private static let table: [String: [EntryPhrase]] = [
        AlertAcknowledged.kind: [EntryPhrase("acknowledged ", tails: ["on", "for"])],
        AlertUnacknowledged.kind: [EntryPhrase("took back the ack of ", several: "took back the acks of ")],
        AckExpired.kind: [
            EntryPhrase(
                "the ack of ", several: "the acks of ", cut: " ran out, it still fires",
                severalAfter: " ran out, they still fire", tails: ["on", "by"])
        ],
        AlertExpired.kind: [
            EntryPhrase(
                "", cut: " expired: its source was silent for ", severalAfter: " expired: their sources were silent")
        ],
        AlertResolved.kind: [
            EntryPhrase("", cut: " returned before anyone looked"), EntryPhrase("", cut: " resolved"),
            EntryPhrase("resolved "),
        ],
        AlertSeen.kind: [
            EntryPhrase("saw ", cut: ", which had cleared"),
            EntryPhrase("", cut: ", which had cleared: nobody looked for "),
        ],
        AlertLinked.kind: [EntryPhrase("linked ", tails: ["on", "to"])],
        AlertUnlinked.kind: [EntryPhrase("unlinked ", tails: ["on", "from"])],
    ]

    /// The phrase that an entry is told with; nil for entries that are never put together.
    init?(_ entry: TimelineEntry) {
        guard !entry.isPinned, let phrases = Self.table[entry.kind],
            let found = phrases.first(where: { $0.fits(entry.sentence) })
        else { return nil }
        self = found
    }

    private func fits(_ sentence: String) -> Bool {
        sentence.hasPrefix(before) && (cut.isEmpty || sentence.contains(cut))
    }

    /// `acknowledged 18 DiskWillFill for 1 h`, or `acknowledged 3 alerts for 1 h: CertExpiry ×2, DiskWillFill on db-1`.
    func sentence(of sentences: [String], times: String) -> String {
        var subjects = sentences.map { sentence -> [Substring] in
            let end = cut.isEmpty ? nil : sentence.ranges(of: cut).last?.lowerBound
            return sentence[..<(end ?? sentence.endIndex)].dropFirst(before.count).split(separator: " ")
        }
        let tail = Self.commonTail(of: subjects, beginningWith: tails)
        for index in subjects.indices { subjects[index].removeLast(tail.count) }
        let rest = tail.map { " " + $0 }.joined() + severalAfter
        var names: [String] = []
        var members: [String: [String]] = [:]
        for subject in subjects {
            let end = subject.lastIndex(of: "on") ?? subject.endIndex
            let name = subject[..<end].joined(separator: " ")
            if members[name] == nil { names.append(name) }
            members[name, default: []].append(subject.joined(separator: " "))
        }
        if names.count == 1, let name = names.first { return "\(severalBefore)\(sentences.count) \(name)\(rest)" }
        names.sort { (members[$0]?.count ?? 0, $1) > (members[$1]?.count ?? 0, $0) }
        let parts = names.prefix(Self.namesMax).map { name -> String in
            let told = members[name] ?? []
            return told.count == 1 ? told[0] : "\(name) \(times)\(told.count)"
        }
        let more = names.count > parts.count ? ", +\(names.count - parts.count) more names" : ""
        return "\(severalBefore)\(sentences.count) alerts\(rest): \(parts.joined(separator: ", "))\(more)"
    }

    private static let namesMax = 8

    /// The words that all end with, from one on that such an ending may begin with; every subject keeps one word at least.
    private static func commonTail(of subjects: [[Substring]], beginningWith heads: Set<String>) -> [Substring] {
        guard let first = subjects.first else { return [] }
        let longest = max(0, (subjects.map(\.count).min() ?? 0) - 1)
        var length = 0
        while length < longest,
            subjects.allSatisfy({ $0[$0.count - 1 - length] == first[first.count - 1 - length] })
        {
            length += 1
        }
        return Array(first.suffix(length).drop { !heads.contains(String($0)) })
    }
}
