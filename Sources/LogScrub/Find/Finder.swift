/// Finds what is personal in records: in fields whose meaning is known, and in free text. Bytes go in, findings come out, in order and none over
/// another; what becomes of them does not matter here.
///
/// A field that comes again and again (the client, the target of a request) is a finding as a whole, and is read when somebody wants to
/// know what is in it. So is a value: who keeps it as a whole may look for what is inside (`findInside`).
///
/// Invariants: nothing before `position` can be part of another finding. What `found` and `addresses` hold is valid until the record ends.
struct Finder: ~Copyable {
    let sites: OwnSites
    let keys = KeyTable.shared
    /// Whether paths name rooms.
    private(set) var hasRooms: Bool
    private(set) var combined: CombinedFinder
    let placeholders = Placeholder.words
    var detector = AddressDetector()
    var personal = PersonalDetector()
    /// The record, if it is JSON as a whole.
    var document = JSONDocument()
    var found: FlatBuffer<FoundValue>
    /// The addresses among them, as they were read.
    private(set) var addresses: ContiguousArray<AddressMatch>
    /// Everything before this position is part of a finding, or of none.
    private(set) var position = 0
    /// How many URLs stand around the text that is being searched.
    var depth = 0
    /// The finding whose inside is being searched, and what that has turned out to be as a whole.
    private var outside = Outside(range: 0..<0, kinds: 0, depth: 0)
    /// What has been found out about the record already.
    var facts = RecordFacts()
    /// Ports that stand further behind, in order.
    private var portsLater = ContiguousArray<(port: Range<Int>, role: Role, address: Int)>()

    /// How many URLs may stand in one another. Nobody needs to read more.
    static let deepest = 4

    init(
        sites: OwnSites, paths: Paths = .jitsi, found: consuming FlatBuffer<FoundValue>,
        addresses: ContiguousArray<AddressMatch>
    ) {
        self.sites = sites
        hasRooms = paths == .jitsi
        combined = CombinedFinder(hasRooms: hasRooms)
        self.found = found
        self.addresses = addresses
    }

    /// Takes paths for what they are at another site.
    mutating func read(_ paths: Paths) {
        guard hasRooms != (paths == .jitsi) else { return }
        hasRooms.toggle()
        combined = CombinedFinder(hasRooms: hasRooms)
    }

    /// Begins a record, or a text that stands for itself: nothing is known about it.
    @inline(__always)
    mutating func begin(at start: Int) {
        position = start
        facts = RecordFacts()
        document = JSONDocument()
        personal.begin(at: start)
    }

    /// A finding that stays as a whole, while its inside is searched.
    struct Outside {
        fileprivate let range: Range<Int>
        /// One bit for each kind that all of the range is known to be. It is not found once more.
        fileprivate let kinds: UInt64
        fileprivate let depth: Int

        /// So many findings may stand in one another.
        fileprivate static let deepest = 16
    }

    /// A place to go back to.
    struct Mark {
        let count: Int
        let addresses: Int

        /// Before the first finding of a record.
        static var beginning: Mark { Mark(count: 0, addresses: 0) }
    }

    @inline(__always)
    var mark: Mark { Mark(count: found.count, addresses: addresses.count) }

    /// Forgets the findings that came after a place.
    @inline(__always)
    mutating func truncate(to mark: Mark) {
        found.truncate(to: mark.count)
        if addresses.count > mark.addresses { addresses.removeLast(addresses.count &- mark.addresses) }
    }

    // MARK: Findings

    /// Adds a finding that begins behind the last one.
    @inline(__always)
    mutating func add(
        _ kind: Kind, _ place: FoundValue.Place, _ range: Range<Int>, role: Role = .freeText, detail: UInt32 = 0
    ) {
        if !portsLater.isEmpty { addPortsLater(before: range.lowerBound) }
        found.append(FoundValue(kind, place, range, role: role, detail: detail))
        position = range.upperBound
    }

