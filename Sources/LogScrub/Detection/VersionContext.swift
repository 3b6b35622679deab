/// Tells a version number of four parts from an address.
///
/// Only what stands right beside the number counts. The lists are short on purpose: a version that is taken for an address
/// costs two of its numbers, an address that is taken for a version is a leak.
enum VersionContext {
    /// - Parameters:
    ///   - record: What says something about the number: the record, from the last finding on.
    ///   - begin: Where the record begins.
    static func isVersion(_ bytes: Span<UInt8>, record: Range<Int>, number: Range<Int>, begin: Int? = nil) -> Bool {
        if number.lowerBound > record.lowerBound {
            let before = bytes[number.lowerBound &- 1]
            if before == ASCII.slash {
                let slash = number.lowerBound &- 1
                return followsProduct(bytes, record: record, slash: slash, begin: begin ?? record.lowerBound)
                    || bytes.has("kernel", at: slash &- 6, before: slash)
                        && isFollowedByReleaseSuffix(bytes, from: number.upperBound, to: record.upperBound)
            }
            if before == UInt8(ascii: "v") || before == UInt8(ascii: "V") {
                let letter = number.lowerBound &- 1
                if letter == record.lowerBound || !bytes[letter &- 1].isWord { return true }
            }
            if before.isLetter, followsReleaseWord(bytes, record: record, end: number.lowerBound) { return true }
            // `libfoo.so.1.2.3.4`
            if before == ASCII.dot, bytes.has(".so.", at: number.lowerBound &- 4, before: number.lowerBound) {
                return true
            }
            if before == ASCII.space, followsArchitecture(bytes, record: record, number) { return true }
            if before == ASCII.leftParenthesis, isDebianVersion(bytes, record: record, number) { return true }
            // The runtime of Erlang, of which ejabberd and RabbitMQ tell the folder: `erts-11.2.2.13`
            if before == ASCII.hyphen, bytes.has("erts", at: number.lowerBound &- 5, before: number.lowerBound) {
                return true
            }
            if before == ASCII.hyphen || before == ASCII.underscore,
                isPackage(bytes, record: record, number) || isRelease(bytes, record: record, number)
            {
                return true
            }
            if before == ASCII.colon, isFrame(bytes, record: record, number) || isEpoch(bytes, record: record, number) {
                return true
            }
            if before == ASCII.space || before == ASCII.leftParenthesis, isUpgrade(bytes, record: record, number) {
                return true
            }
            if before == ASCII.space || before == ASCII.equals || before == ASCII.colon || before == ASCII.quote
                || before == ASCII.apostrophe,
                followsVersionWord(bytes, floor: record.lowerBound, number)
            {
                return true
            }
            if before == ASCII.space, followsPackage(bytes, floor: record.lowerBound, number) { return true }
        } else if number.lowerBound > 0, bytes[number.lowerBound &- 1] == ASCII.quote,
            followsVersionWord(bytes, floor: Swift.max(0, number.lowerBound &- longestKey), number)
        {
            // A record that begins behind a quote is the text of a string of JSON, whose key stands before it.
            return true
        }
        return isFollowedByReleaseSuffix(bytes, from: number.upperBound, to: record.upperBound)
    }

    /// `Chrome/126.0.0.0`: a product of a user agent (RFC 9110, section 10.1.5), known by name.
    private static func followsProduct(_ bytes: Span<UInt8>, record: Range<Int>, slash: Int, begin: Int) -> Bool {
        var start = slash
        while start > record.lowerBound, slash &- start < 24, bytes[start &- 1].isWord { start &-= 1 }
        // The part of a name (`mail.Chrome/…`, `user@Edge/…`) is no product.
        let isFirst = start == record.lowerBound && (start == begin || !Self.isTouched(bytes, start))
        let before = isFirst ? ASCII.space : bytes[start &- 1]
        guard before == ASCII.space || before == ASCII.quote || before == ASCII.leftParenthesis || before == ASCII.tab
        else {
            return false
        }
        let length = slash &- start
        if length == 6, bytes.has("Chrome", at: start, before: slash) { return true }
        return products.contains(bytes, start..<slash)
    }

