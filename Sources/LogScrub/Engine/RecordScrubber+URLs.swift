/// URLs and the targets of requests: rooms in the path, what the query says, what stands behind the hash.
extension RecordScrubber {
    /// Treats a URL in free text.
    mutating func settleURL(_ bytes: Span<UInt8>, _ range: Range<Int>, role: Role, scanner: inout CandidateScanner) {
        guard let colon = bytes.firstIndex(of: ASCII.colon, in: range) else { return }
        // Where a URL with brackets ends depends on what is in it.
        if bytes.firstIndex(of: ASCII.rightBracket, in: range) != nil { isGlued = true }
        var at = colon &+ 1
        var slashes = 0
        while at < range.upperBound, slashes < 2, bytes[at] == ASCII.slash || bytes[at] == ASCII.backslash {
            if bytes[at] == ASCII.slash { slashes &+= 1 }
            at &+= 1
        }
        let authority = at..<Self.endOfAuthority(bytes, at..<range.upperBound)
        var host = authority
        if let sign = bytes.lastIndex(of: ASCII.at, in: authority) {
            writeValue(bytes, PersonalValue(kind: .secret, range: authority.lowerBound..<sign), role: role)
            host = sign &+ 1..<authority.upperBound
        }
        if Self.isNamespace(bytes, range, host: host) { return }
        scan(bytes, host, in: host, role: role, scanner: &scanner)
        let rest = Swift.max(authority.upperBound, copied)..<Swift.max(range.upperBound, copied)
        let pathEnd = Self.endOfPath(bytes, rest)
        let path = rest.lowerBound..<pathEnd
        let isOurs = Self.isOurs(bytes, host: host, path: path, policy)
        if isOurs {
            settlePath(bytes, path, role: role, scanner: &scanner)
        } else if bytes.hasIgnoringCase("rtmp", at: range.lowerBound, before: colon) {
            settleStreamKey(bytes, path, role: role, scanner: &scanner)
        } else if let avatar = bytes.firstIndex(of: "/avatar/", in: path) {
            scan(bytes, path.lowerBound..<avatar &+ 8, in: path, role: role, scanner: &scanner)
            writeValue(bytes, PersonalValue(kind: .avatar, range: avatar &+ 8..<path.upperBound), role: role)
        } else {
            scan(bytes, path, in: path, role: role, scanner: &scanner)
        }
        settleQuery(bytes, pathEnd..<rest.upperBound, isOurs: isOurs, role: role)
    }

    /// Treats the target of a request (RFC 9112, section 3.2), which is ours wherever it goes.
    mutating func settleTarget(_ bytes: Span<UInt8>, _ range: Range<Int>, role: Role, scanner: inout CandidateScanner) {
        guard range.lowerBound >= copied else {
            scan(bytes, range, in: range, role: role, scanner: &scanner)
            return
        }
        var path = range
        // `GET https://meet.example.org/room HTTP/1.1`
        if bytes[range.lowerBound] != ASCII.slash, let scheme = bytes.firstIndex(of: "://", in: range),
            scheme &- range.lowerBound < 8
        {
            let start = scheme &+ 3
            let end = Self.endOfAuthority(bytes, start..<range.upperBound)
            if let sign = bytes.lastIndex(of: ASCII.at, in: start..<end) {
                writeValue(bytes, PersonalValue(kind: .secret, range: start..<sign), role: role)
            }
            scan(bytes, Swift.max(copied, start)..<end, in: start..<end, role: role, scanner: &scanner)
            path = Swift.max(end, copied)..<range.upperBound
        }
        guard !path.isEmpty else { return }
        if path.count == 1, bytes[path.lowerBound] == UInt8(ascii: "*") { return }
        let pathEnd = Self.endOfPath(bytes, path)
        settlePath(bytes, path.lowerBound..<pathEnd, role: role, scanner: &scanner)
        settleQuery(bytes, pathEnd..<range.upperBound, isOurs: true, role: role)
    }

    /// Treats each segment of a path that names a room or tenant.
    mutating func settlePath(_ bytes: Span<UInt8>, _ path: Range<Int>, role: Role, scanner: inout CandidateScanner) {
        var start = Self.nextSegment(bytes, path.lowerBound, path.upperBound)
        var end = JitsiPath.endOfSegment(bytes, from: start, to: path.upperBound)
        guard start < path.upperBound else { return }
        if JitsiPath.isEndpoint(bytes, start..<end) {
            settleEndpoint(bytes, path, first: start..<end, role: role, scanner: &scanner)
            return
        }
        let second = Self.nextSegment(bytes, end, path.upperBound)
        let secondEnd = JitsiPath.endOfSegment(bytes, from: second, to: path.upperBound)
        settleSegment(bytes, start..<end, role: role, scanner: &scanner)
        if JitsiPath.isEndpoint(bytes, second..<secondEnd) {
            settleEndpoint(bytes, end..<path.upperBound, first: second..<secondEnd, role: role, scanner: &scanner)
            return
        }
        start = second
        end = secondEnd
        while start < path.upperBound {
            settleSegment(bytes, start..<end, role: role, scanner: &scanner)
            start = Self.nextSegment(bytes, end, path.upperBound)
            end = JitsiPath.endOfSegment(bytes, from: start, to: path.upperBound)
        }
    }