    /// Adds a value.
    ///
    /// - Returns: Whether nothing in it is left to be found.
    @discardableResult
    mutating func add(_ bytes: Span<UInt8>, _ value: PersonalValue, role: Role) -> Bool {
        var kind = value.kind
        var range = value.range
        if range.lowerBound < position {
            guard range.upperBound > position else { return true }
            range = position..<range.upperBound
        }
        guard !range.isEmpty, !Placeholder.isKept(bytes, range) else { return true }
        if range == outside.range, outside.kinds &>> UInt64(truncatingIfNeeded: kind.index) & 1 != 0 { return false }
        range = document.aligned(bytes, range, from: position)
        if kind == .email, let domain = value.domain, domain.lowerBound &- 1 > range.lowerBound,
            sites.contain(bytes, domain)
        {
            kind = .user
            range = range.lowerBound..<domain.lowerBound &- 1
        }
        if kind == .room, let domain = value.domain {
            // The labels before an own site.
            guard let site = sites.start(bytes, in: domain), site > range.lowerBound &+ 1 else { return false }
            range = range.lowerBound..<site &- 1
            // `conference.meet.example.org` of the site `.example.org`: the server's own name.
            if KnownWords.userLabels.contains(bytes, range) { return false }
            if Placeholder.isKept(bytes, range) { return true }
        }
        if let escapes = value.escapes {
            add(kind, .number, range, role: role, detail: UInt32(truncatingIfNeeded: escapes))
        } else if kind == .hostName {
            add(kind, .hostName, range, role: .client)
        } else if kind == .mac, range.lowerBound > value.range.lowerBound {
            // Which half is the maker's cannot be told any more.
            add(kind, .value, range, role: role, detail: 1)
        } else {
            add(kind, .value, range, role: role)
        }
        return true
    }

    /// Makes a range part of the value that was found last, if that ends where it begins.
    ///
    /// - Returns: Whether there is such a value.
    mutating func extend(to range: Range<Int>) -> Bool {
        guard found.count > 0, !range.isEmpty else { return false }
        let last = found[found.count &- 1]
        guard last.place == .value, last.range.upperBound == range.lowerBound, portsLater.isEmpty else { return false }
        found.truncate(to: found.count &- 1)
        add(last.kind, .value, last.range.lowerBound..<range.upperBound, role: last.role, detail: last.detail)
        return true
    }

    /// Adds a user agent in text.
    mutating func addUserAgent(_ bytes: Span<UInt8>, _ agent: Range<Int>) {
        let rest = Swift.max(agent.lowerBound, Swift.min(position, agent.upperBound))..<agent.upperBound
        let value = document.aligned(bytes, rest, from: position)
        if !value.isEmpty { add(.userAgent, .userAgent, value) }
    }

    /// Adds the address that the detector has found last, and the port beside it.
    @inline(__always)
    mutating func addMatch(_ bytes: Span<UInt8>, role: Role) {
        if document.isOn {
            detector.match.range = document.aligned(bytes, detector.match.range, from: position)
            // Of the escapes with a backslash JSON knows only one.
            if case .escaped(let escape) = detector.match.encoding, escape.isForeignToJSON {
                detector.match.encoding = .plain
            }
        }
        let index = addresses.count
        addresses.append(detector.match)
        if let port = detector.match.attributePort { addAttributePort(port.range, role: role, address: index) }
        add(.address, .address, detector.match.range, role: role, detail: UInt32(truncatingIfNeeded: index))
        if let port = detector.match.port { position = Swift.max(position, port.range.upperBound) }
    }

    /// Adds the port attribute of an element, or leaves it for when it is its turn.
    @inline(never)
    private mutating func addAttributePort(_ port: Range<Int>, role: Role, address: Int) {
        if port.lowerBound > detector.match.range.lowerBound {
            let place = portsLater.firstIndex { $0.port.lowerBound > port.lowerBound } ?? portsLater.count
            portsLater.insert((port, role, address), at: place)
        } else if port.lowerBound >= position {
            add(.port, .attributePort, port, role: role, detail: UInt32(truncatingIfNeeded: address))
        }
    }

