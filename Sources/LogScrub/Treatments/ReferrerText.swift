/// The parts of a referrer that its treatments need (RFC 3986, section 3).
struct ReferrerText {
    /// `https://meet.example.org`, the port included.
    var origin: Range<Int>
    var host: Range<Int>
    /// Where the path ends: at the query, the fragment, or the end of the value.
    var pathEnd: Int
    /// Whether a user name or password stands before the host.
    var hasUserInformation: Bool

    /// Takes a URL apart.
    ///
    /// - Returns: `nil` if the value is no absolute URL with a host: nothing of it can be vouched for.
    init?(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        var at = value.lowerBound
        while at < value.upperBound,
            bytes[at].isLetter || bytes[at].isDigit || bytes[at] == ASCII.hyphen || bytes[at] == ASCII.dot
        {
            at &+= 1
        }
        // JSON may escape the slashes.
        var slashes = 0
        guard at > value.lowerBound, at < value.upperBound, bytes[at] == ASCII.colon else { return nil }
        at &+= 1
        while at < value.upperBound, bytes[at] == ASCII.slash || bytes[at] == ASCII.backslash {
            if bytes[at] == ASCII.slash { slashes &+= 1 }
            at &+= 1
            if slashes == 2 { break }
        }
        guard slashes == 2 else { return nil }
        var hostStart = at
        var userInformation = false
        var authorityEnd = at
        while authorityEnd < value.upperBound {
            let byte = bytes[authorityEnd]
            if byte == ASCII.slash || byte == ASCII.question || byte == ASCII.hash || byte == ASCII.backslash { break }
            if byte == ASCII.at {
                hostStart = authorityEnd &+ 1
                userInformation = true
            }
            authorityEnd &+= 1
        }
        var hostEnd = hostStart
        if hostStart < authorityEnd, bytes[hostStart] == ASCII.leftBracket {
            hostEnd =
                bytes.firstIndex(of: ASCII.rightBracket, in: hostStart..<authorityEnd).map { $0 &+ 1 } ?? authorityEnd
        } else {
            while hostEnd < authorityEnd, bytes[hostEnd] != ASCII.colon { hostEnd &+= 1 }
        }
        guard hostEnd > hostStart else { return nil }
        // Only letters a host or port may have; anything else was put there to be misread.
        for i in hostStart..<authorityEnd {
            let byte = bytes[i]
            guard
                byte.isWord || byte == ASCII.hyphen || byte == ASCII.dot || byte == ASCII.colon
                    || byte == ASCII.leftBracket || byte == ASCII.rightBracket || byte >= 0x80
            else { return nil }
        }
        // A port is a number; a backslash is misread by some as a slash (JSON writes `\/`).
        if hostEnd < authorityEnd {
            guard bytes.endOfDigits(from: hostEnd &+ 1, before: authorityEnd) == authorityEnd else { return nil }
        }
        if authorityEnd < value.upperBound, bytes[authorityEnd] == ASCII.backslash {
            guard authorityEnd &+ 1 < value.upperBound, bytes[authorityEnd &+ 1] == ASCII.slash else { return nil }
        }
        var end = authorityEnd
        while end < value.upperBound, bytes[end] != ASCII.question, bytes[end] != ASCII.hash { end &+= 1 }
        origin = value.lowerBound..<authorityEnd
        host = hostStart..<hostEnd
        pathEnd = end
        hasUserInformation = userInformation
    }
}
