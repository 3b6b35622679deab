/// Fields that a grammar has marked, and records of them.
extension Finder {
    /// What is known about a record from those before it.
    struct Context {
        /// Where it begins behind its header.
        let start: Int
        /// The kind of the element whose text an earlier record of the same source did not end, and with which this one goes on.
        let openElement: Kind?
        /// Whether the record begins in the middle of a word, because the one before was cut there.
        let beginsTorn: Bool
        /// Whether the record is cut at its end, so that nobody knows what its last word was to be.
        let endsTorn: Bool
    }

    /// Goes through a record field by field, and through what lies between the fields as free text.
    @inline(__always)
    mutating func find(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ marks: borrowing FieldMarks, _ context: Context
    ) {
        // Where blocks begin depends on the record alone, and not on what stands before it.
        var scanner = CandidateScanner(from: record.lowerBound)
        document = JSONDocument(bytes, bytes.withoutReturn(context.start..<record.upperBound))
        var at = record.lowerBound
        if context.beginsTorn { at = findTornWord(bytes, record) }
        if let kind = context.openElement {
            let start = Swift.max(context.start, at)
            scan(bytes, at..<start, in: record, scanner: &scanner)
            at = findElement(bytes, Swift.max(start, position)..<record.upperBound, kind, scanner: &scanner)
        }
        for index in 0..<marks.count {
            let mark = marks[index]
            scanGap(
                bytes, at..<Swift.max(at, mark.clause.lowerBound), in: record,
                reach: marks.yield ? record.upperBound : mark.clause.lowerBound, scanner: &scanner)
            find(bytes, mark, scanner: &scanner)
            at = mark.clause.upperBound
        }
        var end = record.upperBound
        if context.endsTorn {
            let blank = bytes.lastIndex(of: ASCII.space, in: at..<end) ?? at
            end = Swift.min(
                end, Swift.max(blank &+ 1, bytes.lastIndex(of: ASCII.quote, in: at..<end).map { $0 &+ 1 } ?? at))
        }
        scanGap(bytes, at..<Swift.max(at, end), in: record, reach: end, scanner: &scanner)
        if context.endsTorn {
            let rest = Swift.min(Swift.max(end, position), record.upperBound)..<record.upperBound
            // A value that goes on to the last word ends with it.
            if !extend(to: rest) { add(bytes, PersonalValue(kind: .secret, range: rest), role: .freeText) }
        }
        self.end(at: record.upperBound)
    }

    /// Searches a record whose head is done.
    @inline(__always)
    mutating func scanMessage(_ bytes: Span<UInt8>, _ message: Range<Int>, in record: Range<Int>) {
        var scanner = CandidateScanner(from: record.lowerBound)
        scan(bytes, message, in: record, scanner: &scanner)
        end(at: record.upperBound)
    }

    /// Searches what lies between two fields.
    ///
    /// - Parameter reach: Where values end that begin in it.
    @inline(__always)
    private mutating func scanGap(
        _ bytes: Span<UInt8>, _ gap: Range<Int>, in record: Range<Int>, reach: Int, scanner: inout CandidateScanner
    ) {
        if !CandidateScanner.isPlain(bytes, gap) {
            scan(bytes, gap, in: record, reach: reach, scanner: &scanner)
        }
    }