    /// Treats a segment of a path: a room, a tenant, or a file that stays.
    private mutating func settleSegment(
        _ bytes: Span<UInt8>, _ segment: Range<Int>, role: Role, scanner: inout CandidateScanner
    ) {
        if JitsiPath.isFile(bytes, segment) {
            scan(bytes, segment, in: segment, role: role, scanner: &scanner)
        } else {
            writeValue(bytes, PersonalValue(kind: .room, range: segment), role: role)
        }
    }

    /// What stands behind an endpoint stays, but for the pads of Etherpad and transcripts, which are named after the room.
    private mutating func settleEndpoint(
        _ bytes: Span<UInt8>, _ path: Range<Int>, first: Range<Int>, role: Role, scanner: inout CandidateScanner
    ) {
        var start = first.upperBound
        if let room = JitsiPath.room(bytes, behind: first, to: path.upperBound) {
            start = room
        } else if Self.climbs(bytes, first.upperBound..<path.upperBound) {
            start = Self.nextSegment(bytes, first.upperBound, path.upperBound)
        } else if first.upperBound < path.upperBound {
            if CandidateScanner.isFree(bytes, first.upperBound..<path.upperBound) { return }
            scan(bytes, first.upperBound..<path.upperBound, in: path, role: role, scanner: &scanner)
            return
        }
        while start < path.upperBound {
            let end = JitsiPath.endOfSegment(bytes, from: start, to: path.upperBound)
            writeValue(bytes, PersonalValue(kind: .room, range: start..<end), role: role)
            start = Self.nextSegment(bytes, end, path.upperBound)
        }
    }

    /// Whether a path goes up again (`/libs/../room`), so that the endpoint says nothing about it.
    private static func climbs(_ bytes: Span<UInt8>, _ path: Range<Int>) -> Bool {
        guard let escape = bytes.firstIndex(of: ASCII.percent, in: path) else {
            return bytes.firstIndex(of: "..", in: path) != nil
        }
        // An escaped dot, or an escape within an escape.
        let rest = escape..<path.upperBound
        return bytes.firstIndex(of: "..", in: path) != nil || bytes.firstIndex(of: "%2e", in: rest) != nil
            || bytes.firstIndex(of: "%2E", in: rest) != nil || bytes.firstIndex(of: "%25", in: rest) != nil
    }

    /// The last segment of a stream's URL is its key.
    private mutating func settleStreamKey(
        _ bytes: Span<UInt8>, _ path: Range<Int>, role: Role, scanner: inout CandidateScanner
    ) {
        var end = path.upperBound
        while end > path.lowerBound, bytes[end &- 1] == ASCII.slash { end &-= 1 }
        guard let slash = bytes.lastIndex(of: ASCII.slash, in: path.lowerBound..<end) else { return }
        scan(bytes, path.lowerBound..<slash, in: path, role: role, scanner: &scanner)
        writeValue(bytes, PersonalValue(kind: .secret, range: slash &+ 1..<end), role: role)
    }

    /// Treats a query with its question mark, and the fragment behind it.
    ///
    /// - Parameter isOurs: Whether the parameters are Jitsi's: of others nobody knows what they mean.
    mutating func settleQuery(_ bytes: Span<UInt8>, _ range: Range<Int>, isOurs: Bool, role: Role) {
        guard !range.isEmpty, range.lowerBound >= copied, policy[.query] != .keep else { return }
        // Upstream's redaction, which stays.
        if range.count == 18, bytes.has("?[params_redacted]", at: range.lowerBound, before: range.upperBound) { return }
        let isReduced = isOurs && policy[.query] == .reduce && bytes[range.lowerBound] == ASCII.question
        let end = bytes.firstIndex(from: range.lowerBound, to: range.upperBound) { $0.mask(of: ASCII.hash) }
        // What goes begins here: at the question mark, behind it once a parameter stays, then at a separator.
        var dropped = range.lowerBound
        var hasOne = false
        var at = isReduced ? range.lowerBound &+ 1 : end
        while at < end {
            let (next, following) = Self.endOfParameter(bytes, at, end)
            if let value = Self.keptParameter(bytes, at..<next, policy) {
                if !hasOne {
                    drop(bytes, range.lowerBound &+ 1..<at, role: role)
                } else {
                    drop(bytes, dropped..<Self.separator(bytes, before: at), role: role)
                }
                hasOne = true
                if value.isRoom { writeValue(bytes, PersonalValue(kind: .room, range: value.range), role: role) }
                dropped = next
            }
            at = following
        }
        drop(bytes, dropped..<range.upperBound, role: role)
    }

