/// Tells a version number of four parts from an address.
///
/// Only what stands right beside the number counts. The lists are short on purpose: a version that is taken for an address
/// costs two of its numbers, an address that is taken for a version is a leak.
enum VersionContext {
    static func isVersion(_ bytes: Span<UInt8>, record: Range<Int>, number: Range<Int>) -> Bool {
        if number.lowerBound > record.lowerBound {
            let before = bytes[number.lowerBound &- 1]
            if before == ASCII.slash { return followsProduct(bytes, record: record, slash: number.lowerBound &- 1) }
            if before == UInt8(ascii: "v") || before == UInt8(ascii: "V") {
                let letter = number.lowerBound &- 1
                if letter == record.lowerBound || !bytes[letter &- 1].isWord { return true }
            }
            if before == ASCII.space || before == ASCII.equals || before == ASCII.colon || before == ASCII.quote,
                followsVersionWord(bytes, record: record, end: number.lowerBound)
            {
                return true
            }
        }
        return isFollowedByReleaseSuffix(bytes, from: number.upperBound, to: record.upperBound)
    }

    /// `Chrome/126.0.0.0`: a product of a user agent (RFC 9110, section 10.1.5), known by name.
    private static func followsProduct(_ bytes: Span<UInt8>, record: Range<Int>, slash: Int) -> Bool {
        var start = slash
        while start > record.lowerBound, slash &- start < 24, bytes[start &- 1].isWord { start &-= 1 }
        // The part of a name (`mail.Chrome/…`, `user@Edge/…`) is no product.
        let before = start > record.lowerBound ? bytes[start &- 1] : ASCII.space
        guard before == ASCII.space || before == ASCII.quote || before == ASCII.leftParenthesis || before == ASCII.tab
        else {
            return false
        }
        let length = slash &- start
        if length == 6, bytes.has("Chrome", at: start, before: slash) { return true }
        return products.contains(bytes, start..<slash)
    }

    /// Programs whose versions have four numbers. No name that could be a host's: Java writes `host/203.0.113.7`.
    private static let products = WordSet(
        "Edg", "EdgA", "EdgiOS", "Edge", "OPR", "OPX", "OPT", "Chromium", "HeadlessChrome", "CriOS", "SamsungBrowser",
        "YaBrowser", "Vivaldi", "Whale", "UCBrowser", "MiuiBrowser", "HuaweiBrowser", "DuckDuckGo", "Electron",
        "Firefox",
        "FxiOS", "Thunderbird", "SeaMonkey", "PaleMoon", "Goanna", "Version", "AppleWebKit", "CFNetwork", "Darwin",
        "Trident",
        "QQBrowser", "MQQBrowser", "MicroMessenger", "GSA", "Maxthon", "Dalvik", "FBAV", "QtWebEngine", "Avast", "AVG",
        "Norton",
        "coc_coc_browser", "PostmanRuntime")

    /// `version 1.2.3.4`, `Version: 1.2.3.4`, `ver=1.2.3.4`.
    private static func followsVersionWord(_ bytes: Span<UInt8>, record: Range<Int>, end: Int) -> Bool {
        var at = end
        while at > record.lowerBound, end &- at < 4,
            bytes[at &- 1] == ASCII.space || bytes[at &- 1] == ASCII.equals || bytes[at &- 1] == ASCII.colon
                || bytes[at &- 1] == ASCII.quote
        {
            at &-= 1
        }
        // `/version" 203.0.113.7` is a request; quotes count only around a key and its value.
        var hasQuote = false
        var hasSpace = false
        for separator in at..<end {
            if bytes[separator] == ASCII.quote { hasQuote = true }
            if bytes[separator] == ASCII.space { hasSpace = true }
        }
        if hasQuote, hasSpace { return false }
        let last = at > record.lowerBound ? bytes[at &- 1] | 0x20 : 0
        guard last == UInt8(ascii: "n") || last == UInt8(ascii: "r") else { return false }
        let start: Int
        if bytes.hasIgnoringCase("version", at: at &- 7, before: at) {
            start = at &- 7
        } else if bytes.hasIgnoringCase("ver", at: at &- 3, before: at) {
            start = at &- 3
        } else {
            return false
        }
        guard start > record.lowerBound else { return start == record.lowerBound }
        return !bytes[start &- 1].isWord && bytes[start &- 1] != ASCII.slash
    }

    /// `1.2.3.4-rc1`, `1.2.3.4-SNAPSHOT`.
    private static func isFollowedByReleaseSuffix(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard start &+ 1 < end else { return false }
        switch bytes[start] {
        case ASCII.hyphen:
            for word: StaticString in ["rc", "alpha", "beta", "snapshot"]
            where bytes.hasIgnoringCase(word, at: start &+ 1, before: end) {
                let after = start &+ 1 &+ word.utf8CodeUnitCount
                // `203.0.113.7-beta.example.net` is a host.
                let isHost = after &+ 1 < end && bytes[after] == ASCII.dot && bytes[after &+ 1].isLetter
                return after == end || !bytes[after].isLetter && !isHost
            }
            return false
        default:
            return false
        }
    }
}