    @inline(never)
    private mutating func addPortsLater(before end: Int) {
        while let later = portsLater.first, later.port.lowerBound < end {
            portsLater.removeFirst()
            // What reaches into the next finding is part of that: `port=%198.51.100.7`.
            guard later.port.lowerBound >= position, later.port.upperBound <= end else { continue }
            found.append(
                FoundValue(
                    .port, .attributePort, later.port, role: later.role,
                    detail: UInt32(truncatingIfNeeded: later.address)))
            position = later.port.upperBound
        }
    }

    /// Ends a record, or a text: the ports that were left are added.
    @inline(__always)
    mutating func end(at end: Int) {
        if portsLater.isEmpty { return }
        addPortsLater(before: end)
        portsLater.removeAll(keepingCapacity: true)
    }

    // MARK: Free text

    /// Enters a finding that stays as a whole: what it is known to be is not found in it once more.
    ///
    /// - Returns: What to leave it to, or `nil` if nobody looks any deeper.
    mutating func enter(_ value: FoundValue) -> Outside? {
        guard outside.depth < Outside.deepest else { return nil }
        let last = outside
        let kind: UInt64 = 1 &<< UInt64(truncatingIfNeeded: value.kind.index)
        outside = Outside(
            range: value.range, kinds: last.range == value.range ? last.kinds | kind : kind, depth: last.depth &+ 1)
        return last
    }

    mutating func leave(to last: Outside) { outside = last }

    /// Finds what is inside a part of a field, which is not treated as a whole.
    mutating func findInside(_ bytes: Span<UInt8>, _ range: Range<Int>, role: Role) {
        within(range) { $0.scan(bytes, range, in: range, role: role, scanner: &$1) }
    }

    /// Goes back to a range that has been passed as a whole.
    @inline(__always)
    mutating func within(_ range: Range<Int>, _ find: (inout Finder, inout CandidateScanner) -> Void) {
        let last = position
        position = range.lowerBound
        var scanner = CandidateScanner(from: range.lowerBound)
        find(&self, &scanner)
        end(at: range.upperBound)
        position = last
    }

    /// Searches a part of a record.
    ///
    /// - Parameter reach: Where values end that begin in it: at its own end, unless said otherwise.
    @inline(__always)
    mutating func scan(
        _ bytes: Span<UInt8>, _ range: Range<Int>, in record: Range<Int>, role: Role = .freeText, reach: Int? = nil,
        scanner: inout CandidateScanner
    ) {
        var at = Swift.max(range.lowerBound, position)
        var floor = Swift.max(record.lowerBound, position)
        while at < range.upperBound, let candidate = scanner.firstCandidate(bytes, from: at, to: range.upperBound) {
            var record = record
            var end = reach ?? range.upperBound
            if document.isOn, let string = document.string(bytes, around: candidate) {
                record =
                    Swift.max(record.lowerBound, string.lowerBound)..<Swift.min(record.upperBound, string.upperBound)
                end = Swift.min(end, string.upperBound)
                floor = Swift.max(floor, string.lowerBound)
            }
            if PersonalDetector.isSign(bytes[candidate]),
                !PersonalDetector.passes(bytes, candidate, floor: floor, keys: keys)
            {
                // What a field holds is the field's.
                let resume = findPersonal(
                    bytes, record: record.lowerBound..<end, floor: floor, candidate: candidate, role: role,
                    scanner: &scanner)
                if let resume {
                    at = Swift.max(resume, candidate &+ 1)
                    floor = Swift.max(floor, position, personal.passed)
                    continue
                }
            }
            // `<` and `=` are neighbors, and part of no address.
            if bytes[candidate] | 1 == ASCII.equals {
                at = candidate &+ 1
                continue
            }
            if let passed = AddressDetector.passesQuickly(bytes, candidate, floor: floor) {
                at = passed
                continue
            }
            let verdict = detector.examine(bytes, record: record, floor: floor, candidate: candidate)
            at = Swift.max(verdict.resume, candidate &+ 1)  // whatever happens, go on
            guard verdict.isMatch, detector.match.range.lowerBound >= position else { continue }
            // Pairs in a run of groups are what they are at their own sign, whichever of the colons of the run was met first.
            if detector.match.range.count >= Self.shortestPairs, let pair = firstPair(bytes, detector.match.range),
                pair != candidate,
                let resume = findPersonal(
                    bytes, record: record.lowerBound..<end, floor: floor, candidate: pair, role: role,
                    scanner: &scanner)
            {
                at = Swift.max(resume, candidate &+ 1)
                floor = Swift.max(floor, position, personal.passed)
                continue
            }
            // An address in the local part of a JID is part of the local part, unless that begins behind it (`203.0.113.7\x22ana@…`).
            if let sign = facts.signBehind(bytes, detector.match.range.upperBound, to: end) {
                let outcome = personal.examine(bytes, record: record, floor: floor, candidate: sign)
                let before = found.count
                if case .values = outcome, personal.values.count > 0,
                    personal.values[0].range.lowerBound <= detector.match.range.lowerBound,
                    let resume = add(bytes, outcome, record: record, candidate: sign, role: role, scanner: &scanner),
                    found.count > before
                {
                    at = Swift.max(resume, sign &+ 1)
                    floor = Swift.max(floor, position)
                    continue
                }
            }
            findNames(bytes, record: record, role: role)
            if let port = detector.match.port,
                facts.signBehind(bytes, port.range.upperBound, to: end) != nil
            {
                // `203.0.113.7:51514@…`: what looks like a port is part of a local part.
                detector.match.port = nil
                at = detector.match.range.upperBound
            }
            addMatch(bytes, role: role)
            floor = Swift.max(floor, Self.behindZone(bytes, position, to: end))
        }
    }