    /// Leaves a part of a query out.
    private mutating func drop(_ bytes: Span<UInt8>, _ part: Range<Int>, role: Role) {
        guard !part.isEmpty else { return }
        report(.query, role, part, policy[.query])
        skip(bytes, part)
        // `?version 1.2.3.4` says what the number behind it is.
        switch bytes[part.upperBound] {
        case ASCII.quote, ASCII.apostrophe, ASCII.lineFeed, ASCII.ampersand: break
        case ASCII.space where !bytes[part.upperBound &+ 1].isDigit: break
        default: isGlued = true
        }
    }

    /// Where a parameter ends, and where the one behind it begins. `&` separates them, which XML writes `&amp;` and JSON `\u0026`.
    private static func endOfParameter(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (Int, Int) {
        var at = start
        while at < end {
            at = bytes.firstIndex(from: at, to: end) {
                $0.mask(of: ASCII.ampersand).union($0.mask(of: ASCII.semicolon)).union($0.mask(of: ASCII.backslash))
            }
            guard at < end else { break }
            switch bytes[at] {
            case ASCII.ampersand: return (at, bytes.has("&amp;", at: at, before: end) ? at &+ 5 : at &+ 1)
            case ASCII.semicolon: return (at, at &+ 1)
            default:
                if bytes.has("\\u0026", at: at, before: end) { return (at, at &+ 6) }
                at &+= 1
            }
        }
        return (end, end)
    }

    /// The beginning of the separator that ends at `end`.
    private static func separator(_ bytes: Span<UInt8>, before end: Int) -> Int {
        if bytes.has("&amp;", at: end &- 5, before: end) { return end &- 5 }
        if bytes.has("\\u0026", at: end &- 6, before: end) { return end &- 6 }
        return end &- 1
    }

    /// Whether a parameter stays, and where its value is.
    private static func keptParameter(
        _ bytes: Span<UInt8>, _ parameter: Range<Int>, _ policy: CompiledPolicy
    ) -> (range: Range<Int>, isRoom: Bool)? {
        guard let equals = bytes.firstIndex(of: ASCII.equals, in: parameter) else { return nil }
        let value = equals &+ 1..<parameter.upperBound
        switch QueryKey.meaning(bytes, parameter.lowerBound..<equals) {
        case .goes: return nil
        case .stays: return QueryKey.isPlain(bytes, value) ? (value, false) : nil
        case .room: return policy[.room] == .replace && value.isEmpty ? nil : (value, true)
        }
    }

    // MARK: Parts of a URL

    private static func endOfAuthority(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        bytes.firstIndex(from: range.lowerBound, to: range.upperBound) {
            $0.mask(of: ASCII.slash).union($0.mask(of: ASCII.question)).union($0.mask(of: ASCII.hash)).union(
                $0.mask(of: ASCII.backslash))
        }
    }

    /// Where a path ends: at the query, the fragment, or the end.
    private static func endOfPath(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        bytes.firstIndex(from: range.lowerBound, to: range.upperBound) {
            $0.mask(of: ASCII.question).union($0.mask(of: ASCII.hash))
        }
    }

    private static func nextSegment(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end,
            bytes[at] == ASCII.slash || bytes[at] == ASCII.backslash && at &+ 1 < end && bytes[at &+ 1] == ASCII.slash
        {
            at &+= 1
        }
        return at
    }

    /// Whether a URL is an XML namespace, whose fragment is part of its name.
    private static func isNamespace(_ bytes: Span<UInt8>, _ range: Range<Int>, host: Range<Int>) -> Bool {
        if bytes.has("xmlns=", at: range.lowerBound &- 7, before: range.lowerBound) { return true }
        if JitsiPath.isNamespaceHost(bytes, host) { return bytes.firstIndex(of: ASCII.question, in: range) == nil }
        return false
    }

    /// Whether a URL leads to a Jitsi server: an own site, a name that says so, or an endpoint that only Jitsi has.
    private static func isOurs(
        _ bytes: Span<UInt8>, host: Range<Int>, path: Range<Int>, _ policy: CompiledPolicy
    ) -> Bool {
        let name = host.lowerBound..<(bytes.lastIndex(of: ASCII.colon, in: host) ?? host.upperBound)
        if policy.isOwn(bytes, name) { return true }
        if bytes.hasIgnoringCase("meet.", at: host.lowerBound, before: host.upperBound)
            || bytes.hasIgnoringCase("jitsi.", at: host.lowerBound, before: host.upperBound)
        {
            return true
        }
        var start = Self.nextSegment(bytes, path.lowerBound, path.upperBound)
        for _ in 0..<2 {
            let end = JitsiPath.endOfSegment(bytes, from: start, to: path.upperBound)
            if JitsiPath.isTelling(bytes, start..<end) { return true }
            start = Self.nextSegment(bytes, end, path.upperBound)
        }
        return false
    }
}
