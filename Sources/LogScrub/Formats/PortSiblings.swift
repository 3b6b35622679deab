/// Addresses and ports that stand side by side in an object of JSON: `{"ip":"203.0.113.7","port":51514}`, `{"c_ip":…,"c_port":…}`.
///
/// What the key of such a port does not say, the address says: the two have one prefix, or the port has none. On a server's side, ports are those of
/// services, and stay: `{"server":{"ip":…,"port":…}}`, `{"local_ip":…,"local_port":…}`.
///
/// The members of the objects that are open lie on a stack.
struct PortSiblings {
    private struct Member {
        /// Of an address the key, of a port what stands in its key before the word for it.
        var key: Range<Int>
        var value: Range<Int>
        /// Which mark is the port's; `nil` for an address.
        var mark: Int?
    }

    private var members = ContiguousArray<Member>()

    /// An object has no more ends of connections than these. More would be compared with each other.
    private static let most = 64

    @inline(__always)
    var count: Int { members.count }

    @inline(__always)
    mutating func truncate(to count: Int) {
        if members.count > count { members.removeLast(members.count &- count) }
    }

    /// Takes a value, if it is an address and nothing else.
    @inline(__always)
    mutating func add(_ bytes: Span<UInt8>, address value: Range<Int>, key: Range<Int>) {
        guard Self.isAddress(bytes, value), members.count < Self.most else { return }
        members.append(Member(key: key, value: value, mark: nil))
    }

    /// Whether a string is an address and nothing else; `fe80::7%eth0` has a zone.
    @inline(__always)
    static func isAddress(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard value.count >= 2, value.count < 64,
            bytes[value.lowerBound].isHexDigit || bytes[value.lowerBound] == ASCII.colon
        else { return false }
        return isWholeAddress(bytes, value)
    }

    @inline(never)
    private static func isWholeAddress(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        let end = bytes.firstIndex(of: ASCII.percent, in: value) ?? value.upperBound
        return AddressDetector.isAddress(bytes, value.lowerBound..<end)
    }

    mutating func add(port value: Range<Int>, prefix: Range<Int>, mark: Int) {
        if members.count < Self.most { members.append(Member(key: prefix, value: value, mark: mark)) }
    }

    /// The mark of a member that is a port.
    func mark(at index: Int) -> Int? { members[index].mark }

    /// What stands in the key of a port before the word for it: nothing in `port`, `c_` in `c_port`, `client` in `clientPort`, `id.orig_` in Zeek's `id.orig_p`.
    static func prefix(_ bytes: Span<UInt8>, ofPort key: Range<Int>) -> Range<Int>? {
        guard let last = key.last else { return nil }
        switch bytes[last].lowercased {
        // Envoy's `port_value`.
        case UInt8(ascii: "e"):
            let isValue = bytes.hasIgnoringCase("value", at: key.upperBound &- 5, before: key.upperBound)
            let end = key.upperBound &- (isValue && bytes[key.upperBound &- 6] == ASCII.underscore ? 6 : 5)
            return isValue && end > key.lowerBound ? prefix(bytes, ofPort: key.lowerBound..<end) : nil
        case UInt8(ascii: "t"):
            let start = key.upperBound &- 4
            return start >= key.lowerBound && bytes.hasIgnoringCase("port", at: start, before: key.upperBound)
                ? key.lowerBound..<start : nil
        case UInt8(ascii: "p"):
            return key.count > 5 && bytes.has("orig_p", at: last &- 5, before: key.upperBound)
                ? key.lowerBound..<last : nil
        default: return nil
        }
    }

    /// The address of a port, if it is a client's.
    ///
    /// - Parameters:
    ///   - index: Which member is the port.
    ///   - start: The first member of its object.
    ///   - object: The key of the object.
    func address(_ bytes: Span<UInt8>, of index: Int, from start: Int, object: Range<Int>) -> Range<Int>? {
        let prefix = members[index].key
        if Self.isServer(bytes, object) || Self.isServer(bytes, prefix) { return nil }
        for member in members[start...] where member.mark == nil {
            if Self.isOf(bytes, member.key, prefix), !Self.isServer(bytes, member.key) { return member.value }
        }
        return nil
    }

    /// Whether an address has the prefix of a port: `c_ip` has that of `c_port`, and any has none.
    private static func isOf(_ bytes: Span<UInt8>, _ address: Range<Int>, _ prefix: Range<Int>) -> Bool {
        guard prefix.count <= address.count else { return false }
        for at in 0..<prefix.count
        where bytes[address.lowerBound &+ at].lowercased != bytes[prefix.lowerBound &+ at].lowercased {
            return false
        }
        let rest = address.lowerBound &+ prefix.count..<address.upperBound
        return prefix.isEmpty || rest.isEmpty || addressWords.contains(bytes, rest)
    }

    private static let addressWords = WordSet(
        "ip", "addr", "address", "host", "ipaddr", "ipaddress", "ip_addr", "ip_address", "ipv4", "ipv6", "h",
        ignoresCase: true)

    /// Whether a word of a key says that the server is meant, or whoever it speaks to.
    static func isServer(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
        var at = key.lowerBound
        while at < key.upperBound {
            var end = at &+ 1
            while end < key.upperBound, bytes[end].isWord, bytes[end] != ASCII.underscore,
                bytes[end] & 0x20 != 0 || bytes[end &- 1] & 0x20 == 0
            {
                end &+= 1
            }
            if serverWords.contains(bytes, at..<end) { return true }
            at = end
            while at < key.upperBound, !bytes[at].isWord || bytes[at] == ASCII.underscore { at &+= 1 }
        }
        return false
    }

    /// `l` and `d` are the prefixes of `lport` and `daddr`.
    private static let serverWords = WordSet(
        "server", "servers", "listen", "listener", "listeners", "listening", "bind", "bound", "local", "dest",
        "destination", "dst", "upstream", "upstreams", "backend", "backends", "target", "self", "own", "service",
        "services", "resp", "responder", "l", "d", "laddr", "daddr", "to", ignoresCase: true)
}
