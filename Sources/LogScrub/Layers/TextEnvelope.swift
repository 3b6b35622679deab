/// The header that syslog, journalctl or Docker has put before a record of another format.
///
/// ```
/// Aug 25 10:11:12 host tag[pid]: record                      RFC 3164, journalctl -o short
/// <190>Aug 25 10:11:12 host tag: record                      the same on the wire
/// <190>1 2026-08-25T10:11:12Z host app 812 - [id k="v"] record   RFC 5424
/// 2026-08-25T10:11:12.123456+02:00 host tag: record          rsyslog's files, journalctl -o short-iso
/// Tue 2026-08-25 10:11:12 UTC host unit[pid]: record         journalctl -o short-full, with-unit
/// 1787652672.000000 host tag[pid]: record                    journalctl -o short-unix
/// [  100.000000] host tag[pid]: record                       journalctl -o short-monotonic
///     FIELD=record                                           journalctl -o verbose
/// service-1  | 2026-08-25T08:11:12.123456789Z record         docker compose logs, docker logs -t
/// ```
///
/// Sources: RFC 3164, RFC 5424, rsyslog `tools/smtradfile.c` and `smfile.c`, systemd `logs-show.c`, Docker Compose. A header is free
/// text (the host may be an address); only where the record begins is found out here.
struct TextEnvelope {
    /// Where the record begins: at the beginning of the line if nothing stands before it.
    var start: Int
    var kind = Kind.none
    /// Where the header's time begins, the outermost if it has two.
    var stamp: Int?

    enum Kind {
        /// There is no header.
        case none
        /// One of syslog, or of journalctl in the same manner: control characters in the record may be written `#012`.
        case syslog
        /// The name of a field, of `journalctl -o verbose`.
        case verboseField
        /// One of Docker.
        case docker
    }

    /// Takes the header from a line.
    init(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        start = line.lowerBound
        if !Self.isRuledOut(bytes, line) { self = Self.read(bytes, line) }
    }

    /// A line that is known to have no header.
    init(noneAt start: Int) { self.start = start }

    private init(start: Int, kind: Kind, stamp: Int? = nil) {
        self.start = start
        self.kind = kind
        self.stamp = stamp
    }

    /// Whether the first bytes rule out a header, and an object too. Most records have none, and pay no more than this.
    @inline(__always)
    static func isRuledOut(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let at = line.lowerBound
        let first = bytes[at]
        if first.isDigit {
            // A year, or the seconds since 1970: both begin with four digits, an IPv4 address with three at most.
            return bytes.word(at: at) & 0xF0F0_F0F0 != 0x3030_3030
                || bytes[at &+ 10] != UInt8(ascii: "T") && bytes[at &+ 10] != ASCII.dot
        }
        guard first.isLetter else {
            return first != UInt8(ascii: "<") && first != ASCII.leftBracket && first != ASCII.leftBrace
                && first != ASCII.space && first != ASCII.escape && first != 0x1E
        }
        // The name of a month or a day has small letters, that of a service is not long.
        if bytes[at &+ 3] == ASCII.space, bytes[at &+ 1] >= UInt8(ascii: "a") { return isProsody(bytes, at) }
        return first != UInt8(ascii: "d") && ByteBlock(bytes, at: at).mask(of: UInt8(ascii: "|")) == 0
    }

    /// Whether a line is `Aug 25 10:11:12 source<TAB>…`: the tag of a header ends with a blank.
    @inline(__always)
    private static func isProsody(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        guard bytes[at &+ 5].isDigit, bytes[at &+ 6] == ASCII.space, bytes[at &+ 9] == ASCII.colon,
            bytes[at &+ 12] == ASCII.colon, bytes[at &+ 15] == ASCII.space
        else { return false }
        let block = ByteBlock(bytes, at: at &+ 16)
        let tabs = block.mask(of: ASCII.tab)
        let before = tabs & (0 &- tabs) &- 1
        return tabs != 0 && block.mask { $0.mask(from: 0, count: 33) } & before == 0
    }

    @inline(never)
    private static func read(_ bytes: Span<UInt8>, _ line: Range<Int>) -> TextEnvelope {
        let end = line.upperBound
        var at = line.lowerBound
        var stamp: Int?
        if let start = compose(bytes, at, end) {
            at = start
            if let start = dockerTime(bytes, at, end) {
                stamp = at
                at = start
            }
        }
        if let start = syslog(bytes, at, end) {
            return TextEnvelope(start: start, kind: .syslog, stamp: stamp ?? behindPriority(bytes, at, end))
        }
        if let start = dockerTime(bytes, at, end) {
            return TextEnvelope(start: start, kind: .docker, stamp: stamp ?? at)
        }
        if let equals = verboseField(bytes, line)?.upperBound {
            return TextEnvelope(start: equals &+ 1, kind: .verboseField)
        }
        return TextEnvelope(start: at, kind: at > line.lowerBound ? .docker : .none, stamp: stamp)
    }

