/// Makes failures of properties short and repeatable.
enum Failure {
    /// The smallest part of the input, by leaving out pieces, for which the property still fails.
    static func shrink(_ input: [UInt8], while fails: ([UInt8]) -> Bool) -> [UInt8] {
        var smallest = input
        var length = smallest.count / 2
        while length > 0 {
            var start = 0
            while start < smallest.count {
                var shorter = smallest
                shorter.removeSubrange(start..<min(start + length, smallest.count))
                if fails(shorter) {
                    smallest = shorter
                } else {
                    start += length
                }
            }
            length /= 2
        }
        return smallest
    }

    /// Bytes as a Swift string literal would write them.
    static func show(_ bytes: some Sequence<UInt8>) -> String {
        let escaped = bytes.map { byte in
            switch byte {
            case UInt8(ascii: "\n"): "\\n"
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
            case 0x20...0x7e: String(UnicodeScalar(byte))
            default: (byte < 16 ? "<0" : "<") + String(byte, radix: 16) + ">"
            }
        }
        return "\"" + escaped.joined() + "\""
    }

    static func note(_ round: Int, _ parts: String...) -> String {
        (["LOGSCRUB_SEED=\(TestSeed.value), round \(round)"] + parts).joined(separator: "\n  ")
    }
}
