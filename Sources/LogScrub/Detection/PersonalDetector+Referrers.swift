/// Referrers behind the name of their header.
extension PersonalDetector {
    /// Whether a value is a URL, or a part of one: `https://other.example/x`, `android-app://…`, `//other.example/`, `/room`, `other.example/x`.
    static func isReferrer(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        if bytes[value.lowerBound] == ASCII.slash || bytes.has("\\/", at: value.lowerBound, before: value.upperBound) {
            return value.count > 1
        }
        let end = bytes.endOfRun(from: value.lowerBound, to: value.upperBound) {
            $0.keyBytes.union($0.mask(of: ASCII.dot))
        }
        guard end > value.lowerBound, end < value.upperBound else { return false }
        if bytes[end] == ASCII.slash { return bytes.firstIndex(of: ASCII.dot, in: value.lowerBound..<end) != nil }
        guard let colon = AddressDetector.character(bytes, at: end, to: value.upperBound), colon.value == ASCII.colon
        else { return false }
        let slash = AddressDetector.character(bytes, at: colon.end, to: value.upperBound)
        return slash?.value == ASCII.slash || bytes.has("\\/", at: colon.end, before: value.upperBound)
    }
}