    // MARK: Docker

    /// The end of `service-1  | `, colored on a terminal.
    private static func compose(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let name = color(bytes, start, end)
        var at = name
        while at < end, bytes[at].isWord || bytes[at] == ASCII.hyphen || bytes[at] == ASCII.dot { at &+= 1 }
        guard at > name else { return nil }
        let blank = at
        while at < end, bytes[at] == ASCII.space { at &+= 1 }
        guard at > blank, bytes.has("| ", at: at, before: end) else { return nil }
        return color(bytes, at &+ 2, end)
    }

    /// The end of a sequence that sets a color, if there is one.
    private static func color(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard bytes.has("\u{1B}[", at: start, before: end) else { return start }
        var at = start &+ 2
        while at < end, bytes[at].isDigit || bytes[at] == ASCII.semicolon { at &+= 1 }
        return at < end && bytes[at] == UInt8(ascii: "m") ? at &+ 1 : start
    }

    /// The end of `2026-08-25T08:11:12.123456789Z `: Docker writes the nanoseconds.
    private static func dockerTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard let time = isoTime(bytes, start, end), time &- start >= 22, bytes.has("Z ", at: time &- 1, before: end)
        else {
            return nil
        }
        return time &+ 1
    }

    // MARK: journalctl -o verbose

    /// The name of the field in a line of `journalctl -o verbose`; `=` and the value follow.
    static func verboseField(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        guard bytes.has("    ", at: line.lowerBound, before: line.upperBound) else { return nil }
        let name = line.lowerBound &+ 4
        let end = JournalField.endOfName(bytes, name..<line.upperBound)
        return end > name && end < line.upperBound && bytes[end] == ASCII.equals ? name..<end : nil
    }

    /// Whether a line begins an entry of `journalctl -o verbose`: `Tue 2026-08-25 10:11:12.000000 UTC [s=…;i=…`.
    static func isVerboseHead(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard let time = fullTime(bytes, line.lowerBound, line.upperBound) else { return false }
        return bytes.has(" [s=", at: time, before: line.upperBound)
    }

    // MARK: syslog and journalctl

    /// The end of a header of syslog, or of one that journalctl writes in the same manner.
    private static func syslog(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        if let priority = priority(bytes, start, end) {
            if bytes.has("1 ", at: priority, before: end), let message = structured(bytes, priority &+ 2, end) {
                return message
            }
            return timeAndTag(bytes, priority, end) ?? priority
        }
        return timeAndTag(bytes, start, end)
    }

    /// The end of `<190>`.
    private static func priority(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "<") else { return nil }
        let digits = bytes.endOfDigits(from: start &+ 1, before: end, atMost: 3)
        return digits > start &+ 1 && digits < end && bytes[digits] == UInt8(ascii: ">") ? digits &+ 1 : nil
    }

    /// Where the time of a header of syslog begins, if it has one.
    private static func behindPriority(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard let priority = priority(bytes, start, end) else { return start }
        return bytes.has("1 ", at: priority, before: end) ? priority &+ 2 : priority
    }

    /// The end of what RFC 5424 has between the version and the message: five words and the structured data.
    private static func structured(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var at = start
        for _ in 0..<5 {
            guard let space = bytes.firstIndex(of: ASCII.space, in: at..<end), space > at else { return nil }
            at = space &+ 1
        }
        guard at < end else { return nil }
        if bytes[at] == ASCII.hyphen {
            at &+= 1
        } else {
            while at < end, bytes[at] == ASCII.leftBracket {
                guard let close = endOfElement(bytes, at &+ 1, end) else { return nil }
                at = close
            }
        }
        guard at < end else { return at }
        guard bytes[at] == ASCII.space else { return nil }
        at &+= 1
        // rsyslog writes the blank before a message, too.
        if bytes.has(" ", at: at, before: end) { at &+= 1 }
        return bytes.has("\u{FEFF}", at: at, before: end) ? at &+ 3 : at
    }

    /// The end of `id name="value" …]`; in values `"`, `\` and `]` are escaped by a backslash.
    private static func endOfElement(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var at = start
        var isQuoted = false
        while at < end {
            switch bytes[at] {
            case ASCII.backslash where isQuoted: at &+= 1
            case ASCII.quote: isQuoted.toggle()
            case ASCII.rightBracket where !isQuoted: return at &+ 1
            default: break
            }
            at &+= 1
        }
        return nil
    }

    /// The end of a time, a host name (which journalctl may leave out) and a tag: `tag: `, `tag[pid]: `.
    private static func timeAndTag(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard let time = time(bytes, start, end), time < end, bytes[time] == ASCII.space else { return nil }
        var at = time &+ 1
        for _ in 0..<2 {
            let word = at
            while at < end, bytes[at] > ASCII.space { at &+= 1 }
            guard at > word, at == end || bytes[at] == ASCII.space else { return nil }
            if bytes[at &- 1] == ASCII.colon, at &- 1 > word { return Swift.min(at &+ 1, end) }
            at &+= 1
        }
        return nil
    }

    private static func time(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start &+ 12 < end else { return nil }
        let first = bytes[start]
        if first == ASCII.leftBracket { return monotonicTime(bytes, start, end) }
        if first.isDigit {
            if bytes[start &+ 10] == UInt8(ascii: "T") { return isoTime(bytes, start, end) }
            let digits = bytes.endOfDigits(from: start, before: end)
            return digits &- start >= 9 ? fraction(bytes, digits, end) : nil
        }
        guard first.isLetter, bytes[start &+ 3] == ASCII.space else { return nil }
        return traditionalTime(bytes, start, end) ?? fullTime(bytes, start, end)
    }

    /// `Aug 25 10:11:12`, `Aug  5 10:11:12.123456`, `Aug 5 10:11:12`.
    private static func traditionalTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        // Some pad the day neither with a blank nor with a zero.
        let isPadded = bytes[start &+ 5] != ASCII.space
        let day = isPadded ? start &+ 5 : start &+ 4
        guard start &+ 15 < end, bytes[day].isDigit, bytes[day &+ 1] == ASCII.space,
            let seconds = timeOfDay(bytes, day &+ 2, end)
        else { return nil }
        return fraction(bytes, seconds, end) ?? seconds
    }

    /// `Tue 2026-08-25 10:11:12.123456 UTC`. (`JVB 2026-08-25 10:11:12.123 INFO: …` is a record of another kind.)
    private static func fullTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start &+ 25 < end, bytes[start &+ 1] >= UInt8(ascii: "a"), bytes[start &+ 8] == ASCII.hyphen,
            bytes[start &+ 11] == ASCII.hyphen,
            bytes[start &+ 14] == ASCII.space, let seconds = timeOfDay(bytes, start &+ 15, end)
        else { return nil }
        var at = fraction(bytes, seconds, end) ?? seconds
        guard at < end, bytes[at] == ASCII.space else { return nil }
        at &+= 1
        let zone = at
        while at < end, bytes[at] > ASCII.space { at &+= 1 }
        return at > zone && bytes[at &- 1] != ASCII.colon ? at : nil
    }

    /// `2026-08-25T10:11:12`, with or without a fraction and a zone.
    private static func isoTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start &+ 19 < end, bytes[start &+ 4] == ASCII.hyphen, bytes[start &+ 7] == ASCII.hyphen,
            bytes[start &+ 10] == UInt8(ascii: "T"), let seconds = timeOfDay(bytes, start &+ 11, end)
        else { return nil }
        var at = fraction(bytes, seconds, end) ?? seconds
        guard at < end else { return at }
        switch bytes[at] {
        case UInt8(ascii: "Z"): return at &+ 1
        case UInt8(ascii: "+"), ASCII.hyphen:
            at &+= 1
            while at < end, bytes[at].isDigit || bytes[at] == ASCII.colon { at &+= 1 }
            return at
        default: return at
        }
    }

    /// `[  100.000000]`.
    private static func monotonicTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var at = start &+ 1
        while at < end, bytes[at] == ASCII.space { at &+= 1 }
        let digits = bytes.endOfDigits(from: at, before: end)
        guard digits > at, let close = fraction(bytes, digits, end), close < end, bytes[close] == ASCII.rightBracket
        else {
            return nil
        }
        return close &+ 1
    }

    /// The end of `10:11:12`.
    private static func timeOfDay(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start &+ 8 <= end, bytes[start].isDigit, bytes[start &+ 2] == ASCII.colon,
            bytes[start &+ 5] == ASCII.colon,
            bytes[start &+ 7].isDigit
        else { return nil }
        return start &+ 8
    }

    /// The end of `.123456`.
    private static func fraction(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, bytes[start] == ASCII.dot || bytes[start] == ASCII.comma else { return nil }
        let digits = bytes.endOfDigits(from: start &+ 1, before: end)
        return digits > start &+ 1 ? digits : nil
    }
}
