public import WarRoom

/// Alerts of a snapshot as bytes: there may be a hundred thousand, and a room that was killed waits for them.
extension Alert {
    /// Writes every property in the order of ``init(from:)``; a change of either needs another ``RoomSnapshot/reducerVersion``.
    public func write(to writer: inout ByteWriter) {
        writer.put(Int64(bitPattern: id.value))
        writer.put(episode)
        writer.put(phase.rawValue)
        writer.put(severity.rawValue)
        writer.put(labels)
        writer.put(annotations)
        writer.put(title)
        writer.put(links) { writer, link in
            writer.put(link.title)
            writer.put(link.address)
        }
        writer.put(source)
        writer.put(sender)
        writer.put(since)
        writer.put(lastHeard)
        writer.put(count)
        writer.put(endsAt) { $0.put($1) }
        writer.put(timeout) { $0.put($1.count) }
        writer.put(expiresAt) { $0.put($1) }
        writer.put(ack) { writer, ack in
            writer.put(ack.person)
            writer.put(ack.at)
            writer.put(ack.until)
            writer.put(ack.note) { $0.put($1) }
        }
        writer.put(seenBy) { $0.put($1) }
        writer.put(silencedBy) { $0.put($1) }
        writer.put(incident) { $0.put($1.number) }
        writer.put(clearedAt) { $0.put($1) }
        writer.put(clearedBySource)
        writer.put(revision)
        writer.put(opened)
        writer.put(starts) { $0.put($1) { $0.put($1) } }
    }

    /// Reads what ``write(to:)`` wrote.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let id = AlertID(value: UInt64(bitPattern: try reader.number()))
        let episode = try reader.eventID()
        guard let phase = AlertPhase(rawValue: try reader.text()),
            let severity = AlertSeverity(rawValue: try reader.text())
        else { throw ByteReader.Malformed() }
        self.init(
            id: id, episode: episode, phase: phase, severity: severity, labels: try reader.labels(),
            annotations: try reader.labels(), title: try reader.text(), links: try reader.links(),
            source: try reader.text(), sender: try reader.text(), since: try reader.instant(),
            lastHeard: try reader.instant(), count: try reader.number(), endsAt: try reader.optionalInstant(),
            timeout: try reader.optionalLength(), expiresAt: try reader.optionalInstant(), ack: try reader.ack(),
            seenBy: try reader.optionalText(), silencedBy: try reader.eventIDs(), incident: try reader.incident(),
            clearedAt: try reader.optionalInstant(), clearedBySource: try reader.truth(),
            revision: try reader.number(), opened: try reader.number(), starts: try reader.optionalInstants())
    }
}

extension ByteWriter {
    fileprivate mutating func put(_ labels: Labels) {
        put(labels) { writer, label in
            writer.put(label.name)
            writer.put(label.value)
        }
    }
}

extension ByteReader {
    fileprivate mutating func labels() throws(Malformed) -> Labels {
        Labels(
            try list { reader throws(Malformed) in
                let name = try reader.text()
                return Label(name: name, value: try reader.text())
            })
    }

    fileprivate mutating func links() throws(Malformed) -> [Link] {
        try list { reader throws(Malformed) in
            let title = try reader.text()
            return Link(title: title, address: try reader.text())
        }
    }

    fileprivate mutating func ack() throws(Malformed) -> Acknowledgement? {
        try optional { reader throws(Malformed) in
            Acknowledgement(
                person: try reader.text(), at: try reader.instant(), until: try reader.instant(),
                note: try reader.optionalText())
        }
    }

    fileprivate mutating func optionalText() throws(Malformed) -> String? {
        try optional { reader throws(Malformed) in try reader.text() }
    }

    fileprivate mutating func optionalInstant() throws(Malformed) -> Instant? {
        try optional { reader throws(Malformed) in try reader.instant() }
    }

    fileprivate mutating func optionalInstants() throws(Malformed) -> [Instant]? {
        try optional { reader throws(Malformed) in
            try reader.list { reader throws(Malformed) in try reader.instant() }
        }
    }

    fileprivate mutating func optionalLength() throws(Malformed) -> Milliseconds? {
        try optional { reader throws(Malformed) in Milliseconds(try reader.number()) }
    }

    fileprivate mutating func eventIDs() throws(Malformed) -> [EventID] {
        try list { reader throws(Malformed) in try reader.eventID() }
    }

    fileprivate mutating func incident() throws(Malformed) -> IncidentID? {
        try optional { reader throws(Malformed) in IncidentID(number: try reader.number()) }
    }
}
