/// What directories say of people: distinguished names (RFC 4514) and filters (RFC 4515) of LDAP.
extension PersonalDetector {
    /// The name of somebody in `cn=Ana Holm,ou=people,dc=example,dc=org`, and in a filter's `(cn=Ana Holm)`, `(sn=Holm)`.
    ///
    /// The names in certificates have no `dc`, and most of them are those of hosts and authorities.
    mutating func attribute(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, key: Range<Int>, separator: Int
    ) -> Outcome {
        // `cn~=Ana` is nearly so.
        guard bytes[separator] == ASCII.equals, separator &- key.upperBound <= 1 else { return .nothing }
        let start = separator &+ 1
        if key.lowerBound > record.lowerBound, bytes[key.lowerBound &- 1] == ASCII.leftParenthesis {
            guard let value = Self.assertion(bytes, start, to: record.upperBound) else { return .nothing }
            // `sn` and `gn` are parts of a name.
            return add(bytes, value, floor: floor, isName: bytes[key.lowerBound] | 0x20 != UInt8(ascii: "c"))
        }
        let limit = Swift.min(record.upperBound, start &+ 256)
        // slapd's `newrdn="cn=Ana Holm"`
        if bytes.has("rdn=\"", at: key.lowerBound &- 5, before: key.lowerBound) {
            guard let quote = bytes.firstIndex(of: ASCII.quote, in: start..<limit), quote > start else {
                return .nothing
            }
            return add(bytes, start..<quote, floor: floor, isName: false)
        }
        guard let end = Self.endOfRDN(bytes, start, to: limit), end > start,
            key.count == 2, bytes.hasIgnoringCase("cn", at: key.lowerBound, before: key.upperBound),
            !Self.isBehindRDN(bytes, key.lowerBound, floor: record.lowerBound),
            Self.isPersonsPlace(bytes, end, to: limit), !Self.administrators.contains(bytes, start..<end)
        else { return .nothing }
        return add(bytes, start..<end, floor: floor, isName: false)
    }

    /// The value of an attribute in a filter: `(uid=ana)`. `nil` for any value (`(uid=*)`), for a number, as PAM writes `(uid=1000)`, and for what is
    /// no filter.
    static func assertion(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Range<Int>? {
        let limit = Swift.min(end, start &+ 256)
        let close = bytes.firstIndex(from: start, to: limit) {
            $0.mask(of: ASCII.rightParenthesis).union($0.mask(of: ASCII.leftParenthesis)).union(
                $0.mask(of: ASCII.quote)
            )
            .union($0.mask(from: 0, count: 32)).union($0.mask(of: ASCII.equals))
        }
        guard close > start, close < limit, bytes[close] == ASCII.rightParenthesis,
            close &- start > 1 || bytes[start] != UInt8(ascii: "*"),
            bytes.endOfDigits(from: start, before: close) < close
        else { return nil }
        return start..<close
    }

    private mutating func add(_ bytes: Span<UInt8>, _ value: Range<Int>, floor: Int, isName: Bool) -> Outcome {
        guard value.lowerBound >= floor, !Placeholder.isKept(bytes, value), !Self.isNobody(bytes, value),
            bytes.firstIndex(of: ASCII.at, in: value) == nil, !AddressDetector.isAddress(bytes, value)
        else { return .nothing }
        values.add(isName || bytes.firstIndex(of: ASCII.space, in: value) != nil ? .displayName : .user, value)
        return .values(resume: value.upperBound)
    }

    /// Where the value of a part of a name ends: at a comma or plus sign with the next part behind it. `nil` if none comes.
    private static func endOfRDN(_ bytes: Span<UInt8>, _ start: Int, to limit: Int) -> Int? {
        var at = start
        while at < limit {
            switch bytes[at] {
            case ASCII.backslash: at &+= 1
            case ASCII.comma, ASCII.plus: return nextRDN(bytes, at, to: limit) == nil ? nil : at
            case ASCII.quote, ASCII.equals, ASCII.lessThan, ASCII.semicolon, ..<ASCII.space: return nil
            default: break
            }
            at &+= 1
        }
        return nil
    }

    /// The range of the attribute's type behind a comma; its equals sign follows.
    static func nextRDN(_ bytes: Span<UInt8>, _ comma: Int, to limit: Int) -> Range<Int>? {
        var at = comma &+ 1
        if at < limit, bytes[at] == ASCII.space { at &+= 1 }
        let end = bytes.endOfRun(from: at, to: limit) { $0.wordBytes }
        return end > at && end < limit && bytes[end] == ASCII.equals ? at..<end : nil
    }

    /// Whether another part of the name stands before an attribute: containers have names, too.
    private static func isBehindRDN(_ bytes: Span<UInt8>, _ key: Int, floor: Int) -> Bool {
        var at = key
        while at > floor, bytes[at &- 1] == ASCII.space { at &-= 1 }
        guard at > floor &+ 1, bytes[at &- 1] == ASCII.comma else { return false }
        let limit = Swift.max(floor, at &- 128)
        return bytes.lastIndex(of: ASCII.equals, in: limit..<at &- 1) != nil
    }

    /// Whether the rest of a name is that of a place where people are: a domain, and no folder of groups, services or computers.
    private static func isPersonsPlace(_ bytes: Span<UInt8>, _ comma: Int, to limit: Int) -> Bool {
        var at = comma
        var isFirst = true
        while at < limit, bytes[at] == ASCII.comma || bytes[at] == ASCII.plus, let key = nextRDN(bytes, at, to: limit) {
            let value = key.upperBound &+ 1
            if key.count == 2, bytes.hasIgnoringCase("dc", at: key.lowerBound, before: key.upperBound) { return true }
            let end = bytes.firstIndex(from: value, to: limit) {
                $0.mask(of: ASCII.comma).union($0.mask(of: ASCII.quote))
            }
            if isFirst, things.contains(bytes, value..<end) { return false }
            if isFirst, folders.contains(bytes, value..<end) { return true }
            isFirst = false
            at = end
        }
        return false
    }

    private static let things = WordSet(
        "groups", "group", "roles", "services", "service", "computers", "machines", "hosts", "policies", "builtin",
        "system", "config", "sudoers", "automount", "networks", "zones", ignoresCase: true)
    /// Folders in which there are people, whatever is above them.
    private static let folders = WordSet(
        "people", "users", "persons", "staff", "employees", "members", "accounts", "benutzer", "mitarbeiter",
        ignoresCase: true)
    private static let administrators = WordSet(
        "admin", "administrator", "manager", "root", "readonly", "replicator", "directory manager", "config",
        ignoresCase: true)
}
