/// The paths of a Jitsi Meet server: which segments name a room.
///
/// `/room`, `/tenant/room`, `/endpoint/…`, `/tenant/endpoint/…`. Sources: Jitsi Meet's nginx template and its `getRoomName`.
enum JitsiPath {
    /// First segments that are no rooms.
    ///
    /// Who asks for each record holds them: a static property is looked after at each use.
    static let endpoints = WordSet(
        "libs", "css", "static", "images", "fonts", "lang", "sounds", ".well-known", "transcripts", "config.js",
        "external_api.js", "interface_config.js", "manifest.json", "pwa-worker.js", "_api", "_unlock", "_load-test",
        "http-bind",
        "xmpp-websocket", "colibri-ws", "conference-request", "etherpad", "rtcstats-ws", "rtc-visualizer", "socket.io",
        "favicon.ico", "robots.txt", "about", "colibri-relay-ws")

    /// The endings of what web servers are asked for, besides those of other files.
    private static let webEndings = WordSet(
        "php5", "php7", "phtml", "xhtml", "shtml", "ashx", "asmx", "jspx", "eot", "zip", "rar", "7z", "webmanifest",
        "wasm",
        "do", "action", "cfm", "pl", "py", "sh", "dll", "axd", "rss", "atom", "git", "svn", "htaccess", "htpasswd",
        "ds_store", "save", "orig", "backup", "dist", "inc", "db", "sqlite", ignoresCase: true)

    /// The endings of programs: what stands behind one in a path is told to it (`PATH_INFO` of RFC 3875), and names no room.
    private static let scripts = WordSet(
        "php", "php5", "php7", "phtml", "asp", "aspx", "ashx", "asmx", "jsp", "jspx", "cgi", "pl", "py", "cfm", "dll",
        ignoresCase: true)

    /// Whether a segment is the name of a program.
    static func isScript(_ bytes: Span<UInt8>, _ segment: Range<Int>) -> Bool {
        guard let dot = bytes.lastIndex(of: ASCII.dot, in: segment), dot > segment.lowerBound else { return false }
        return scripts.contains(bytes, dot &+ 1..<segment.upperBound)
    }

    /// Folders that others look for, and no room is called: hidden ones, and those of well-known programs.
    private static let folders = WordSet(
        "wp-admin", "wp-includes", "wp-content", "cgi-bin", "phpmyadmin", "phpMyAdmin", "pma", "owa", "autodiscover")

    /// Whether a segment is such a folder: what stands behind it names no room either.
    static func isFolder(_ bytes: Span<UInt8>, _ segment: Range<Int>) -> Bool {
        guard segment.count > 2 else { return false }
        if bytes[segment.lowerBound] == ASCII.dot { return isFile(bytes, segment) }
        return folders.contains(bytes, segment)
    }

    /// Whether a segment is the name of a file that no room has: it begins with a dot, or has the ending of a web file.
    static func isFile(_ bytes: Span<UInt8>, _ segment: Range<Int>) -> Bool {
        guard segment.count > 1, let dot = bytes.lastIndex(of: ASCII.dot, in: segment) else { return false }
        for at in segment
        where !bytes[at].isWord && bytes[at] != ASCII.dot && bytes[at] != ASCII.hyphen && bytes[at] != UInt8(ascii: "~")
        {
            return false
        }
        // `/..` goes up, and is no name.
        if bytes[segment.lowerBound] == ASCII.dot {
            let next = bytes[segment.lowerBound &+ 1]
            return next.isLetter || next == ASCII.dot && segment.count == 2
        }
        let ending = dot &+ 1..<segment.upperBound
        return KnownWords.fileEndings.contains(bytes, ending) || webEndings.contains(bytes, ending)
    }

    /// Endpoints that no other server has.
    private static let telling = WordSet(
        "http-bind", "xmpp-websocket", "colibri-ws", "conference-request", "_api", "_unlock", "colibri-relay-ws")

    static func isEndpoint(_ bytes: Span<UInt8>, _ segment: Range<Int>) -> Bool { endpoints.contains(bytes, segment) }

    /// Whether what stands behind an endpoint is named after a room: the pads of Etherpad, and transcripts.
    ///
    /// - Returns: Where that begins, or `nil`.
    static func room(_ bytes: Span<UInt8>, behind endpoint: Range<Int>, to end: Int) -> Int? {
        if bytes.has("etherpad/p/", at: endpoint.lowerBound, before: end) { return endpoint.lowerBound &+ 11 }
        if bytes.has("transcripts/", at: endpoint.lowerBound, before: end) { return endpoint.lowerBound &+ 12 }
        return nil
    }

    /// Whether a segment says that the server is one of Jitsi Meet.
    static func isTelling(_ bytes: Span<UInt8>, _ segment: Range<Int>) -> Bool { telling.contains(bytes, segment) }

    private static let namespaceHosts = WordSet("jabber.org", "jitsi.org", "etherx.jabber.org", "www.w3.org")

    /// Whether a host is one whose URLs name XML namespaces.
    static func isNamespaceHost(_ bytes: Span<UInt8>, _ host: Range<Int>) -> Bool {
        namespaceHosts.contains(bytes, host)
    }

    /// The end of the segment that begins at `start`: the next slash, which JSON may write `\/`.
    @inline(__always)
    static func endOfSegment(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = start
        while true {
            at = bytes.firstIndex(from: at, to: end) { $0.mask(of: ASCII.slash).union($0.mask(of: ASCII.backslash)) }
            if at >= end || bytes[at] == ASCII.slash || at &+ 1 < end && bytes[at &+ 1] == ASCII.slash { return at }
            at &+= 1
        }
    }
}

/// The parameters of a query (RFC 3986, section 3.4) that name nobody.
enum QueryKey {
    enum Meaning { case stays, room, goes }

    /// - Precondition: Eight bytes can be read from the beginning of the key on; checked.
    @inline(always)
    static func meaning(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Meaning {
        let word = bytes.word(at: key.lowerBound)
        return switch key.upperBound &- key.lowerBound {
        case 1: Span.isEqual(word, "v") ? .stays : .goes
        case 4: Span.isEqual(word, "room") ? .room : .goes
        case 5: Span.isEqual(word, "vnode") ? .stays : .goes
        case 6: Span.isEqual(word, "prefix") ? .room : .goes
        case 7: Span.isEqual(word, "release") ? .stays : .goes
        default: .goes
        }
    }

    /// Whether the value of a parameter that stays is harmless: a version, not a name.
    static func isPlain(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard value.count <= 24 else { return false }
        for at in value where !bytes[at].isWord && bytes[at] != ASCII.dot && bytes[at] != ASCII.hyphen { return false }
        // Four numbers may be a version, or somebody's address; without a dot there is none.
        return bytes.firstIndex(of: ASCII.dot, in: value) == nil || !AddressDetector.isAddress(bytes, value)
    }
}