    /// Adds what a field says.
    @inline(__always)
    private mutating func find(_ bytes: Span<UInt8>, _ field: FieldMark, scanner: inout CandidateScanner) {
        let value = document.aligned(bytes, field.value, from: 0)
        let clause = document.aligned(bytes, field.clause, from: 0)
        // A finding in the free text before may reach into the field.
        guard clause.lowerBound >= position else {
            scan(bytes, clause, in: clause, scanner: &scanner)
            return
        }
        switch field.meaning {
        case .client: if !value.isEmpty { add(.address, .client, value, role: .client) }
        case .host:
            if bytes.firstIndex(of: ASCII.dot, in: value) != nil || bytes.firstIndex(of: ASCII.colon, in: value) != nil
            {
                add(.address, .client, value, role: .client)
            } else if !value.isEmpty, !KnownWords.nobodies.contains(bytes, value) {
                add(.hostName, .hostName, value, role: .client)
            }
        case .clientPort: addPort(bytes, .clientPort, value, role: .client)
        case .peerPort: addPort(bytes, .peerPort, value, role: .freeText)
        case .portBeside: addPort(bytes, value, beside: field.name)
        case .referrer:
            let before = UInt32(truncatingIfNeeded: value.lowerBound &- clause.lowerBound)
            let behind = UInt32(truncatingIfNeeded: clause.upperBound &- value.upperBound)
            add(.referrer, .referrer, clause, role: .referrer, detail: before &<< 16 | behind)
        case .user:
            if !value.isEmpty, !Placeholder.isKept(bytes, value), !PersonalDetector.isNobody(bytes, value) {
                add(.user, .userField, value)
            }
        case .secret: add(bytes, PersonalValue(kind: .secret, range: value), role: .freeText)
        case .value(let kind): add(bytes, PersonalValue(kind: kind, range: value), role: .freeText)
        case .bare(let kind):
            var bare = PersonalValue(kind: kind, range: value)
            bare.escapes = 0
            add(bytes, bare, role: .freeText)
        case .fingerprint: add(bytes, PersonalValue(kind: .fingerprint, range: value), role: .freeText)
        case .plain: break
        case .target: if !value.isEmpty { add(.room, .target, value) }
        case .garbage: add(bytes, PersonalValue(kind: .query, range: value), role: .freeText)
        case .query: if !value.isEmpty { add(.query, .bareQuery, value) }
        case .queryColumn: if !value.isEmpty { add(.query, .bareQuery, value, detail: 1) }
        case .url: findURL(bytes, value, role: .freeText, scanner: &scanner)
        case .file: findPath(bytes, value, role: .freeText, scanner: &scanner)
        case .userAgent: addUserAgent(bytes, value)
        case .text: scan(bytes, value, in: value, scanner: &scanner)
        case .keyed(let meaning): findNamed(bytes, field.name, meaning, value, scanner: &scanner)
        case .keyedNumber(let meaning, let escapes):
            findNamed(bytes, field.name, meaning, value, escapes: escapes, scanner: &scanner)
        }
    }

    /// Adds what a value is whose key stands elsewhere, or searches it.
    ///
    /// - Parameter escapes: Of a number of JSON, how many backslashes stand before quotes there.
    private mutating func findNamed(
        _ bytes: Span<UInt8>, _ name: Range<Int>, _ meaning: KeyMeaning, _ value: Range<Int>, escapes: Int? = nil,
        scanner: inout CandidateScanner
    ) {
        let outcome = personal.named(bytes, name: name, meaning, value: value)
        if let escapes { personal.values.markNumbers(escapes: escapes) }
        let end = add(bytes, outcome, record: value, candidate: value.lowerBound, role: .freeText, scanner: &scanner)
        let rest = Swift.min(Swift.max(end ?? value.lowerBound, value.lowerBound), value.upperBound)
        scan(bytes, rest..<value.upperBound, in: value, scanner: &scanner)
    }

    private mutating func addPort(
        _ bytes: Span<UInt8>, _ place: FoundValue.Place, _ value: Range<Int>, role: Role
    ) {
        if let port = PortMatch.read(bytes, value), port.value != 0 { add(.port, place, value, role: role) }
    }

    /// Adds the port of an address that stands elsewhere in the record, before it or behind it.
    private mutating func addPort(_ bytes: Span<UInt8>, _ value: Range<Int>, beside address: Range<Int>) {
        guard let port = PortMatch.read(bytes, value), port.value != 0 else { return }
        let sign = bytes.firstIndex(from: address.lowerBound, to: address.upperBound) {
            $0.mask(of: ASCII.dot).union($0.mask(of: ASCII.colon))
        }
        guard sign < address.upperBound,
            detector.examine(bytes, record: address, floor: address.lowerBound, candidate: sign).isMatch
        else { return }
        addPort(value, of: detector.match)
    }

