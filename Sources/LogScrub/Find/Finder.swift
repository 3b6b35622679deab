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

    /// Adds a port that goes where an address goes, which is found, or will be, for itself.
    mutating func addPort(_ port: Range<Int>, of match: AddressMatch) {
        let index = addresses.count
        addresses.append(match)
        add(.port, .attributePort, port, detail: UInt32(truncatingIfNeeded: index))
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

    /// Searches a window of a text that is longer: only what begins before the next one does is of this one.
    ///
    /// - Parameters:
    ///   - seen: What may be looked at.
    ///   - next: Where the next window begins.
    /// - Returns: How far the findings reach.
    mutating func scanWindow(_ bytes: Span<UInt8>, _ range: Range<Int>, in seen: Range<Int>, next: Int) -> Int {
        var scanner = CandidateScanner(from: range.lowerBound)
        position = range.lowerBound
        let reach = search(
            bytes, range, in: seen, before: next, role: .freeText, reach: seen.upperBound, scanner: &scanner)
        end(at: range.upperBound)
        return reach
    }
}
