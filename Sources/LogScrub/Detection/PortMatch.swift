/// Ports, in the forms in which logs put them beside an address.
extension PortMatch {
    /// Reads a port number that fills `range`.
    ///
    /// - Returns: `nil` unless it is one to five digits and at most 65535.
    /// - Precondition: Sixteen bytes can be read from its beginning on; checked.
    @inline(__always)
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> PortMatch? {
        guard range.count >= 1, range.count <= 5, digits(bytes, from: range.lowerBound) >= range.count else {
            return nil
        }
        let value = bytes.decimal(at: range.lowerBound, length: range.count)
        return value <= 65535 ? PortMatch(range: range, value: value) : nil
    }

    /// How many digits stand at `start`, at most sixteen.
    @inline(__always)
    private static func digits(_ bytes: Span<UInt8>, from start: Int) -> Int {
        (~ByteVector(bytes, at: start).digits.bits).trailingZeroBitCount
    }

    /// Ports on which the servers of a Jitsi installation and their usual neighbors listen. They name a service, not a client.
    static func isService(_ port: Int) -> Bool {
        switch port {
        case 22, 25, 53, 80, 110, 143, 443, 465, 500, 587, 853, 993, 995, 1194, 1812, 3306, 3478, 4443, 4500, 5222,
            5269, 5280,
            5347, 5349, 5432, 6379, 8080, 8443, 8888, 9090, 10000, 11211, 27017:
            true
        default: false
        }
    }

    /// The port after an address that ends at `end`, if one is there.
    @inline(__always)
    static func after(_ bytes: Span<UInt8>, address end: Int, record: Range<Int>) -> PortMatch? {
        guard end &+ 1 < record.upperBound else { return nil }
        switch bytes[end] {
        case ASCII.hash
        where AddressDetector.isControlOctal(bytes, end &+ 1, record.upperBound)
            || AddressDetector.isHAProxyEscape(bytes, end, record.upperBound)
                && (bytes[end &+ 2].isLetter || !bytes[end &+ 3].isDigit):
            return nil
        case ASCII.colon, ASCII.hash:
            return number(bytes, from: end &+ 1, to: record.upperBound)
        case ASCII.rightBracket where bytes[end &+ 1] == ASCII.colon:
            return number(bytes, from: end &+ 2, to: record.upperBound)
        case ASCII.ampersand, ASCII.rightBracket:
            return escapedNumber(bytes, from: end, to: record.upperBound)
        case ASCII.percent:
            if let port = escapedNumber(bytes, from: end, to: record.upperBound) { return port }
            return behindZone(bytes, address: end, record: record)
        case ASCII.space:
            let next = bytes[end &+ 1]
            guard
                next == UInt8(ascii: "p") || next == UInt8(ascii: "r") || next == UInt8(ascii: "o")
                    || next == ASCII.leftParenthesis || next.isDigit
            else { return nil }
            return beside(bytes, address: end, to: record.upperBound)
        case ASCII.backslash:
            return escapedNumber(bytes, from: end, to: record.upperBound)
                ?? beside(bytes, address: end, to: record.upperBound)
        case ASCII.slash, ASCII.leftParenthesis:
            return behindSlash(bytes, end, to: record.upperBound)
        case ASCII.comma, ASCII.quote, ASCII.apostrophe:
            return beside(bytes, address: end, to: record.upperBound)
        default:
            return nil
        }
    }

    /// The port behind a zone (RFC 4007, section 11), which stands between an address and its bracket, or right before the port: `fe80::7%eth0:51514`.
    @inline(never)
    private static func behindZone(_ bytes: Span<UInt8>, address end: Int, record: Range<Int>) -> PortMatch? {
        var at = end &+ 1
        while at < record.upperBound, at &- end < 32,
            bytes[at].isWord || bytes[at] == ASCII.hyphen || bytes[at] == ASCII.dot
        {
            at &+= 1
        }
        // A name of a device, or its number; `%203.0.113.7` is something else.
        let isNumber = bytes.endOfDigits(from: end &+ 1, before: at) == at
        // In a URI the sign is escaped, `%25eth0` (RFC 6874).
        let name = bytes.has("25", at: end &+ 1, before: at) ? end &+ 3 : end &+ 1
        guard at &+ 1 < record.upperBound, bytes[name].isLetter || isNumber || bytes[at] == ASCII.rightBracket
        else {
            return nil
        }
        if bytes[at] == ASCII.percent { return escapedNumber(bytes, from: at, to: record.upperBound) }
        // `eth0:1` is a second name of a device: without a bracket, a number has to be that of a client's port.
        let port = after(bytes, address: at, record: record)
        return bytes[at] == ASCII.colon && (port?.value ?? 0) < 1024 ? nil : port
    }

