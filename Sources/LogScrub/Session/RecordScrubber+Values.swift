/// What takes the place of each finding.
extension RecordScrubber {
    /// Has findings made, and writes what becomes of them.
    @inline(__always)
    mutating func write(_ bytes: Span<UInt8>, _ find: (inout Finder) -> Void) {
        let mark = finder.mark
        find(&finder)
        write(bytes, from: mark)
    }

    /// Writes what becomes of the findings from a place on, and forgets them.
    @inline(__always)
    mutating func write(_ bytes: Span<UInt8>, from mark: Finder.Mark) {
        let end = finder.found.count
        var index = mark.count
        while index < end {
            let value = finder.found[index]
            index &+= 1
            if isWatched, let list = policy.keepList, passes(list, bytes, value) { continue }
            write(bytes, value)
        }
        if end > mark.count { finder.truncate(to: mark) }
    }

    /// Writes what becomes of a finding.
    @inline(__always)
    mutating func write(_ bytes: Span<UInt8>, _ value: FoundValue) {
        switch value.place {
        case .client4:
            guard let kept = policy.keptOctets, !isWatched else { return writeClientField(bytes, value.range) }
            writeClient(bytes, value.range, IPv4Address(rawValue: value.detail), keeping: kept)
        case .client6:
            guard policy.cutsHeads, !isWatched else { return writeClientField(bytes, value.range) }
            writeClient(bytes, value.range, head: value.detail)
        case .client: writeClientField(bytes, value.range)
        case .path: writeRoom(bytes, value.range)
        case .query: writeQuery(bytes, value)
        case .referrer: writeReferrer(bytes, value)
        case .userAgent: writeUserAgent(bytes, value)
        case .target: writeTarget(bytes, value.range)
        case .address: writeAddress(bytes, finder.addresses[Int(value.detail)], role: value.role)
        case .roomClause: writeRoomClause(bytes, value.range)
        case .value, .number: writeValue(bytes, value)
        case .hostName: writeHostName(bytes, value)
        case .clientPort, .peerPort: writePortField(bytes, value)
        case .attributePort: writeAttributePort(bytes, value)
        case .userField: writeUserField(bytes, value)
        case .bareQuery: writeBareQuery(bytes, value)
        }
    }

    /// Writes what becomes of a part of a field that is not treated as a whole.
    @inline(never)
    mutating func writeInside(_ bytes: Span<UInt8>, _ range: Range<Int>, role: Role) {
        if CandidateScanner.isFree(bytes, range) { return }
        write(bytes) { $0.findInside(bytes, range, role: role) }
    }

    /// Writes what becomes of the inside of a finding that stays as a whole.
    @inline(never)
    mutating func writeInside(_ bytes: Span<UInt8>, _ value: FoundValue) {
        guard let outside = finder.enter(value) else { return }
        writeInside(bytes, value.range, role: value.role)
        finder.leave(to: outside)
    }

    @inline(__always)
    mutating func writeClientField(_ bytes: Span<UInt8>, _ client: Range<Int>) {
        writeRepeating(bytes, client, .client) { $0.writeClient(bytes, client) }
    }

    @inline(__always)
    private mutating func writeTarget(_ bytes: Span<UInt8>, _ target: Range<Int>) {
        writeRepeating(bytes, target, .target) { $0.write(bytes) { $0.findTarget(bytes, target) } }
    }

    @inline(__always)
    private mutating func writeRoomClause(_ bytes: Span<UInt8>, _ clause: Range<Int>) {
        writeRepeating(bytes, clause, .room) {
            $0.write(bytes) { $0.findInside(bytes, clause, role: .freeText) }
        }
    }

    /// Writes what becomes of a value in text.
    mutating func writeValue(_ bytes: Span<UInt8>, _ value: FoundValue) {
        let (kind, range) = (value.kind, value.range)
        if kind == .port {
            report(.port, value.role, range, policy.port)
            guard policy.zeroesPorts else { return }
            skip(bytes, range)
            splices.texts.append(ASCII.zero)
            return
        }
        let treatment = policy[kind]
        report(kind, value.role, range, treatment)
        guard treatment != .keep else { return writeInside(bytes, value) }
        copy(bytes, upTo: range.lowerBound)
        if kind == .mac {
            let kept = treatment == .reduce && value.detail == 0 ? MACAddress.maker : 0
            MACText.write(bytes, range, keeping: kept, into: &splices.texts)
            copied = range.upperBound
            return
        }
        // What takes the place of a number in JSON is a string.
        if value.place == .number { writeQuote(Int(value.detail)) }
        writeName(kind, bytes, range, treatment)
        if value.place == .number { writeQuote(Int(value.detail)) }
        copied = range.upperBound
        if isTouched(bytes, value: range, kind) { isGlued = true }
    }

