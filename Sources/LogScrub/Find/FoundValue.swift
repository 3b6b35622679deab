/// A range of the input that holds personal data, as the finder hands it on: sixteen bytes, so that four of them fill a cache line.
///
/// It says nothing of what becomes of it.
struct FoundValue: BitwiseCopyable {
    private let first: UInt32
    private let last: UInt32
    /// What its recognizer has read of it and a treatment would have to read again: of an IPv4 address the address, of an IPv6 address its first
    /// 32 bits.
    let detail: UInt32
    private let row: UInt8
    let place: Place

    /// Where in a record it stands.
    enum Place: UInt8, BitwiseCopyable {
        /// The field of the client, which an IPv4 or an IPv6 address fills, or something else.
        case client4, client6, client
        /// A segment of a request's path.
        case path
        /// The query of a request, with its question mark.
        case query
        /// The fields of an access log that are called so.
        case referrer, userAgent
    }

    /// - Precondition: The input is shorter than 4 GiB: it is a chunk, or a window.
    @inline(__always)
    init(_ kind: Kind, _ place: Place, _ range: Range<Int>, detail: UInt32 = 0) {
        first = UInt32(truncatingIfNeeded: range.lowerBound)
        last = UInt32(truncatingIfNeeded: range.upperBound)
        row = UInt8(truncatingIfNeeded: kind.index)
        self.place = place
        self.detail = detail
    }

    @inline(__always)
    var kind: Kind { Kind(Int(row)) }

    @inline(__always)
    var range: Range<Int> { Int(first)..<Int(last) }
}
