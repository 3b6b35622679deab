/// Prosody, to a file, to a console, through Docker or syslog.
///
/// ```
/// Aug 25 10:11:12 c2s5581e7a3a4d0<TAB>info<TAB>message
/// 2026-08-25 10:11:12 mod_bosh            info<TAB>message
/// Aug 25 10:11:12 host prosody[901]: c2s5581e7a3a4d0: message
/// ```
///
/// Source: Prosody `core/loggingmanager.lua`. A terminal gets the level in color. All of it is free text; lines that begin with a
/// tab go on with the record before them.
enum ProsodyLog {
    static func recognizes(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let head = record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 192)
        let tab = bytes.firstIndex(of: ASCII.tab, in: head)
        return recognizes(
            bytes, record, tab: tab, bracket: tab == nil ? bytes.firstIndex(of: ASCII.leftBracket, in: head) : nil)
    }

    /// - Parameters:
    ///   - tab: The first tab; the level stands behind it, or before it.
    ///   - bracket: The first bracket; in a header of syslog it stands behind the program's name.
    @inline(__always)
    static func recognizes(_ bytes: Span<UInt8>, _ record: Range<Int>, tab: Int?, bracket: Int?) -> Bool {
        if let tab {
            if isLevel(bytes, from: tab &+ 1, to: record.upperBound) { return true }
            var start = tab
            while start > record.lowerBound, !bytes[start &- 1].isBlank, tab &- start < 20 { start &-= 1 }
            return start < tab && isLevel(bytes, from: start, to: record.upperBound)
        }
        guard let bracket else { return false }
        return bytes.has(" prosody", at: bracket &- 8, before: bracket)
    }

    /// Whether a text that syslog has taken begins with the source of a record: `c2s5581e7a3a4d0: Client connected`. A line of a stanza may begin so too,
    /// if somebody has written it: then that line is a record of its own.
    static func beginsWithSource(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        let start = text.lowerBound
        let end = bytes.endOfRun(from: start, to: Swift.min(text.upperBound, start &+ 256)) {
            $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.colon))
        }
        guard end > start &+ 1, end < text.upperBound, bytes[end] == ASCII.space, bytes[end &- 1] == ASCII.colon else {
            return false
        }
        let source = start..<end &- 1
        for prefix: StaticString in ["c2s", "s2sin", "s2sout", "bosh", "component", "ws", "runner"] {
            let rest = start &+ prefix.utf8CodeUnitCount
            // The object's address, or the session's id.
            if bytes.has(prefix, at: start, before: source.upperBound), rest < source.upperBound,
                bytes[rest].isHexDigit || bytes[rest] == UInt8(ascii: "s")
            {
                return true
            }
        }
        if bytes.has("mod_", at: start, before: source.upperBound) || sources.contains(bytes, source) { return true }
        // `conference.meet.example.org:muc_lobby_rooms`: a module on a host.
        guard let colon = bytes.firstIndex(of: ASCII.colon, in: source) else { return false }
        return bytes.firstIndex(of: ASCII.dot, in: start..<colon) != nil && colon &+ 1 < source.upperBound
    }

    /// The names that the server's own parts log under (`logger.init`).
    private static let sources = WordSet(
        "general", "startup", "portmanager", "hostmanager", "modulemanager", "certmanager", "usermanager",
        "rostermanager",
        "storagemanager", "statsmanager", "sessionmanager", "stanzarouter", "router", "server", "server_epoll",
        "server_event", "server_select", "socket", "adns", "unbound", "x509", "config", "http", "pluginloader",
        "timer", "watchdog", "promise", "datamanager", "sql", "tls", "presencemanager", "s2smanager", "c2smanager")

    /// From where on a record with a plain head may hold something: `Aug 25 10:11:12 c2s5581e7a3a4d0<TAB>info<TAB>Client connected`.
    ///
    /// No header stands before such a record: `TextEnvelope` rules one out where a tab ends the source.
    ///
    /// - Returns: The tab before the message, or the source if that is more than a word; `nil` if the head is another one.
    /// - Precondition: 128 bytes can be read behind the limit; checked.
    @inline(__always)
    static func search(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int? {
        // `Mmm dd hh:mm:ss `; a blank may stand for the first digit of the day.
        let head = ByteVector(bytes, at: start)
        guard head.digits.bits | 1 &<< 4 == 0b0110_1101_1011_0000,
            head.mask(of: ASCII.colon).bits == 1 &<< 9 | 1 &<< 12,
            head.mask(of: ASCII.space).bits | 1 &<< 4 == 0b1000_0000_0101_1000, bytes[start].isLetter,
            bytes[start &+ 1] >= UInt8(ascii: "a")
        else { return nil }
        let source = start &+ 16
        var tab = bytes.endOfRun(from: source, to: source &+ 63) { $0.wordBytes }
        // A token has twenty bytes and more.
        let isWord = bytes[tab] == ASCII.tab && tab &- source < 20
        if !isWord {
            tab = bytes.endOfRun(from: tab, to: source &+ 63) {
                $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.colon))
            }
        }
        guard bytes[tab] == ASCII.tab, tab > source else { return nil }
        let level = bytes.word(at: tab &+ 1)
        var end = tab &+ 5
        if Span.isEqual(level, "debug\t") || Span.isEqual(level, "error\t") {
            end = tab &+ 6
        } else if !Span.isEqual(level, "info\t"), !Span.isEqual(level, "warn\t") {
            return nil
        }
        return end < limit ? isWord ? end : source : nil
    }

    private static func isLevel(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var at = start
        if bytes.has("\u{1B}[", at: at, before: end) {
            while at < end, bytes[at] != UInt8(ascii: "m") { at &+= 1 }
            at &+= 1
        }
        for level: StaticString in ["info", "debug", "warn", "error"] where bytes.has(level, at: at, before: end) {
            let next = at &+ level.utf8CodeUnitCount
            return next < end && (bytes[next] == ASCII.tab || bytes[next] == ASCII.escape)
        }
        return false
    }
}
