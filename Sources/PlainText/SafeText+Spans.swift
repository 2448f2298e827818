extension SafeText {
    /// The pieces between the places where a scalar stands alone, which itself is left out: one more than there are such places.
    ///
    /// A scalar with marks on it does not count.
    public func split(at separator: Unicode.Scalar) -> [SafeText] {
        var pieces: [SafeText] = []
        var iterator = clusters.makeIterator()
        var (first, width, start) = (0, 0, 0)
        while let cluster = iterator.next() {
            if cluster.base == separator, cluster.marks.isEmpty, !cluster.isSubstitute {
                pieces.append(slice(first..<start, width: width))
                (first, width) = (iterator.offset, 0)
            } else {
                width += cluster.width
            }
            start = iterator.offset
        }
        return pieces + [slice(first..<start, width: width)]
    }
}
