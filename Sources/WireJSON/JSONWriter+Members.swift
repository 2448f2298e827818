/// Key and value in one call; a member whose value is nil is left out.
extension JSONWriter {
    /// Writes a member with a string, or nothing for nil.
    public mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes a member with an integer, or nothing for nil.
    public mutating func member(_ name: String, _ value: Int64?) {
        guard let value else { return }
        key(name)
        int(value)
    }

    /// Writes a member with an integer, or nothing for nil.
    public mutating func member(_ name: String, _ value: Int?) {
        member(name, value.map { Int64($0) })
    }

    /// Writes a member with a number; `null` if it is not finite, or nothing for nil.
    public mutating func member(_ name: String, _ value: Double?) {
        guard let value else { return }
        key(name)
        double(value)
    }

    /// Writes a member with `true` or `false`, or nothing for nil.
    public mutating func member(_ name: String, _ value: Bool?) {
        guard let value else { return }
        key(name)
        bool(value)
    }

    /// Writes a member with a value from a document, or nothing for nil.
    public mutating func member(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        key(name)
        value.write(to: &self)
    }
}
