/// A range of the input that holds personal data, as the finder hands it on: sixteen bytes, so that four of them fill a cache line.
///
/// It says nothing of what becomes of it.
struct FoundValue: BitwiseCopyable {
    /// Where it stands, or what it is besides its kind: how its text is to be read.
    enum Place: UInt8, BitwiseCopyable {
        /// The field of the client, which an IPv4 or an IPv6 address fills: `detail` holds the address, or its first 32 bits.
        case client4, client6
        /// The field of the client, which nobody has read.
        case client
        /// The name of the client's host.
        case hostName
        /// An address in text; `detail` says which one of the finder's.
        case address
        /// The port of the client, or of the other side, in a field of its own.
        case clientPort, peerPort
        /// The port in the element or the object of an address, of which `detail` says which one of the finder's it is.
        case attributePort
        /// A value in text.
        case value
        /// A number of JSON; `detail` says how many backslashes stand before quotes there.
        case number
        /// The field of a user.
        case userField
        /// A segment of a request's path.
        case path
        /// The target of a request, which nobody has read.
        case target
        /// A key and its value of which the value names a room, which nobody has read.
        case roomClause
        /// A query with its question mark, or a fragment; `detail` is 1 where the parameters are Jitsi's.
        case query
        /// A query in a field of its own, without its question mark; `detail` is 1 where the field may not be empty.
        case bareQuery
        /// A referrer with the clause that it stands in; `detail` holds how much of that stands before it and behind it.
        case referrer
        /// A user agent.
        case userAgent
    }

    /// Where it begins, and in the upper half where it ends: one load.
    private let bounds: UInt64
    /// What its recognizer has read of it and a treatment would have to read again.
    let detail: UInt32
    private let row: UInt8
    let place: Place
    /// What its place says about it.
    let role: Role

    /// - Precondition: The input is shorter than 4 GiB: it is a chunk, or a window.
    @inline(always)
    init(_ kind: Kind, _ place: Place, _ range: Range<Int>, role: Role = .freeText, detail: UInt32 = 0) {
        bounds =
            UInt64(truncatingIfNeeded: range.lowerBound) & 0xFFFF_FFFF
            | UInt64(truncatingIfNeeded: range.upperBound) &<< 32
        row = UInt8(truncatingIfNeeded: kind.index)
        self.place = place
        self.detail = detail
        self.role = role
    }

    @inline(always)
    var kind: Kind { Kind(Int(row)) }

    @inline(always)
    var range: Range<Int> { Int(bounds & 0xFFFF_FFFF)..<Int(bounds &>> 32) }
}