    private mutating func writeQuote(_ escapes: Int) {
        for _ in 0..<escapes { splices.texts.append(ASCII.backslash) }
        splices.texts.append(ASCII.quote)
    }

    /// Whether what stands beside a value may be read as something else once the value is gone: `2001:db8::ana@example` as an address,
    /// `version 1.2.3.4` too.
    @inline(__always)
    private func isTouched(_ bytes: Span<UInt8>, value: Range<Int>, _ kind: Kind) -> Bool {
        // `nick=\u00@t`: what ended at an escape goes on where there is none.
        if bytes[value.lowerBound] == ASCII.backslash { return true }
        if value.lowerBound > recordStart {
            let second = value.lowerBound &- 1 > recordStart ? bytes[value.lowerBound &- 2] : ASCII.lineFeed
            switch bytes[value.lowerBound &- 1] {
            case ASCII.space, ASCII.equals, ASCII.quote, ASCII.apostrophe, ASCII.slash, ASCII.lessThan,
                ASCII.greaterThan,
                ASCII.leftParenthesis, ASCII.comma, ASCII.tab, ASCII.lineFeed:
                break
            case ASCII.colon: if second == ASCII.colon || second.isHexDigit { return true }
            case ASCII.leftBracket: if second == ASCII.at || second == ASCII.leftBracket { return true }
            // Prosody writes `bosh` before the session's id.
            case UInt8(ascii: "h") where kind == .session: break
            default: return true
            }
        }
        let next = bytes[value.upperBound &+ 1]
        switch bytes[value.upperBound] {
        case ASCII.at:
            // Without a domain, the sign is part of a value the next time.
            return kind != .user && kind != .room && kind != .sip && kind != .phone || !next.isWord
        // `'user=ana]'@…`: a local part in quotes, too.
        case ASCII.rightBracket: return next.isWord || next == ASCII.rightBracket || next == ASCII.apostrophe
        // `nick=e"<sip:…>`: the name before it would begin elsewhere.
        case ASCII.quote, ASCII.lessThan: return next == ASCII.lessThan || next == ASCII.at
        // `'room=aa'@`: a local part in quotes.
        case ASCII.apostrophe: return next == ASCII.at
        case ASCII.lineFeed, ASCII.null, ASCII.carriageReturn:
            // A quote that nothing ends: `password='7`.
            return value.lowerBound > recordStart && bytes[value.lowerBound &- 1] == ASCII.apostrophe
        case ASCII.slash, ASCII.comma, ASCII.rightParenthesis, ASCII.greaterThan,
            ASCII.question, ASCII.rightBrace, ASCII.semicolon:
            return false
        // `ana@example.org => 1`: what stands for it is a key.
        case ASCII.space, ASCII.tab: return next.isDigit || next == ASCII.equals
        case ASCII.equals: return next.isDigit || next == ASCII.greaterThan
        case ASCII.colon:
            return next.isHexDigit || next == ASCII.colon || next == ASCII.ampersand || next == ASCII.percent
                || next == ASCII.backslash || next == ASCII.slash
        case ASCII.ampersand: return next == ASCII.hash
        default: return true
        }
    }

    /// Writes the pseudonym of a value, or what stands in its place.
    @inline(__always)
    mutating func writeName(_ kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>, _ treatment: Treatment) {
        if treatment == .pseudonym, pseudonymizer.writePseudonym(of: kind, bytes, range, into: &splices.texts) {
            return
        }
        if let own = policy.ownTreatments, own.write(for: kind, bytes, range, into: &splices.texts) { return }
        Placeholder.write(for: kind, into: &splices.texts)
    }

    /// Writes what becomes of a user agent.
    @inline(always)
    mutating func writeUserAgent(_ bytes: Span<UInt8>, _ value: FoundValue) {
        guard policy.reducesUserAgents else { return writeOddUserAgent(bytes, value, policy[.userAgent]) }
        let text = agents.text(bytes, value.range, &scratch)
        if text.isNone { return }
        report(.userAgent, .freeText, value.range, .reduce)
        skip(bytes, value.range)
        text.write(into: &splices.texts)
    }

    @inline(never)
    private mutating func writeOddUserAgent(_ bytes: Span<UInt8>, _ value: FoundValue, _ treatment: Treatment) {
        guard !value.range.isEmpty, !Placeholder.isKept(bytes, value.range) else { return }
        guard treatment == .drop else { return writeValue(bytes, value) }
        report(.userAgent, .freeText, value.range, .drop)
        skip(bytes, value.range)
        splices.texts.append(ASCII.hyphen)
    }
}