    /// Whether what begins a text touches what stands before that: an address, perhaps in brackets.
    private static func isTouched(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.rightBracket
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
        "coc_coc_browser", "PostmanRuntime", "LibreOffice", "OpenOffice", "Teams", "Skype", "Outlook", "MSOffice",
        "Opera",
        "Brave", "Puffin", "Silk", "Viber", "WhatsApp", "Discord", "Slack", "Zoom", "OpenSSL", "OculusBrowser",
        "Falkon",
        "JitsiMeet", "SogouMobileBrowser", "git")

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
        "ubuntu", "deb", "dfsg", "build", "git", "svn", "rc", "beta", "alpha", "pre", "el", "fc", "mga", "bpo", "ds",
        "nmu")

    /// `(3.0.14.2-1)`: a version of Debian in brackets, behind the name of its package.
    private static func isDebianVersion(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        guard number.lowerBound &- 3 >= record.lowerBound, bytes[number.lowerBound &- 2] == ASCII.space,
            bytes[number.lowerBound &- 3].isWord || bytes[number.lowerBound &- 3] == ASCII.plus,
            number.upperBound &+ 2 < record.upperBound, bytes[number.upperBound] == ASCII.hyphen
        else { return false }
        let end = bytes.endOfDigits(from: number.upperBound &+ 1, before: record.upperBound, atMost: 3)
        return end > number.upperBound &+ 1 && end < record.upperBound
            && (bytes[end] == ASCII.rightParenthesis || bytes[end] == ASCII.comma
                || bytes[end] == ASCII.dot && bytes[end &+ 1].isDigit)
    }

    /// dpkg's `upgrade libfoo:amd64 1.2.3.4-5 1.2.3.4-6`, apt's `libfoo:amd64 (1.2.3.4-5, 1.2.3.4-6)`: an architecture of Debian stands a
    /// word or two before the number.
    private static func followsArchitecture(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        let limit = Swift.max(record.lowerBound, number.lowerBound &- 64)
        guard let colon = bytes.lastIndex(of: ASCII.colon, in: limit..<number.lowerBound) else { return false }
        let end = bytes.endOfRun(from: colon &+ 1, to: number.lowerBound) { $0.wordBytes }
        // `deny:all 203.0.113.7`
        let isAll = bytes.has("all ", at: colon &+ 1, before: number.lowerBound)
        guard bytes[end] == ASCII.space, end < number.lowerBound,
            KnownWords.architectures.contains(bytes, colon &+ 1..<end)
                || isAll && bytes[number.upperBound] == ASCII.hyphen && bytes[number.upperBound &+ 1].isDigit
        else { return false }
        // One version may stand between.
        var blanks = 0
        for at in end..<number.lowerBound where bytes[at] == ASCII.space { blanks &+= 1 }
        return blanks <= 2
    }

    /// apt's `libfoo:amd64 (1:5.30.1.2)`: an epoch stands before the number.
    private static func isEpoch(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        let epoch = number.lowerBound &- 2
        guard epoch &- 1 > record.lowerBound, bytes[epoch].isDigit,
            bytes[epoch &- 1] == ASCII.leftParenthesis || bytes[epoch &- 1] == ASCII.space
        else { return false }
        return followsArchitecture(bytes, record: record, epoch..<number.upperBound)
    }

    /// `foo-1.2.3.4.jar`, `foo_1.2.3.4_amd64.deb`: the file of a program, whose name ends as no log's does.
    private static func isPackage(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        guard number.lowerBound &- 2 >= record.lowerBound, bytes[number.lowerBound &- 2].isWord else { return false }
        var end = number.upperBound
        let limit = Swift.min(record.upperBound, end &+ 48)
        while end < limit,
            bytes[end].isWord || bytes[end] == ASCII.dot || bytes[end] == ASCII.hyphen
                || bytes[end] == ASCII.plus || bytes[end] == UInt8(ascii: "~")
        {
            end &+= 1
        }
        while end > number.upperBound, bytes[end &- 1] == ASCII.dot { end &-= 1 }
        guard let dot = bytes.lastIndex(of: ASCII.dot, in: number.upperBound..<end) else { return false }
        return packages.contains(bytes, dot &+ 1..<end)
    }

    private static let packages = WordSet(
        "jar", "war", "ear", "deb", "udeb", "rpm", "whl", "gem", "egg", "so", "dll", "exe", "msi", "apk", "dmg",
        "nupkg",
        "pom", "aar", "jmod", "crate", "appimage", "AppImage", "snap", "flatpak", "x86_64", "noarch", "aarch64", "i686",
        "i386", "dsc", "vsix", "xpi")

    /// `release-1.2.3.4.tar.gz`: an archive that says what it is. That of anything else may hold the logs of an address.
    private static func isRelease(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        var start = number.lowerBound &- 1
        while start > record.lowerBound, number.lowerBound &- start < 12, bytes[start &- 1].isLetter { start &-= 1 }
        let word = start..<number.lowerBound &- 1
        guard word.count == 7,
            bytes.hasIgnoringCase("release", at: start, before: word.upperBound)
                || bytes.hasIgnoringCase("version", at: start, before: word.upperBound)
        else { return false }
        for ending: StaticString in [".tar.", ".tgz", ".zip"]
        where bytes.has(ending, at: number.upperBound, before: record.upperBound) { return true }
        return false
    }

    /// `~[foo-1.2.3.4.jar:1.2.3.4]`: the file of a class and its version, as Java writes them behind a line of a stack trace.
    private static func isFrame(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        let name = number.lowerBound &- 5
        guard name > record.lowerBound, number.upperBound < record.upperBound,
            bytes[number.upperBound] == ASCII.rightBracket, bytes.has(".jar:", at: name, before: number.lowerBound)
        else { return false }
        var start = name
        while start > record.lowerBound, name &- start < 128,
            bytes[start &- 1].isWord || bytes[start &- 1] == ASCII.hyphen || bytes[start &- 1] == ASCII.dot
                || bytes[start &- 1] == ASCII.plus
        {
            start &-= 1
        }
        return start < name && start > record.lowerBound && bytes[start &- 1] == ASCII.leftBracket
    }

    /// `upgrade from 1.2.3.4 to 1.2.3.5`, `upgraded foo (1.2.3.4 => 1.2.3.5)`: two versions that follow each other, behind a word that
    /// says so.
    ///
    /// Connections are upgraded too, from one address to another: both must begin with a number that few networks have, and nearly the same.
    private static func isUpgrade(_ bytes: Span<UInt8>, record: Range<Int>, _ number: Range<Int>) -> Bool {
        let former: Range<Int>
        let latter: Range<Int>
        if let start = behindArrow(bytes, number.upperBound, to: record.upperBound) {
            guard let quad = IPv4Text.parse(bytes, start..<record.upperBound) else { return false }
            former = number
            latter = start..<quad.end
        } else if let end = beforeArrow(bytes, number.lowerBound, floor: record.lowerBound) {
            var start = end
            while start > record.lowerBound, end &- start < 16,
                bytes[start &- 1].isDigit || bytes[start &- 1] == ASCII.dot
            {
                start &-= 1
            }
            guard start > record.lowerBound, let quad = IPv4Text.parse(bytes, start..<record.upperBound),
                quad.end == end
            else { return false }
            former = start..<end
            latter = number
        } else {
            return false
        }
        let (old, new) = (major(bytes, former), major(bytes, latter))
        guard old < 100, new < 100, Swift.max(old, new) &- Swift.min(old, new) < 3 else { return false }
        // The word stands in the same sentence, four words away at the most.
        var at = former.lowerBound
        let limit = Swift.max(record.lowerBound, at &- 64)
        for _ in 0..<5 {
            while at > limit, bytes[at &- 1] == ASCII.space || bytes[at &- 1] == ASCII.leftParenthesis { at &-= 1 }
            let end = at
            while at > limit, bytes[at &- 1] > ASCII.space, bytes[at &- 1] != ASCII.leftParenthesis { at &-= 1 }
            guard at < end, at == record.lowerBound || at > limit else { return false }
            switch bytes[end &- 1] {
            case ASCII.dot, ASCII.semicolon, ASCII.comma: return false
            default: if upgrades.contains(bytes, at..<end) { return true }
            }
        }
        return false
    }

    private static let upgrades = WordSet(
        "upgrade", "upgrades", "upgraded", "upgrading", "downgrade", "downgrades", "downgraded", "downgrading",
        "version",
        "versions", ignoresCase: true)

    /// Where a text begins behind a word or an arrow for what something becomes.
    private static func behindArrow(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Int? {
        for arrow: StaticString in [" to ", " => ", " -> "] where bytes.has(arrow, at: start, before: end) {
            return start &+ arrow.utf8CodeUnitCount
        }
        return nil
    }

    /// Where a text ends before one.
    private static func beforeArrow(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Int? {
        for arrow: StaticString in [" to ", " => ", " -> "] {
            let start = end &- arrow.utf8CodeUnitCount
            if start > floor, bytes.has(arrow, at: start, before: end) { return start }
        }
        return nil
    }

    private static func major(_ bytes: Span<UInt8>, _ number: Range<Int>) -> Int {
        let end = bytes.endOfDigits(from: number.lowerBound, before: number.upperBound, atMost: 3)
        return bytes.decimal(at: number.lowerBound, length: end &- number.lowerBound)
    }

    /// No key of a version is longer, with the signs behind it.
    private static let longestKey = 64

    /// `version 1.2.3.4`, `Version: 1.2.3.4`, `ver=1.2.3.4`, `"app_version":"1.2.3.4"`, `serverVersion=1.2.3.4`, `OID 2.5.29.19`.
    private static func followsVersionWord(_ bytes: Span<UInt8>, floor: Int, _ number: Range<Int>) -> Bool {
        let end = number.lowerBound
        var at = end
        var (hasQuote, hasSpace, isAssigned) = (false, false, false)
        // `\": \"` is the longest.
        separators: while at > floor, end &- at < 6 {
            switch bytes[at &- 1] {
            case ASCII.space: hasSpace = true
            case ASCII.equals, ASCII.colon: isAssigned = true
            case ASCII.quote: hasQuote = true
            // `version '1.2.3.4'`
            case ASCII.apostrophe where at == end: break
            case ASCII.backslash where hasQuote: break
            default: break separators
            }
            at &-= 1
        }
        // `/version" 203.0.113.7` is a request; quotes count only around a key and its value.
        if hasQuote, hasSpace, !isAssigned { return false }
        let last = at > floor ? bytes[at &- 1] | 0x20 : 0
        let start: Int
        switch last {
        case UInt8(ascii: "n"), UInt8(ascii: "r"):
            if bytes.hasIgnoringCase("version", at: at &- 7, before: at) {
                start = at &- 7
                if isAssigned, start > floor, isJoint(bytes, start) { return true }
            } else if bytes.hasIgnoringCase("ver", at: at &- 3, before: at) {
                start = at &- 3
            } else {
                return false
            }
        case UInt8(ascii: "v"):
            // That of an engine in an agent: `rv:1.9.2.15`.
            guard isAssigned, bytes.has("rv:", at: at &- 2, before: end) else { return false }
            start = at &- 2
        case UInt8(ascii: "b"):
            guard bytes.hasIgnoringCase("zlib", at: at &- 4, before: at) else { return false }
            start = at &- 4
        case UInt8(ascii: "d"):
            // Object identifiers begin with 0, 1 or 2 (ITU-T X.660).
            guard bytes.hasIgnoringCase("oid", at: at &- 3, before: at), major(bytes, number) < 3 else { return false }
            start = at &- 3
        default: return false
        }
        guard start > floor else { return start == floor }
        return !bytes[start &- 1].isWord && bytes[start &- 1] != ASCII.slash
    }

    /// `libfoo 10.4.2.1`, `installed foo 1.2.3.4`, `foo amd64 1.2.3.4`, `firmware 1.2.3.4`: a word that says what has the version stands before it. The
    /// first number of a version is not large.
    private static func followsPackage(_ bytes: Span<UInt8>, floor: Int, _ number: Range<Int>) -> Bool {
        let limit = Swift.max(floor, number.lowerBound &- 80)
        let name = bytes.startOfRun(before: number.lowerBound &- 1, from: limit, isOfPackage)..<number.lowerBound &- 1
        guard name.count > 2, bytes[name.lowerBound].isLetter, major(bytes, number) < 100,
            name.lowerBound == floor || bytes[name.lowerBound &- 1] == ASCII.space
                || bytes[name.lowerBound &- 1] == ASCII.leftParenthesis
        else { return false }
        if bytes.has("lib", at: name.lowerBound, before: name.upperBound), name.count > 5 {
            return !nearlyLibraries.contains(bytes, name)
        }
        if holders.contains(bytes, name) || KnownWords.architectures.contains(bytes, name) { return true }
        guard name.lowerBound > floor, !ends.contains(bytes, name) else { return false }
        let verb = bytes.startOfRun(before: name.lowerBound &- 1, from: limit) { $0.isLetter }..<name.lowerBound &- 1
        return installers.contains(bytes, verb)
    }

    private static func isOfPackage(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.hyphen || byte == ASCII.plus || byte == ASCII.dot
    }

    private static let nearlyLibraries = WordSet("library", "libraries", "liberty", "liberal", ignoresCase: true)
    private static let holders = WordSet("firmware", "build", "BIOS", "kernel", "driver", ignoresCase: true)
    private static let installers = WordSet("installed", "installing", "unpacking", "package", ignoresCase: true)
    /// What a connection has, and no package is called.
    private static let ends = WordSet(
        "route", "source", "policy", "on", "for", "from", "address", "gateway", "at", "by", "to", "via", "host",
        "client",
        "peer", "server", "rule", "in", "with", "and", "network", "subnet", "ip", "user", "of", "between",
        ignoresCase: true)

    /// Whether a word begins at a position within a key: `app_version`, `serverVersion`; not in `conversion`.
    private static func isJoint(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        let before = bytes[start &- 1]
        return before == ASCII.underscore || bytes[start] == UInt8(ascii: "V") && before &- UInt8(ascii: "a") < 26
    }

    /// `1.2.3.4-rc1`, `1.2.3.4-SNAPSHOT`, `3.0.15.1-1~deb12u1`, `1.8.3.1-23.el7`, `1.2.3.4+dfsg`.
    private static func isFollowedByReleaseSuffix(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard start &+ 1 < end else { return false }
        switch bytes[start] {
        case ASCII.plus, UInt8(ascii: "~"):
            return isDistribution(bytes, from: start &+ 1, to: end)
        case ASCII.hyphen:
            var revision = bytes.endOfDigits(from: start &+ 1, before: end, atMost: 4)
            while revision > start &+ 1, revision &+ 1 < end, bytes[revision] == ASCII.dot, bytes[revision &+ 1].isDigit
            {
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
            // The kernel of Windows: `5.15.90.1-microsoft-standard-WSL2`
            return bytes.has("microsoft-standard", at: start &+ 1, before: end)
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
