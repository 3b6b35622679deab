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
            if before.isLetter, followsReleaseWord(bytes, record: record, end: number.lowerBound) { return true }
            // `libfoo.so.1.2.3.4`
            if before == ASCII.dot, bytes.has(".so.", at: number.lowerBound &- 4, before: number.lowerBound) { return true }
            if before == ASCII.leftParenthesis, isDebianVersion(bytes, record: record, number) { return true }
            if before == ASCII.hyphen || before == ASCII.underscore, isPackage(bytes, record: record, number) { return true }
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
        "coc_coc_browser", "PostmanRuntime", "LibreOffice", "OpenOffice", "Teams", "Skype", "Outlook", "MSOffice", "Opera",
        "Brave", "Puffin", "Silk", "Viber", "WhatsApp", "Discord", "Slack", "Zoom", "OpenSSL", "OculusBrowser", "Falkon",
        "JitsiMeet", "SogouMobileBrowser")

    /// `0ubuntu0.22.04.1`, `1.fc38.1.2.3`: the number goes on with the release of a distribution.
    private static func followsReleaseWord(_ bytes: Span<UInt8>, record: Range<Int>, end: Int) -> Bool {
        var start = end
        while start > record.lowerBound, end &- start < 12, bytes[start &- 1].isLetter { start &-= 1 }
        guard start > record.lowerBound, distributions.contains(bytes, start..<end) else { return false }
        let before = bytes[start &- 1]
        return before.isDigit || before == ASCII.plus || before == UInt8(ascii: "~")
            || before == ASCII.hyphen && start &- 1 > record.lowerBound && bytes[start &- 2].isDigit
    }

    private static let distributions = WordSet(
        "ubuntu", "deb", "dfsg", "build", "git", "svn", "rc", "beta", "alpha", "pre", "el", "fc", "mga", "bpo", "ds", "nmu")

    /// `(3.0.14.2-1)`: a version of Debian in brackets, behind the name of its package.
    private static func isDebianVersion(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        guard number.lowerBound &- 3 >= record.lowerBound, bytes[number.lowerBound &- 2] == ASCII.space,
            bytes[number.lowerBound &- 3].isWord || bytes[number.lowerBound &- 3] == ASCII.plus,
            number.upperBound &+ 2 < record.upperBound, bytes[number.upperBound] == ASCII.hyphen
        else { return false }
        let end = bytes.endOfDigits(from: number.upperBound &+ 1, before: record.upperBound, atMost: 3)
        return end > number.upperBound &+ 1 && end < record.upperBound
            && (bytes[end] == ASCII.rightParenthesis || bytes[end] == ASCII.dot && bytes[end &+ 1].isDigit)
    }

    /// `foo-1.2.3.4.jar`, `foo_1.2.3.4_amd64.deb`: the file of a program, whose name ends as no log's does.
    private static func isPackage(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        guard number.lowerBound &- 2 >= record.lowerBound, bytes[number.lowerBound &- 2].isWord else { return false }
        var end = number.upperBound
        let limit = Swift.min(record.upperBound, end &+ 48)
        while end < limit, bytes[end].isWord || bytes[end] == ASCII.dot || bytes[end] == ASCII.hyphen
            || bytes[end] == ASCII.plus || bytes[end] == UInt8(ascii: "~")
        {
            end &+= 1
        }
        while end > number.upperBound, bytes[end &- 1] == ASCII.dot { end &-= 1 }
        guard let dot = bytes.lastIndex(of: ASCII.dot, in: number.upperBound..<end) else { return false }
        return packages.contains(bytes, dot &+ 1..<end)
    }

    private static let packages = WordSet(
        "jar", "war", "ear", "deb", "udeb", "rpm", "whl", "gem", "egg", "so", "dll", "exe", "msi", "apk", "dmg", "nupkg",
        "pom", "aar", "jmod", "crate", "appimage", "AppImage", "snap", "flatpak", "x86_64", "noarch", "aarch64", "i686",
        "i386", "dsc", "vsix", "xpi")

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

    /// `1.2.3.4-rc1`, `1.2.3.4-SNAPSHOT`, `3.0.15.1-1~deb12u1`, `1.8.3.1-23.el7`, `1.2.3.4+dfsg`.
    private static func isFollowedByReleaseSuffix(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard start &+ 1 < end else { return false }
        switch bytes[start] {
        case ASCII.plus, UInt8(ascii: "~"):
            return isDistribution(bytes, from: start &+ 1, to: end)
        case ASCII.hyphen:
            var revision = bytes.endOfDigits(from: start &+ 1, before: end, atMost: 4)
            while revision > start &+ 1, revision &+ 1 < end, bytes[revision] == ASCII.dot, bytes[revision &+ 1].isDigit {
                revision = bytes.endOfDigits(from: revision &+ 1, before: end, atMost: 4)
            }
            if revision > start &+ 1, revision < end {
                let sign = bytes[revision]
                if sign == UInt8(ascii: "~") || sign == ASCII.plus || sign == ASCII.dot {
                    return isDistribution(bytes, from: revision &+ 1, to: end)
                }
                return isDistribution(bytes, from: revision, to: end)
            }
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

    /// Whether the name of a distribution begins at a position, and a number follows it.
    private static func isDistribution(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var at = start
        while at < end, at &- start < 12, bytes[at].isLetter { at &+= 1 }
        return at > start && (at == end || !bytes[at].isLetter) && distributions.contains(bytes, start..<at)
    }
}
