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
    /// names Safari. Each ends with a letter.
    static let names: [StaticString] = [
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
    ]

    private static let products = WordSet(names)

    /// Finds the product.
    ///
    /// - Returns: `nil` if the text names none that is known.
    static func product(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Product? {
        let (start, end) = (value.lowerBound, value.upperBound)
        let products = Self.products
        var safari: Range<Int>?
        var best = (rank: Int.max, name: start..<start)
        var names = LetteredNames(bytes, value)
        // The end of the last name, which was none that is a version. Nothing stands behind one before the first.
        var known = (place: start, last: end)
        while let run = names.next(bytes) {
            var name = run
            if bytes.byte(at: run.lowerBound).isDigit { name = behindVersion(bytes, run, known, to: end) }
            known = (run.upperBound, run.upperBound)
            guard bytes.byte(at: name.lowerBound).isLetter else { continue }
            if let rank = products.index(of: bytes, name), rank < best.rank { best = (rank, name) }
            if name.upperBound &- name.lowerBound == 7, bytes.has("Version/", at: name.lowerBound, before: end) {
                safari = version(bytes, behind: name.upperBound, to: end)
            }
        }
        // Safari comes after all browsers that name it, and before the engines.
        if let safari, best.rank > engines {
            return Product(name: safari, version: safari, from: start, isSafari: true)
        }
        if best.rank == .max { return nil }
        return Product(name: best.name, version: version(bytes, behind: best.name.upperBound, to: end), from: start)
    }

    /// The rank from which on there are engines rather than products.
    private static let engines = products.count - 7

    // MARK: Versions

    /// The digits of the major version behind a name, at most four; empty if there are none.
    private static func version(_ bytes: Span<UInt8>, behind name: Int, to end: Int) -> Range<Int> {
        let start = startOfVersion(bytes, behind: name)
        return start < end ? start..<bytes.endOfDigits(from: start, before: end, atMost: 4) : name..<name
    }

    /// Where the version behind a name begins, if there is one: behind a slash, which JSON may escape, or, as Jigasi writes it, behind a blank.
    private static func startOfVersion(_ bytes: Span<UInt8>, behind name: Int) -> Int {
        let isEscaped = bytes[name] == ASCII.backslash && bytes[name &+ 1] == ASCII.slash
        let at = isEscaped ? name &+ 1 : name
        return bytes[at] == ASCII.slash || bytes[at] == ASCII.space ? at &+ 1 : .max
    }

    /// What is left of a name without the version of the name before, which is no part of it: `curl` of `Foo/5curl`.
    ///
    /// - Parameter known: A place from which on the names are to be read, and the end of the name before it.
    @inline(never)
    private static func behindVersion(
        _ bytes: Span<UInt8>, _ name: Range<Int>, _ known: (place: Int, last: Int), to end: Int
    ) -> Range<Int> {
        var (at, last) = known
        while true {
            let start = bytes.firstIndex(from: at, to: end) { $0.nameBytes }
            var first = start
            if bytes[start].isDigit, start == startOfVersion(bytes, behind: last) {
                first = bytes.endOfDigits(from: start, before: end, atMost: 4)
            }
            if start >= name.lowerBound { return first..<name.upperBound }
            at = bytes.endOfRun(from: first, to: end) { $0.nameBytes }
            // A version is no name that another one could stand behind.
            last = first < at ? at : end
        }
    }

    // MARK: Names

    /// The names in a text that end with a letter, as those of all products do: one after the other, 64 bytes at a time.
    private struct LetteredNames {
        private let end: Int
        /// Where the block begins that the masks speak of.
        private var block: Int
        /// Which of its bytes belong to names.
        private var names: UInt64 = 0
        /// The last bytes of those names that are still to come.
        private var ends: UInt64 = 0
        /// How many bytes of a name stand right before the block.
        private var before = 0

        /// - Precondition: 64 bytes can be read behind the text; checked.
        init(_ bytes: Span<UInt8>, _ text: Range<Int>) {
            (block, end) = (text.lowerBound, text.upperBound)
            read(bytes)
        }

        @inline(always)
        mutating func next(_ bytes: Span<UInt8>) -> Range<Int>? {
            while ends == 0 {
                guard block &+ ByteBlock.count < end else { return nil }
                let length = (~names).leadingZeroBitCount
                before = length == ByteBlock.count ? before &+ length : length
                block &+= ByteBlock.count
                read(bytes)
            }
            let last = ends.trailingZeroBitCount
            ends &= ends &- 1
            let length = (~names &<< UInt64(truncatingIfNeeded: 63 &- last)).leadingZeroBitCount
            let first = length > last ? block &- before : block &+ last &- length &+ 1
            return first..<block &+ last &+ 1
        }

        @inline(never)
        private mutating func read(_ bytes: Span<UInt8>) {
            let text = ByteBlock(bytes, at: block)
            let count = end &- block
            let inside = count >= ByteBlock.count ? .max : 1 &<< UInt64(truncatingIfNeeded: count) &- 1
            let letters = text.mask { $0.letters } & inside
            names = letters | text.mask { $0.otherNameBytes } & inside
            let next = block &+ ByteBlock.count
            let goesOn =
                next < end && (bytes[next].isWord || bytes[next] == ASCII.hyphen || bytes[next] == ASCII.percent)
            ends = letters & ~(names &>> 1 | (goesOn ? 1 &<< 63 : 0))
        }
    }
}

extension ByteVector {
    /// Letters, digits, `-`, `_` and `%`: what names of products are made of.
    @inline(always)
    fileprivate var nameBytes: ByteVectorMask { letters.union(otherNameBytes) }

    /// Those that are no letters.
    @inline(always)
    fileprivate var otherNameBytes: ByteVectorMask {
        digits.union(mask(of: ASCII.hyphen)).union(mask(of: ASCII.underscore)).union(mask(of: ASCII.percent))
    }
}
