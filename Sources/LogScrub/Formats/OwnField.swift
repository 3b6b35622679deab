/// What a variable of a server's configuration holds.
struct OwnField: Sendable {
    /// What a value may look like.
    enum Shape: Sendable {
        /// Anything.
        case any
        /// Something without a blank or a quote.
        case word
        /// A number, or nothing.
        case number
        /// `25/Aug/2026:10:11:12 +0000`
        case localTime
        /// `2026-08-25T10:11:12+00:00`
        case isoTime
        /// Seconds since 1970, perhaps with a fraction.
        case epoch
        /// `HTTP/1.1`
        case version
    }

    /// What tells what a value is.
    enum Look: Sendable {
        /// What was said of it.
        case none
        /// A request line: its target is the field.
        case request
        /// A header that may be any: a URL is a referrer, what begins with a product an agent.
        case header
        /// A client with its port.
        case peer
        /// Headers that HAProxy has captured: `{host|agent}`.
        case captures
    }

    /// `nil` is searched as free text.
    var meaning: FieldMark.Meaning?
    var shape = Shape.any
    var look = Look.none

    static var text: OwnField { OwnField() }
    static var word: OwnField { OwnField(shape: .word) }
    static var number: OwnField { OwnField(shape: .number) }
    static var request: OwnField { OwnField(look: .request) }
    static var header: OwnField { OwnField(look: .header) }
    static var client: OwnField { OwnField(meaning: .client, shape: .word) }
    static var clientPort: OwnField { OwnField(meaning: .clientPort, shape: .number) }
    static var referrer: OwnField { OwnField(meaning: .referrer, shape: .word) }

    static func meaning(_ meaning: FieldMark.Meaning) -> OwnField { OwnField(meaning: meaning) }

    /// Whether it says more than a search in free text.
    var hasMeaning: Bool { meaning != nil || look != .none }

    /// Whether a visitor can have a say in what stands there.
    var isSent: Bool { shape == .any || shape == .word && meaning != .client && look != .peer }

    /// The kind of the value, where that is clear.
    var kind: Kind? {
        switch meaning {
        case .value(let kind)?, .bare(let kind)?: kind
        case .keyed(let meaning)?: meaning.kind
        case .user?: .user
        case nil: look == .none ? nil : .secret
        default: .secret
        }
    }

    /// Two fields of which nobody knows where one ends.
    func joined(to next: OwnField) -> OwnField {
        // `$host$request_uri`, `$uri$is_args$args`
        if next.meaning == .target || meaning == .target { return .meaning(.target) }
        switch (meaning, next.meaning) {
        case (nil, .query?), (nil, .queryColumn?): if look == .none { return .meaning(.query) }
        default: break
        }
        return hasMeaning || next.hasMeaning ? .meaning(.secret) : .text
    }

    /// Marks a value.
    func mark(_ bytes: Span<UInt8>, _ value: Range<Int>, into marks: inout FieldMarks) {
        switch shape {
        case .localTime, .isoTime, .epoch: marks.date = marks.date ?? value.lowerBound
        case .any, .word, .number, .version: break
        }
        // A value that is not there.
        guard let first = value.first, value.count > 1 || bytes[first] != ASCII.hyphen else { return }
        switch look {
        case .none: break
        case .request:
            if let target = AccessLog.target(bytes, value) {
                marks.add(.target, target)
            } else if !AccessLog.isEmptyRequest(bytes, value) {
                marks.add(.garbage, value)
            }
        case .header:
            if AccessLog.isURL(bytes, value) {
                marks.addReferrer(bytes, value)
            } else if AccessLog.looksLikeAgent(bytes, value) {
                marks.add(.userAgent, value)
            }
        case .peer:
            // Of an IPv6 address, the search in free text knows the port, and puts brackets around what is left.
            if bytes.firstIndex(of: ASCII.dot, in: value) != nil || bytes.firstIndex(of: "::", in: value) == nil {
                marks.addPeer(bytes, value, port: .clientPort)
            }
        case .captures: _ = RecordFormat.markCaptures(bytes, value, into: &marks)
        }
        switch meaning {
        case nil: return
        case .user?: if !RecordFormat.isNobody(bytes, value) { marks.add(.user, value) }
        case .target?: if let target = Self.target(bytes, value) { marks.add(.target, target) }
        case .referrer?: marks.addReferrer(bytes, value)
        case .keyed(let meaning)?: marks.add(.keyed(meaning), value, name: value.lowerBound..<value.lowerBound)
        case let meaning?: marks.add(meaning, value)
        }
    }

    /// A target, without the host before its path.
    private static func target(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Range<Int>? {
        guard bytes[value.lowerBound] != ASCII.slash else { return value }
        guard let slash = bytes.firstIndex(of: ASCII.slash, in: value) else { return nil }
        return bytes.has("://", at: slash - 1, before: value.upperBound) ? value : slash..<value.upperBound
    }
}

extension OwnField.Shape {
    /// Whether a value of this shape may begin a text.
    func mayBegin(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> Bool {
        let (start, end) = (rest.lowerBound, rest.upperBound)
        if start == end { return self == .any || self == .word || self == .number }
        // Nothing.
        if bytes[start] == ASCII.hyphen { return true }
        return switch self {
        case .any, .word: true
        case .number: bytes[start].isDigit || bytes[start] == ASCII.plus
        case .localTime: bytes.isLike("25/Aug/2026:10:11:12", at: start, before: end)
        case .isoTime: bytes.isLike("2026-08-25T10:11:12", at: start, before: end)
        case .epoch: bytes[start].isDigit
        case .version: bytes.has("HTTP/", at: start, before: end)
        }
    }

    /// Whether a value has this shape from its beginning to its end.
    func fits(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard self != .any, !value.isEmpty else { return true }
        guard mayBegin(bytes, value) else { return false }
        switch self {
        case .any: return true
        case .word, .version:
            for at in value where bytes[at].isBlank || bytes[at] == ASCII.quote { return false }
        case .number, .epoch:
            for at in value where !bytes[at].isDigit && !".+-".utf8.contains(bytes[at]) { return false }
        case .localTime: return value.count <= 26
        case .isoTime: return value.count <= 32 && bytes.firstIndex(of: ASCII.space, in: value) == nil
        }
        return true
    }
}
