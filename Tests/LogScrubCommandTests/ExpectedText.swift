/// Expected output with markers where pseudonyms belong.
struct ExpectedText {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The expected text with each marker replaced by the pseudonym that stands in its place in the actual one.
    ///
    /// A marker stays where no pseudonym of its kind stands, where an equal marker had another one, or a different marker the same.
    func filledIn(from actual: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var pseudonyms: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
        var at = 0
        while at < bytes.count {
            if let end = endOfMarker(at) {
                let marker = bytes[at..<end]
                let found = pseudonym(in: actual, at: result.count, kind: bytes[at + 2])
                let isOther =
                    found.map { found in pseudonyms.contains { ($0.key == marker) != ($0.value == found) } } ?? true
                if let found, !isOther {
                    pseudonyms[marker] = found
                    result += found
                } else {
                    result += marker
                }
                at = end
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return result
    }

    private func endOfMarker(_ start: Int) -> Int? {
        guard start + 5 < bytes.count, bytes[start...].starts(with: Array("{{".utf8)),
            bytes[start + 3] == UInt8(ascii: ":"),
            "runs".utf8.contains(bytes[start + 2])
        else { return nil }
        var end = start + 4
        while end + 1 < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] == UInt8(ascii: "}"), bytes[end + 1] == UInt8(ascii: "}") { return end + 2 }
            end += 1
        }
        return nil
    }

    private func pseudonym(in actual: [UInt8], at start: Int, kind: UInt8) -> ArraySlice<UInt8>? {
        guard start + 17 <= actual.count, actual[start] == kind, actual[start + 1] == UInt8(ascii: "-"),
            actual[start + 2..<start + 17].allSatisfy({ "abcdefghijklmnopqrstuvwxyz234567".utf8.contains($0) })
        else { return nil }
        return actual[start..<start + 17]
    }
}

/// A text in which each pseudonym is replaced by its letter and a number, the same for the same pseudonym: what two runs, which
/// have different keys, have in common.
func numberingPseudonyms(_ bytes: [UInt8]) -> String {
    var numbers: [Substring: Int] = [:]
    return String(decoding: bytes, as: UTF8.self).replacing(/([runs])-[a-z2-7]{15}(?![a-z2-7])/) { match in
        let number = numbers[match.output.0] ?? numbers.count
        numbers[match.output.0] = number
        return "\(match.output.1)#\(number)"
    }
}
