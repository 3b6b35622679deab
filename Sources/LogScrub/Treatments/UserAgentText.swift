/// User agents (RFC 9110, section 10.1.5), reduced to the product and its major version: `Firefox/128`.
enum UserAgentText {
    /// Where the product stands in the text.
    struct Product {
        var name: Range<Int>
        /// The digits of the major version; empty if there are none.
        var version: Range<Int>
        /// A name other than the one in the text: Safari says its version as that of `Version`.
        var otherName: StaticString?
    }

    /// The products that say more than the `Mozilla/5.0` before them and the engines between, the telling ones first: browsers built on
    /// Chrome name it too, and Chrome names Safari.
    private static let products: [StaticString] = [
        "Electron", "JitsiMeet", "Jitsi%20Meet", "Edg", "EdgA", "EdgiOS", "OPR", "SamsungBrowser", "YaBrowser",
        "Vivaldi", "UCBrowser",
        "HuaweiBrowser", "DuckDuckGo", "CriOS", "FxiOS", "Firefox", "HeadlessChrome", "Chrome", "Chromium",
    ]

    /// Finds the product.
    ///
    /// - Returns: `nil` if the text names none that can be told apart from a person's own words.
    static func product(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Product? {
        var first: Product?
        var safari: Product?
        var best: (rank: Int, product: Product)?
        var at = value.lowerBound
        while at < value.upperBound {
            // Tokens begin the text, or follow a blank or a parenthesis.
            while at < value.upperBound, !isName(bytes[at]) { at &+= 1 }
            let start = at
            while at < value.upperBound, isName(bytes[at]) { at &+= 1 }
            guard start < at else { break }
            let name = start..<at
            guard at < value.upperBound, bytes[at] == ASCII.slash else {
                if first == nil, start == value.lowerBound, at == value.upperBound || bytes[at] == ASCII.space {
                    // `Jigasi 1.1`
                    let digits = bytes.endOfDigits(from: at &+ 1, before: value.upperBound, atMost: 4)
                    first = Product(
                        name: name,
                        version: Swift.min(
                            at &+ 1, value.upperBound)..<Swift.max(Swift.min(at &+ 1, value.upperBound), digits))
                }
                continue
            }
            let version = at &+ 1..<bytes.endOfDigits(from: at &+ 1, before: value.upperBound, atMost: 4)
            at = version.upperBound
            let product = Product(name: name, version: version)
            if first == nil, start == value.lowerBound { first = product }
            if name.count == 7, bytes.has("Version", at: start, before: name.upperBound) {
                safari = Product(name: name, version: version, otherName: "Safari")
            }
            for (rank, known) in products.enumerated()
            where known.utf8CodeUnitCount == name.count && bytes.has(known, at: start, before: name.upperBound) {
                if rank < best?.rank ?? .max { best = (rank, product) }
            }
            // `Mozilla/5.0 (compatible; Examplebot/2.1; …)`
            if best == nil, start > value.lowerBound &+ 12, bytes.has("compatible; ", at: start &- 12, before: start) {
                best = (products.count, product)
            }
        }
        if let best { return best.product }
        if let safari { return safari }
        guard let first, isHarmless(bytes, first.name) else { return nil }
        return first
    }

    /// Whether the text is in the reduced form already.
    static func isReduced(_ bytes: Span<UInt8>, _ value: Range<Int>, _ product: Product) -> Bool {
        guard product.otherName == nil, product.name.lowerBound == value.lowerBound else { return false }
        return product.version.isEmpty
            ? product.name.upperBound == value.upperBound
            : product.version.lowerBound == product.name.upperBound &+ 1
                && product.version.upperBound == value.upperBound
                && bytes[product.name.upperBound] == ASCII.slash
    }

    @inline(__always)
    private static func isName(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.hyphen || byte == ASCII.percent
    }

    /// A name of letters, with few digits: no number and no key.
    private static func isHarmless(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard name.count <= 24 else { return false }
        var digits = 0
        for at in name where bytes[at].isDigit { digits &+= 1 }
        return digits <= 2
    }
}
