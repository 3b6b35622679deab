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
        var safari: Range<Int>?
        var best = (
            rank: Int.max, name: value.lowerBound..<value.lowerBound, version: value.lowerBound..<value.lowerBound
        )
        var at = value.lowerBound
        var names = NameMask(bytes, value)
        while true {
            let start = names.next(true, bytes, from: at)
            guard start < value.upperBound else { break }
            at = names.next(false, bytes, from: start)
            let name = start..<at
            // JSON may escape the slash.
            if at < value.upperBound, bytes[at] == ASCII.backslash, bytes[at &+ 1] == ASCII.slash { at &+= 1 }
            // The version stands behind a slash, or, as Jigasi writes it, behind a blank.
            var version = at..<at
            if at < value.upperBound, bytes[at] == ASCII.slash || bytes[at] == ASCII.space {
                let digits = at &+ 1
                version = digits..<digits
                if bytes[digits].isDigit {
                    version = digits..<bytes.endOfDigits(from: digits, before: value.upperBound, atMost: 4)
                }
            }
            if name.count == 7, bytes.has("Version/", at: start, before: value.upperBound) { safari = version }
            if let rank = rank(bytes, name), rank < best.rank { best = (rank, name, version) }
            at = Swift.max(at, version.upperBound)
        }
        // Safari comes after all browsers that name it, and before the engines.
        if let safari, best.rank > engines {
            return Product(name: safari, version: safari, from: value.lowerBound, isSafari: true)
        }
        return best.rank == .max ? nil : Product(name: best.name, version: best.version, from: value.lowerBound)
    }

    /// The rank from which on there are engines rather than products.
    private static let engines = products.count - 7

    @inline(__always)
    private static func rank(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Int? {
        guard bytes[name.lowerBound].isLetter, name.count >= 3, name.count <= 20 else { return nil }
        return products.index(of: bytes, name)
    }

    /// Where in a text names are (letters, digits, `-`, `_`, `%`), 64 bytes at a time: each byte is looked at once.
    private struct NameMask {
        private let text: Range<Int>
        /// Which of the blocks of the text `mask` speaks of.
        private var block = 0
        private var mask: UInt64

        /// - Precondition: 64 bytes can be read behind the text; checked.
        init(_ bytes: Span<UInt8>, _ text: Range<Int>) {
            self.text = text
            mask = Self.mask(bytes, at: text.lowerBound)
        }

        /// The next byte from `start` on that belongs to a name, or does not; at most the end.
        @inline(__always)
        mutating func next(_ isName: Bool, _ bytes: Span<UInt8>, from start: Int) -> Int {
            var at = start
            while at < text.upperBound {
                let offset = at &- text.lowerBound
                if offset &>> 6 != block {
                    block = offset &>> 6
                    mask = Self.mask(bytes, at: text.lowerBound &+ block &* ByteBlock.count)
                }
                let rest = (isName ? mask : ~mask) &>> UInt64(truncatingIfNeeded: offset & 63)
                if rest != 0 { return Swift.min(at &+ rest.trailingZeroBitCount, text.upperBound) }
                at = text.lowerBound &+ (block &+ 1) &* ByteBlock.count
            }
            return text.upperBound
        }

        private static func mask(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
            ByteBlock(bytes, at: offset).mask { $0.keyBytes.union($0.mask(of: ASCII.percent)) }
        }
    }
}
