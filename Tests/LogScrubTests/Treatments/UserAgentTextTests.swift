import Testing

@testable import LogScrub

@Suite("User agents: the product and its major version")
struct UserAgentTextTests {
    @Test("Random agents have the product that is found by looking at one byte after the other")
    func random() {
        let pieces = [
            "curl", "Chrome", "Version", "Safari", "Firefox", "MJ12bot", "Jitsi%20Meet", "check_http", "x86_64",
            "Mozilla", "5", "12",
            "1234", "12345", "5curl", "1234Chrome", "7Version", "-", "_", "%", "/", "/", "/", " ", " ", "\\/", "\\",
            ".", ";", "(", ")",
            String(repeating: "a", count: 61), String(repeating: "1", count: 63),
        ]
        for round in TestSeed.rounds(4_000) {
            var random = SeededGenerator("agents", round: round)
            let text = (0..<random.number(0...24)).map { _ in pieces[random.number(0...pieces.count - 1)] }.joined()
            let bytes = ContiguousArray(text.utf8) + [UInt8](repeating: 0x22, count: CandidateScanner.slack)
            let product = UserAgentText.product(bytes.span, 0..<text.utf8.count).map {
                Found(
                    name: $0.isSafari ? 0..<0 : $0.name(from: 0),
                    version: $0.version(from: 0).isEmpty ? 0..<0 : $0.version(from: 0))
            }
            #expect(product == Self.product(bytes, to: text.utf8.count), "round \(round): \(text)")
        }
    }

    @Test("Every product ends with a letter, as do the names that are looked up")
    func endings() {
        for name in UserAgentText.names { #expect(name.description.utf8.last?.isLetter == true, "\(name)") }
    }

    private struct Found: Equatable {
        /// Empty for Safari.
        var name: Range<Int>
        var version: Range<Int>
    }

    private static func product(_ bytes: ContiguousArray<UInt8>, to end: Int) -> Found? {
        func isName(_ byte: UInt8) -> Bool { byte.isWord || byte == ASCII.hyphen || byte == ASCII.percent }
        let names = UserAgentText.names.map { ContiguousArray($0.description.utf8) }
        var (at, best, safari) = (0, (rank: Int.max, found: Found(name: 0..<0, version: 0..<0)), Range<Int>?.none)
        while true {
            while at < end, !isName(bytes[at]) { at += 1 }
            guard at < end else { break }
            let start = at
            while at < end, isName(bytes[at]) { at += 1 }
            let name = start..<at
            if at < end, bytes[at] == ASCII.backslash, bytes[at + 1] == ASCII.slash { at += 1 }
            var version = 0..<0
            if at < end, bytes[at] == ASCII.slash || bytes[at] == ASCII.space {
                let digits = bytes.span.endOfDigits(from: at + 1, before: end, atMost: 4)
                if digits > at + 1 { version = at + 1..<digits }
                at = max(at, digits)
            }
            if name.count == 7, bytes.span.has("Version/", at: start, before: end) { safari = version }
            if let rank = names.firstIndex(of: ContiguousArray(bytes[name])), rank < best.rank {
                best = (rank, Found(name: name, version: version))
            }
        }
        if let safari, best.rank > names.count - 7 { return Found(name: 0..<0, version: safari) }
        return best.rank == .max ? nil : best.found
    }
}