    /// The length of six pairs.
    private static let shortestPairs = 17

    /// The first colon of a range that has two others three and six bytes behind it.
    private func firstPair(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at &+ 6 < range.upperBound, let colon = bytes.firstIndex(of: ASCII.colon, in: at..<range.upperBound &- 6)
        {
            if bytes[colon &+ 3] == ASCII.colon, bytes[colon &+ 6] == ASCII.colon { return colon }
            at = colon &+ 1
        }
        return nil
    }

    /// Where the name of a zone ends that begins behind a finding, `.in-addr.arpa`: nothing begins in it.
    @inline(__always)
    private static func behindZone(_ bytes: Span<UInt8>, _ start: Int, to limit: Int) -> Int {
        guard bytes[start] == ASCII.dot, bytes[start &+ 1] | 0x20 == UInt8(ascii: "i") else { return start }
        if bytes.hasIgnoringCase(".in-addr.arpa", at: start, before: limit) { return start &+ 13 }
        return bytes.hasIgnoringCase(".ip6.arpa", at: start, before: limit) ? start &+ 9 : start
    }

    /// Searches a window of a text that is longer: only what begins before the next one does is of this one.
    ///
    /// - Parameters:
    ///   - seen: What may be looked at.
    ///   - next: Where the next window begins.
    /// - Returns: How far the findings reach.
    mutating func scanWindow(_ bytes: Span<UInt8>, _ range: Range<Int>, in seen: Range<Int>, next: Int) -> Int {
        var scanner = CandidateScanner(from: range.lowerBound)
        var at = range.lowerBound
        var floor = seen.lowerBound
        var reach = at
        position = at
        while at < range.upperBound, let candidate = scanner.firstCandidate(bytes, from: at, to: range.upperBound) {
            if PersonalDetector.isSign(bytes[candidate]), candidate < next,
                let resume = findPersonal(
                    bytes, record: seen, floor: Swift.max(floor, position), candidate: candidate, role: .freeText,
                    scanner: &scanner)
            {
                at = Swift.max(resume, candidate &+ 1)
                floor = Swift.max(floor, position, personal.passed)
                reach = Swift.max(at, position)
                continue
            }
            let verdict = detector.examine(bytes, record: seen, floor: floor, candidate: candidate)
            at = Swift.max(verdict.resume, candidate &+ 1)  // whatever happens, go on
            let start = detector.match.range.lowerBound
            guard verdict.isMatch, start >= position, start < next else { continue }
            addMatch(bytes, role: .freeText)
            floor = Swift.max(floor, position)
            reach = Swift.max(reach, floor)
        }
        end(at: range.upperBound)
        return reach
    }
}
