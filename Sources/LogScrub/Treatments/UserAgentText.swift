/// User agents (RFC 9110, section 10.1.5), reduced to the product and its major version: `Firefox/128`.
///
/// Only products that are known by name are named: anybody can call a client after a person.
enum UserAgentText {
    /// Where the product stands in the text, counted from its beginning.
    struct Product {
        private let start: UInt32
        private let end: UInt32
        private let digits: UInt32
        private let digitsEnd: UInt32
        /// Safari says its version as that of `Version`.
        let isSafari: Bool

        /// - Parameters:
        ///   - version: The digits of the major version; empty if there are none.
        ///   - origin: Where the text begins.
        fileprivate init(name: Range<Int>, version: Range<Int>, from origin: Int, isSafari: Bool = false) {
            start = UInt32(truncatingIfNeeded: name.lowerBound &- origin)
            end = UInt32(truncatingIfNeeded: name.upperBound &- origin)
            digits = UInt32(truncatingIfNeeded: version.lowerBound &- origin)
            digitsEnd = UInt32(truncatingIfNeeded: version.upperBound &- origin)
            self.isSafari = isSafari
        }

        /// The name, in a text that begins at `origin`.
        func name(from origin: Int) -> Range<Int> { Int(start) &+ origin..<Int(end) &+ origin }

        /// The digits of the major version; empty if there are none.
        func version(from origin: Int) -> Range<Int> { Int(digits) &+ origin..<Int(digitsEnd) &+ origin }
    }

    /// The products, the telling ones first: apps say which browser they are built on, browsers built on Chrome name it too, and Chrome
    /// names Safari.
    private static let products = WordSet([
        "JitsiMeet", "Jitsi%20Meet", "jitsi-meet", "Jigasi", "Jibri", "Electron", "Edg", "EdgA", "EdgiOS", "Edge",
        "OPR", "SamsungBrowser",
        "YaBrowser", "Vivaldi", "UCBrowser", "HuaweiBrowser", "MiuiBrowser", "DuckDuckGo", "CriOS", "FxiOS", "Firefox",
        "SeaMonkey",
        "HeadlessChrome", "Chrome", "Chromium", "Googlebot", "bingbot", "YandexBot", "DuckDuckBot", "Applebot",
        "AhrefsBot", "SemrushBot",
        "MJ12bot", "PetalBot", "DotBot", "Baiduspider", "GPTBot", "ClaudeBot", "CensysInspect", "facebookexternalhit",
        "Twitterbot",
        "Slackbot", "Discordbot", "TelegramBot", "WhatsApp", "Mastodon", "Synapse", "UptimeRobot", "Uptime-Kuma",
        "Blackbox", "Prometheus",
        "Zabbix", "check_http", "Nagios", "kube-probe", "curl", "Wget", "python-requests", "Python-urllib", "aiohttp",
        "Go-http-client",
        "okhttp", "Java", "Apache-HttpClient", "axios", "node-fetch", "libwww-perl", "zgrab", "masscan", "Nmap",
        "Nuclei", "AppleWebKit",
        "Dalvik", "CFNetwork", "Thunderbird", "Trident", "Mozilla",
    ])

    /// Finds the product.
    ///
    /// - Returns: `nil` if the text names none that is known.
    static func product(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Product? {
        var safari: Product?
        var best: (rank: Int, product: Product)?
        var at = value.lowerBound
        while at < value.upperBound {
            while at < value.upperBound, !isName(bytes[at]) { at &+= 1 }
            let name = at..<endOfName(bytes, at, value.upperBound)
            at = name.upperBound
            guard !name.isEmpty else { break }
            // JSON may escape the slash.
            if at < value.upperBound, bytes[at] == ASCII.backslash, bytes[at &+ 1] == ASCII.slash { at &+= 1 }
            // The version stands behind a slash, or, as Jigasi writes it, behind a blank.
            let hasVersion = at < value.upperBound && (bytes[at] == ASCII.slash || bytes[at] == ASCII.space)
            let digits = hasVersion ? at &+ 1 : at
            let version = digits..<bytes.endOfDigits(from: digits, before: value.upperBound, atMost: 4)
            let product = Product(name: name, version: version, from: value.lowerBound)
            if bytes.has("Version/", at: name.lowerBound, before: value.upperBound) {
                safari = Product(name: name, version: version, from: value.lowerBound, isSafari: true)
            }
            if let rank = rank(bytes, name), rank < best?.rank ?? .max { best = (rank, product) }
            at = Swift.max(at, version.upperBound)
        }
        // Safari comes after all browsers that name it, and before the engines.
        if let safari, best.map({ $0.rank > engines }) ?? true { return safari }
        return best?.product
    }

    /// The rank from which on there are engines rather than products.
    private static let engines = products.count - 7

    private static func rank(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Int? {
        guard bytes[name.lowerBound].isLetter, name.count >= 3, name.count <= 20 else { return nil }
        return products.index(of: bytes, name)
    }

    @inline(__always)
    private static func endOfName(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end, isName(bytes[at]) { at &+= 1 }
        return at
    }

    @inline(__always)
    private static func isName(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.hyphen || byte == ASCII.percent
    }
}