    /// Adds the rest of a word that the record before began: nobody knows what it was.
    ///
    /// - Returns: Where the search goes on.
    @inline(never)
    private mutating func findTornWord(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int {
        var end = record.lowerBound
        while end < record.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.quote,
            bytes[end] != ASCII.apostrophe, bytes[end] != ASCII.lessThan
        {
            end &+= 1
        }
        add(bytes, PersonalValue(kind: .secret, range: record.lowerBound..<end), role: .freeText)
        return Swift.max(end, position)
    }

    /// Adds the text of an element that an earlier record did not end.
    ///
    /// - Returns: Where the search goes on.
    @inline(never)
    private mutating func findElement(
        _ bytes: Span<UInt8>, _ record: Range<Int>, _ kind: Kind, scanner: inout CandidateScanner
    ) -> Int {
        personal.hasText = true
        var start = record.lowerBound
        while start < record.upperBound, bytes[start].isBlank { start &+= 1 }
        // Of a tag that began before, the attributes are searched.
        let stop = bytes.firstIndex(of: ASCII.lessThan, in: start..<record.upperBound)
        if let close = bytes.firstIndex(of: ASCII.greaterThan, in: start..<(stop ?? record.upperBound)) {
            scan(bytes, record.lowerBound..<close, in: record, scanner: &scanner)
            start = close &+ 1
        }
        var end = stop ?? record.upperBound
        if stop == nil, end > start, bytes[end &- 1] == ASCII.carriageReturn { end &-= 1 }
        if start < end { add(bytes, PersonalValue(kind: kind, range: start..<end), role: .freeText) }
        if stop == nil { personal.open = kind }
        return Swift.max(end, position)
    }

    /// Finds what stands in a member of a JSON object, with its name.
    mutating func findMember(_ bytes: Span<UInt8>, _ member: Range<Int>) {
        var scanner = CandidateScanner(from: member.lowerBound)
        document = JSONDocument(bytes, member)
        scan(bytes, member, in: member, scanner: &scanner)
        end(at: member.upperBound)
    }

    /// Finds what stands in a field whose name says what its value is.
    mutating func findField(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) {
        let field = name.lowerBound..<value.upperBound
        var scanner = CandidateScanner(from: field.lowerBound)
        let outcome = personal.field(bytes, name: name, value: value)
        let end = add(
            bytes, outcome, record: field, candidate: name.upperBound, role: .freeText, scanner: &scanner)
        let rest = Swift.min(Swift.max(end ?? value.lowerBound, value.lowerBound), value.upperBound)
        scan(bytes, rest..<value.upperBound, in: field, scanner: &scanner)
        self.end(at: field.upperBound)
    }

    // MARK: Fields that come again

    /// Finds the client: an address, or a host's name.
    mutating func findClient(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        within(value) {
            if $0.findWholeAddress(bytes, value) { return }
            let isName = HostName.isName(bytes, value)
            // Of a name with a token in it, or with an address of which nobody knows the order, no part is worth keeping.
            if isName,
                bytes.firstIndex(of: "eyJ", in: value) != nil || bytes.firstIndex(of: "bosh", in: value) != nil
                    || $0.hasGarbledAddress(bytes, value)
            {
                $0.add(.hostName, .hostName, value, role: .client)
                return
            }
            let before = $0.found.count
            $0.scan(bytes, value, in: value, role: .client, scanner: &$1)
            if isName, $0.found.count == before { $0.add(.hostName, .hostName, value, role: .client) }
        }
    }

    /// Finds what the target of a request says.
    mutating func findTarget(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        within(value) { $0.findTarget(bytes, value, role: .freeText, scanner: &$1) }
    }

    /// Finds what a path on an own site says.
    mutating func findPath(_ bytes: Span<UInt8>, _ path: Range<Int>, role: Role) {
        within(path) { $0.findPath(bytes, path, role: role, scanner: &$1) }
    }

    /// Whether the first address in a client's name is one of which nobody knows what it is.
    private mutating func hasGarbledAddress(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var scanner = CandidateScanner(from: value.lowerBound)
        var at = value.lowerBound
        while let candidate = scanner.firstCandidate(bytes, from: at, to: value.upperBound) {
            let verdict = detector.examine(bytes, record: value, floor: value.lowerBound, candidate: candidate)
            if verdict.isMatch { return detector.match.isGarbled }
            at = Swift.max(verdict.resume, candidate &+ 1)
        }
        return false
    }
}
