/// The zone that a stamp says it is in.
enum StampZone: Equatable {
    /// So many seconds ahead of UTC.
    case ahead(Int64)
    /// It says none, or one by a name that does not say which (`CST`).
    case none
    case malformed

    /// What stands behind an ISO time: `Z`, `+02:00`, `+0200`, `+02`, ` UTC`, ` +0200`, or anything else.
    @inline(__always)
    static func iso(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> StampZone {
        switch bytes[start] {
        case UInt8(ascii: "Z"): .ahead(0)
        case ASCII.plus, ASCII.hyphen: bytes[start &+ 1].isDigit ? offset(bytes, start, end) : .none
        case ASCII.space: behindBlank(bytes, start &+ 1, end)
        default: .none
        }
    }

    @inline(__always)
    private static func behindBlank(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> StampZone {
        switch bytes[start] {
        case UInt8(ascii: "U"), UInt8(ascii: "G"):
            let isUTC = bytes.has("UTC", at: start, before: end) || bytes.has("GMT", at: start, before: end)
            return isUTC && (start &+ 3 == end || !bytes[start &+ 3].isWord) ? .ahead(0) : .none
        case ASCII.plus, ASCII.hyphen:
            // A number may follow that is no zone.
            let offset = offset(bytes, start, end)
            return offset == .malformed ? .none : offset
        default: return .none
        }
    }

    /// `+0200`, `+02:00`, `+02`: at most fifteen hours, as far as any zone has ever gone.
    static func offset(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> StampZone {
        guard start &+ 3 <= end, bytes[start] == ASCII.plus || bytes[start] == ASCII.hyphen,
            let hours = number(bytes, start &+ 1)
        else { return .malformed }
        var at = start &+ 3
        var minutes: Int64 = 0
        if at < end, bytes[at] == ASCII.colon { at &+= 1 }
        if at < end, bytes[at].isDigit {
            guard at &+ 2 <= end, let number = number(bytes, at) else { return .malformed }
            minutes = number
            at &+= 2
        }
        guard hours <= 15, minutes < 60, at == end || !bytes[at].isDigit else { return .malformed }
        let seconds = hours &* 3600 &+ minutes &* 60
        return .ahead(bytes[start] == ASCII.hyphen ? 0 &- seconds : seconds)
    }

    @inline(__always)
    private static func number(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
        guard bytes[start].isDigit, bytes[start &+ 1].isDigit else { return nil }
        return Int64(bytes[start] &- ASCII.zero) &* 10 &+ Int64(bytes[start &+ 1] &- ASCII.zero)
    }
}