    /// The port as firewalls write it: `203.0.113.7/51514`, `203.0.113.7(51514)`. Lower numbers are those of prefixes and counts.
    @inline(never)
    private static func behindSlash(_ bytes: Span<UInt8>, _ sign: Int, to end: Int) -> PortMatch? {
        let numberEnd = bytes.endOfDigits(from: sign &+ 1, before: end, atMost: 6)
        guard let port = read(bytes, sign &+ 1..<numberEnd), port.value >= 1024 else { return nil }
        let next = numberEnd < end ? bytes[numberEnd] : ASCII.space
        if beginsAddress(bytes, numberEnd, end) { return nil }
        if bytes[sign] == ASCII.leftParenthesis { return next == ASCII.rightParenthesis ? port : nil }
        let goesOn =
            next.isWord || next == ASCII.slash || next == ASCII.hyphen
            || next == ASCII.dot && numberEnd &+ 1 < end && bytes[numberEnd &+ 1].isWord
        return goesOn ? nil : port
    }

    /// A number that can be a port: not the beginning of a longer number, of a time or of another address.
    @inline(__always)
    private static func number(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> PortMatch? {
        let numberEnd = Swift.min(start &+ digits(bytes, from: start), end)
        guard numberEnd > start, let port = read(bytes, start..<numberEnd) else { return nil }
        guard numberEnd &+ 1 < end else { return port }
        let after = bytes[numberEnd &+ 1]
        switch bytes[numberEnd] {
        case ASCII.colon:
            // `203.0.113.7:12:34:56` is a time behind an address, `203.0.113.7:2001:db8::7` another address.
            if after == ASCII.colon || numberEnd &- start <= 4 && after.isHexDigit { return nil }
        case ASCII.dot:
            guard after.isDigit else { break }
            let next = bytes.endOfDigits(from: numberEnd &+ 1, before: end)
            if port.value <= 255 || next &+ 1 < end && bytes[next] == ASCII.dot && bytes[next &+ 1].isDigit {
                return nil
            }
        default: if beginsAddress(bytes, numberEnd, end) { return nil }
        }
        return port
    }

    /// Whether a number is the first one of another address: a group behind it, or an escaped dot or colon.
    @inline(__always)
    private static func beginsAddress(_ bytes: Span<UInt8>, _ numberEnd: Int, _ end: Int) -> Bool {
        switch bytes[numberEnd] {
        case ASCII.percent, ASCII.backslash, ASCII.ampersand:
            guard let next = AddressDetector.character(bytes, at: numberEnd, to: end) else { return false }
            return next.escape != nil && (next.value == ASCII.dot || next.value == ASCII.colon)
        case ASCII.colon: return beginsGroup(bytes, numberEnd, end)
        case let byte: return byte.isHexDigit && beginsGroup(bytes, numberEnd, end)
        }
    }

    /// Whether a number that ends at `numberEnd` is the first group of an IPv6 address.
    @inline(__always)
    static func beginsGroup(_ bytes: Span<UInt8>, _ numberEnd: Int, _ end: Int) -> Bool {
        var at = numberEnd
        while at < end, at &- numberEnd < 4, bytes[at].isHexDigit { at &+= 1 }
        return at &+ 1 < end && bytes[at] == ASCII.colon && bytes[at &+ 1].isHexDigit != (bytes[at &+ 1] == ASCII.colon)
    }

    /// The port behind an escaped colon, and perhaps an escaped bracket: `%3A51514`, `%5D%3A51514`.
    @inline(never)
    private static func escapedNumber(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> PortMatch? {
        guard start < end, var next = AddressDetector.character(bytes, at: start, to: end) else { return nil }
        if next.value == ASCII.rightBracket {
            guard let colon = AddressDetector.character(bytes, at: next.end, to: end) else { return nil }
            next = colon
        }
        return next.value == ASCII.colon ? number(bytes, from: next.end, to: end) : nil
    }

    /// Ports that are a word or a field away: `, 36142,` of Prosody, ` 26330 typ` and ` rport 26330` of ICE, ` port 50312` of
    /// sshd, `,port=51514` of Java, `' port='46862'` of XML.
    private static func beside(_ bytes: Span<UInt8>, address end: Int, to limit: Int) -> PortMatch? {
        @inline(__always)
        func after(_ words: StaticString...) -> Int? {
            for word in words where bytes.has(word, at: end, before: limit) { return end &+ word.utf8CodeUnitCount }
            return nil
        }
        switch bytes[end] {
        case ASCII.space:
            if let start = after(" port=", " port: ", " on port ", " (port ") {
                return number(bytes, from: start, to: limit)
            }
            if let start = after(" port ", " rport ") {
                // What is called a port is one, whatever follows: `port 1678:11: Bye Bye`.
                let stop = bytes.endOfDigits(from: start, before: limit, atMost: 6)
                if stop < limit, bytes[stop] == ASCII.colon { return read(bytes, start..<stop) }
                return number(bytes, from: start, to: limit)
            }
            guard bytes[end &+ 1].isDigit, let port = number(bytes, from: end &+ 1, to: limit) else { return nil }
            return bytes.has(" typ ", at: port.range.upperBound, before: limit) ? port : nil
        case ASCII.comma:
            if let start = after(",port=", ", port=", ", port ", ", port: ") {
                return number(bytes, from: start, to: limit)
            }
            guard bytes[end &+ 1] == ASCII.space, let port = number(bytes, from: end &+ 2, to: limit),
                port.range.upperBound < limit
            else { return nil }
            let next = bytes[port.range.upperBound]
            return next == ASCII.comma || next == ASCII.rightParenthesis ? port : nil
        default:
            let start = after(
                "' port='", "\" port=\"", "' rel-port='", "\" rel-port=\"", "\\\" port=\\\"", "\\\" rel-port=\\\"")
            if let start { return number(bytes, from: start, to: limit) }
            // `{'ip': '203.0.113.7', 'port': 51514}` of Python, `{ ip: '203.0.113.7', port: 51514 }` of Node.js, and Ruby's.
            let dictionary = after(
                "', 'port': ", "', port: ", "\", port: ", "\", :port=>", "\", \"port\"=>", "\", \"port\" => ")
            if let dictionary { return number(bytes, from: dictionary, to: limit) }
            // `('203.0.113.7', 51514)` of Python, `["203.0.113.7",51514]`
            guard let start = after("', ", "\", ", "\",", "',"), let port = number(bytes, from: start, to: limit),
                port.range.upperBound < limit
            else { return nil }
            let next = bytes[port.range.upperBound]
            return next == ASCII.rightParenthesis || next == ASCII.rightBracket
                // `('2001:db8::7', 51514, 0, 0)`
                || bytes.has(", 0, ", at: port.range.upperBound, before: limit) ? port : nil
        }
    }

    /// The `port` attribute of the XML element in whose `ip` attribute an address stands (colibri and jingle candidates). The order
    /// of attributes means nothing.
    ///
    /// - Parameter address: The address within its quotes.
    static func attribute(_ bytes: Span<UInt8>, beside address: Range<Int>, record: Range<Int>) -> PortMatch? {
        // In a string the quotes are escaped.
        let name =
            address.lowerBound &- (bytes.has("\\", at: address.lowerBound &- 2, before: address.lowerBound) ? 2 : 1)
        let isRelated = bytes.has("rel-addr=", at: name &- 9, before: name)
        guard
            isRelated || bytes.has(" ip=", at: name &- 4, before: name)
                || bytes.has(" host=", at: name &- 6, before: name)
        else { return nil }
        let before = Swift.max(record.lowerBound, address.lowerBound &- 512)..<address.lowerBound
        let behind = address.upperBound..<Swift.min(record.upperBound, address.upperBound &+ 512)
        let end = bytes.firstIndex(of: ASCII.greaterThan, in: behind) ?? behind.upperBound
        var at = bytes.lastIndex(of: ASCII.lessThan, in: before) ?? before.lowerBound
        while let hit = isRelated
            ? bytes.firstIndex(of: " rel-port=", in: at..<end) : bytes.firstIndex(of: " port=", in: at..<end)
        {
            at = hit &+ (isRelated ? 10 : 6)
            let quote = bytes.has("\\", at: at, before: end) ? at &+ 1 : at
            guard quote < end, bytes[quote] == ASCII.quote || bytes[quote] == ASCII.apostrophe else { continue }
            let digits = quote &+ 1
            let digitsEnd = bytes.endOfDigits(from: digits, before: end, atMost: 6)
            if let port = read(bytes, digits..<digitsEnd) { return port }
        }
        return nil
    }
}
