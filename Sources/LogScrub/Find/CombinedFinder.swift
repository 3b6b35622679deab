/// Finds what is personal in a record of the combined format, by its fields. Knows neither policy nor output.
struct CombinedFinder {
    private let path: RequestPath

    /// - Parameter hasRooms: Whether paths name rooms.
    init(hasRooms: Bool) { path = RequestPath(hasRooms: hasRooms) }

    /// Adds the findings of one record, in order and none over another.
    ///
    /// - Returns: `false` if a field holds what this way cannot read; nothing has been added then.
    @inline(always)
    func find(_ bytes: Span<UInt8>, _ record: CombinedRecord, into findings: inout FlatBuffer<FoundValue>) -> Bool {
        let before = findings.count
        guard let client = Self.client(bytes, record.client) else { return false }
        findings.append(client)
        guard Self.isPlain(bytes, record.requestEnd..<record.referrer.lowerBound),
            path.find(bytes, record.target, into: &findings)
        else {
            findings.truncate(to: before)
            return false
        }
        if !FieldMarks.isAbsent(bytes, record.referrer) {
            findings.append(FoundValue(.referrer, .referrer, record.referrer, role: .referrer))
        }
        findings.append(FoundValue(.userAgent, .userAgent, record.userAgent))
        return true
    }

    /// Whether nothing can be found in what stands around the status and the number of bytes, which mostly are digits: `" 200 512 "`.
    @inline(always)
    private static func isPlain(_ bytes: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        let text = ByteVector(bytes, at: gap.lowerBound)
        // A blank and a quote differ in one bit.
        let plain = text.digits.union(text.mask(of: ASCII.quote, ignoring: 2)).bits
        let length = gap.upperBound &- gap.lowerBound
        return (~plain).trailingZeroBitCount >= length || CandidateScanner.isPlain(bytes, gap)
    }

    /// The client, which mostly is an address as programs write it.
    ///
    /// - Returns: `nil` if what stands in its place is more than one word.
    @inline(always)
    private static func client(_ bytes: Span<UInt8>, _ client: Range<Int>) -> FoundValue? {
        if let address = IPv4Text.parse(bytes, filling: client) {
            return FoundValue(.address, .client4, client, detail: address.rawValue)
        }
        if let head = IPv6Text.head(bytes, filling: client) {
            return FoundValue(.address, .client6, client, detail: head)
        }
        return CombinedRecord.isWord(bytes, client) ? FoundValue(.address, .client, client) : nil
    }
}
