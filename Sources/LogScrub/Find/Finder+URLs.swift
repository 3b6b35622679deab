/// URLs and the targets of requests: rooms in the path, what the query says, what stands behind the hash.
extension Finder {
    /// Finds what a URL in free text says.
    mutating func findURL(_ bytes: Span<UInt8>, _ range: Range<Int>, role: Role, scanner: inout CandidateScanner) {
        guard let colon = bytes.firstIndex(of: ASCII.colon, in: range) else { return }
        var at = colon &+ 1
        var slashes = 0
        while at < range.upperBound, slashes < 2, bytes[at] == ASCII.slash || bytes[at] == ASCII.backslash {
            if bytes[at] == ASCII.slash { slashes &+= 1 }
            at &+= 1
        }
        let authority = at..<Self.endOfAuthority(bytes, at..<range.upperBound)
        var host = authority
        if let sign = bytes.lastIndex(of: ASCII.at, in: authority) {
            add(bytes, PersonalValue(kind: .secret, range: authority.lowerBound..<sign), role: role)
            host = sign &+ 1..<authority.upperBound
        }
        if Self.isNamespace(bytes, range, host: host) { return }
        scan(bytes, host, in: host, role: role, scanner: &scanner)
        let rest = Swift.max(authority.upperBound, position)..<Swift.max(range.upperBound, position)
        let pathEnd = Self.endOfPath(bytes, rest)
        let path = rest.lowerBound..<pathEnd
        let isOurs = isOurs(bytes, host: host, path: path)
        if isOurs {
            findPath(bytes, path, role: role, scanner: &scanner)
        } else if bytes.hasIgnoringCase("rtmp", at: range.lowerBound, before: colon) {
            findStreamKey(bytes, path, role: role, scanner: &scanner)
        } else if let avatar = bytes.firstIndex(of: "/avatar/", in: path) {
            scan(bytes, path.lowerBound..<avatar &+ 8, in: path, role: role, scanner: &scanner)
            add(bytes, PersonalValue(kind: .avatar, range: avatar &+ 8..<path.upperBound), role: role)
        } else {
            scan(bytes, path, in: path, role: role, scanner: &scanner)
        }
        addQuery(bytes, pathEnd..<rest.upperBound, isOurs: isOurs, role: role)
    }

    /// Finds what the target of a request says (RFC 9112, section 3.2), which is ours wherever it goes.
    mutating func findTarget(_ bytes: Span<UInt8>, _ range: Range<Int>, role: Role, scanner: inout CandidateScanner) {
        guard range.lowerBound >= position else {
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
                add(bytes, PersonalValue(kind: .secret, range: start..<sign), role: role)
            }
            scan(bytes, Swift.max(position, start)..<end, in: start..<end, role: role, scanner: &scanner)
            path = Swift.max(end, position)..<range.upperBound
        }
        guard !path.isEmpty else { return }
        if path.count == 1, bytes[path.lowerBound] == UInt8(ascii: "*") { return }
        let pathEnd = Self.endOfPath(bytes, path)
        findPath(bytes, path.lowerBound..<pathEnd, role: role, scanner: &scanner)
        addQuery(bytes, pathEnd..<range.upperBound, isOurs: true, role: role)
    }

    /// Adds each segment of a path that names a room or tenant.
    mutating func findPath(_ bytes: Span<UInt8>, _ path: Range<Int>, role: Role, scanner: inout CandidateScanner) {
        guard hasRooms else { return scan(bytes, path, in: path, role: role, scanner: &scanner) }
        var start = Self.nextSegment(bytes, path.lowerBound, path.upperBound)
        var end = JitsiPath.endOfSegment(bytes, from: start, to: path.upperBound)
        guard start < path.upperBound else { return }
        if JitsiPath.isEndpoint(bytes, start..<end) {
            findEndpoint(bytes, path, first: start..<end, role: role, scanner: &scanner)
            return
        }
        if findScript(bytes, start..<end, to: path.upperBound, role: role, scanner: &scanner) { return }
        let second = Self.nextSegment(bytes, end, path.upperBound)
        let secondEnd = JitsiPath.endOfSegment(bytes, from: second, to: path.upperBound)
        findSegment(bytes, start..<end, role: role, scanner: &scanner)
        if JitsiPath.isEndpoint(bytes, second..<secondEnd) {
            findEndpoint(bytes, end..<path.upperBound, first: second..<secondEnd, role: role, scanner: &scanner)
            return
        }
        start = second
        end = secondEnd
        while start < path.upperBound {
            if findScript(bytes, start..<end, to: path.upperBound, role: role, scanner: &scanner) { return }
            findSegment(bytes, start..<end, role: role, scanner: &scanner)
            start = Self.nextSegment(bytes, end, path.upperBound)
            end = JitsiPath.endOfSegment(bytes, from: start, to: path.upperBound)
        }
    }

    /// Searches the rest of a path from the name of a program on, if a segment is one.
    private mutating func findScript(
        _ bytes: Span<UInt8>, _ segment: Range<Int>, to end: Int, role: Role, scanner: inout CandidateScanner
    ) -> Bool {
        guard JitsiPath.isScript(bytes, segment) || JitsiPath.isFolder(bytes, segment),
            !Self.climbs(bytes, segment.upperBound..<end)
        else { return false }
        let rest = segment.lowerBound..<end
        scan(bytes, rest, in: rest, role: role, scanner: &scanner)
        return true
    }

    /// Adds a segment of a path: a room, a tenant, or a file of which only the name is searched.
    private mutating func findSegment(
        _ bytes: Span<UInt8>, _ segment: Range<Int>, role: Role, scanner: inout CandidateScanner
    ) {
        if JitsiPath.isFile(bytes, segment) {
            scan(bytes, segment, in: segment, role: role, scanner: &scanner)
        } else {
            add(bytes, PersonalValue(kind: .room, range: segment), role: role)
        }
    }

    /// What stands behind an endpoint stays, but for the pads of Etherpad and transcripts, which are named after the room.
    private mutating func findEndpoint(
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
            add(bytes, PersonalValue(kind: .room, range: start..<end), role: role)
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
    private mutating func findStreamKey(
        _ bytes: Span<UInt8>, _ path: Range<Int>, role: Role, scanner: inout CandidateScanner
    ) {
        var end = path.upperBound
        while end > path.lowerBound, bytes[end &- 1] == ASCII.slash { end &-= 1 }
        guard let slash = bytes.lastIndex(of: ASCII.slash, in: path.lowerBound..<end) else { return }
        scan(bytes, path.lowerBound..<slash, in: path, role: role, scanner: &scanner)
        add(bytes, PersonalValue(kind: .secret, range: slash &+ 1..<end), role: role)
    }

    /// Adds a query with its question mark, and the fragment behind it.
    ///
    /// - Parameter isOurs: Whether the parameters are Jitsi's: of others nobody knows what they mean.
    private mutating func addQuery(_ bytes: Span<UInt8>, _ range: Range<Int>, isOurs: Bool, role: Role) {
        guard !range.isEmpty, range.lowerBound >= position, !RequestPath.isRedacted(bytes, range) else { return }
        add(.query, .query, range, role: role, detail: isOurs ? 1 : 0)
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
    private func isOurs(_ bytes: Span<UInt8>, host: Range<Int>, path: Range<Int>) -> Bool {
        let name = host.lowerBound..<(bytes.lastIndex(of: ASCII.colon, in: host) ?? host.upperBound)
        if sites.contain(bytes, name) { return true }
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
