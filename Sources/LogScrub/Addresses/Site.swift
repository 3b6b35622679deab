/// One of the own sites: a referrer from it is not a third party's.
public struct Site: Sendable, Hashable {
    /// The host in lower case, without the leading dot.
    let host: ContiguousArray<UInt8>
    /// Whether its subdomains count too.
    let includesSubdomains: Bool

    /// Reads a host name such as `meet.example.org`, or `.example.org` for the host and all its subdomains.
    ///
    /// An IPv6 address is written in brackets, as in a URL. Ports do not matter and must not be given.
    ///
    /// - Throws: `ScrubError` with the code `site` if the text is no host name.
    public init(_ host: String) throws(ScrubError) {
        var name = ContiguousArray(host.utf8.map(\.lowercased))
        includesSubdomains = name.first == ASCII.dot
        if includesSubdomains { name.removeFirst() }
        guard !name.isEmpty, name.count <= 253, Site.isHost(name) else {
            throw ScrubError(
                .site,
                "a site is a host name such as meet.example.org (or .example.org for all its subdomains), without scheme, port or path"
            )
        }
        self.host = name
    }

    private static func isHost(_ name: ContiguousArray<UInt8>) -> Bool {
        if name.first == ASCII.leftBracket {
            return name.last == ASCII.rightBracket
                && name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ASCII.colon || $0 == ASCII.dot }
        }
        return name.split(separator: ASCII.dot, omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.count <= 63 && label.first != ASCII.hyphen && label.last != ASCII.hyphen
                && label.allSatisfy { $0.isWord || $0 == ASCII.hyphen || $0 >= 0x80 }
        }
    }

    /// Whether the host in `range` is this site. Letters match in either case, a final dot is ignored.
    func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var end = range.upperBound
        if end > range.lowerBound, bytes[end &- 1] == ASCII.dot { end &-= 1 }
        let length = end &- range.lowerBound
        guard length >= host.count else { return false }
        let offset = end &- host.count
        for i in 0..<host.count where bytes[offset &+ i].lowercased != host[i] { return false }
        return length == host.count || includesSubdomains && bytes[offset &- 1] == ASCII.dot
    }
}

/// What the path of a request names.
public enum Paths: String, Sendable, Hashable, CaseIterable {
    /// Rooms and tenants, as where Jitsi Meet answers. Its endpoints and names that no room has (`/.env`, `/index.html`) name nothing.
    case jitsi
    /// Pages of a website, which stay. Only what looks personal anywhere (an address, an e-mail address, a token) is treated in them.
    case keep

    /// Finds one by its name.
    ///
    /// - Throws: `ScrubError` with the code `name`, naming the nearest one there is.
    public init(named name: String) throws(ScrubError) {
        self = try .named(name, "way to read paths")
    }
}

/// The own sites: where rooms are named in paths, and where an address of mail is that of a user.
struct OwnSites: Sendable {
    let sites: [Site]

    @inline(__always)
    var isEmpty: Bool { sites.isEmpty }

    /// Whether a host is one of them.
    func contain(_ bytes: Span<UInt8>, _ host: Range<Int>) -> Bool {
        for site in sites where site.matches(bytes, host) { return true }
        return false
    }

    /// Where the name of one begins with which a host ends, or `nil`: `meet.example.org` in `verein.meet.example.org`.
    func start(_ bytes: Span<UInt8>, in host: Range<Int>) -> Int? {
        var start: Int?
        for site in sites where host.count >= site.host.count {
            let offset = host.upperBound &- site.host.count
            guard site.matches(bytes, offset..<host.upperBound),
                offset == host.lowerBound || bytes[offset &- 1] == ASCII.dot
            else { continue }
            start = Swift.min(start ?? offset, offset)
        }
        return start
    }
}

extension Site: CustomStringConvertible {
    /// The site as it is written: `meet.example.org`, `.example.org`.
    public var description: String { (includesSubdomains ? "." : "") + String(decoding: host, as: UTF8.self) }
}
