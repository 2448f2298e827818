extension ActionID {
    /// Its name in a key map, in small letters with dashes: `half-page-down`. To acknowledge is `ack`, as everywhere.
    public var name: String {
        rawValue.replacing("acknowledge", with: "ack").reduce(into: "") { name, letter in
            if letter.isUppercase { name += "-" }
            name += letter.lowercased()
        }
    }
}
