extension SafeText {
    /// Lines of at most `columns` columns, broken at spaces and beside wide cells; words only if wider than a line.
    ///
    /// The spaces at a break are left out, those that indent the text are kept. Where there is but one column, a wide
    /// cell becomes "…". An empty text is one empty line. There are no lines if `columns` is not positive.
    public func wrapped(to columns: Int) -> [SafeText] {
        guard columns > 0 else { return [] }
        guard width > columns else { return [self] }
        var wrapping = LineWrapping(text: self, columns: columns)
        var iterator = clusters.makeIterator()
        var start = 0
        while let cluster = iterator.next() {
            wrapping.take(cluster, at: start..<iterator.offset)
            start = iterator.offset
        }
        return wrapping.finish(at: start)
    }
}

/// Fills lines greedily and remembers the last place where the present one may be broken.
private struct LineWrapping {
    private struct Break {
        /// Where the line ends: before the spaces.
        var end: Int
        var width: Int
        /// Where the next line starts: after the spaces.
        var next: Int
        var widthUpToNext: Int
    }

    let text: SafeText
    let columns: Int
    private var lines: [SafeText] = []
    private var lineStart = 0
    private var lineWidth = 0
    private var lastBreak: Break?
    private var isAfterWide = false

    init(text: SafeText, columns: Int) {
        self.text = text
        self.columns = columns
    }

    mutating func take(_ cluster: SafeText.Cluster, at range: Range<Int>) {
        if cluster.isSpace {
            takeSpace(at: range)
        } else {
            takeWord(cluster, at: range)
        }
        isAfterWide = cluster.width == 2
    }

    mutating func finish(at end: Int) -> [SafeText] {
        if let place = lastBreak, place.next == end {
            // Spaces at the very end may hang over; a line of nothing else only ends the text.
            if place.end > lineStart || lines.isEmpty { add(lineStart..<place.end, width: place.width) }
        } else if end > lineStart {
            add(lineStart..<end, width: lineWidth)
        }
        return lines
    }

    /// Spaces never overflow: at a break they are left out.
    private mutating func takeSpace(at range: Range<Int>) {
        lineWidth += 1
        if let place = lastBreak, place.next == range.lowerBound {
            lastBreak?.next = range.upperBound
            lastBreak?.widthUpToNext = lineWidth
        } else {
            lastBreak = Break(
                end: range.lowerBound, width: lineWidth - 1, next: range.upperBound, widthUpToNext: lineWidth)
        }
    }

    private mutating func takeWord(_ cluster: SafeText.Cluster, at range: Range<Int>) {
        if (cluster.width == 2 || isAfterWide), range.lowerBound > lineStart, lastBreak?.next != range.lowerBound {
            lastBreak = Break(
                end: range.lowerBound, width: lineWidth, next: range.lowerBound, widthUpToNext: lineWidth)
        }
        while lineWidth + cluster.width > columns, range.lowerBound > lineStart {
            breakLine(before: range.lowerBound)
        }
        if cluster.width > columns {
            lines.append("…")
            lineStart = range.upperBound
        } else {
            lineWidth += cluster.width
        }
    }

    /// At the last possible place, or else right here, inside the word.
    private mutating func breakLine(before position: Int) {
        let place = lastBreak ?? Break(end: position, width: lineWidth, next: position, widthUpToNext: lineWidth)
        // Indentation that leaves no room for the first word is not worth an empty line.
        if place.end > lineStart { add(lineStart..<place.end, width: place.width) }
        lineStart = place.next
        lineWidth -= place.widthUpToNext
        lastBreak = nil
    }

    private mutating func add(_ range: Range<Int>, width: Int) {
        lines.append(text.slice(range, width: width))
    }
}
