/// What records are wrapped in on their way through a machine.
extension Mutator {
    /// Each line in one layer, or in several of them.
    mutating func layered(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<random.pick([1, 1, 1, 2, 2, 3]) {
            let kind = random.number(0...8)
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
            bytes = Array(lines.map { wrapped(Array($0), kind) }.joined(separator: [UInt8(ascii: "\n")]))
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count > longest { break }
        }
        return bytes
    }

    private mutating func wrapped(_ line: [UInt8], _ kind: Int) -> [UInt8] {
        switch kind {
        case 0: Array("Aug 25 10:11:12 meet prosody[901]: ".utf8) + line
        case 1: Array("<190>1 2026-08-25T10:11:12.1Z h app 1 - [x@1 a=\"b\"] ".utf8) + line
        case 2:
            Array("{\"log\":\"".utf8) + escaped(line)
                + Array("\\n\",\"stream\":\"stdout\",\"time\":\"2026-08-25T10:11:12.1Z\"}".utf8)
        case 3:
            Array("{\"__CURSOR\":\"s=1\",\"_PID\":\"7\",\"MESSAGE\":\"".utf8) + escaped(line)
                + Array("\",\"_COMM\":\"x\"}".utf8)
        case 4:
            Array("{\"MESSAGE\":[".utf8) + Array(line.map { String($0) }.joined(separator: ",").utf8) + Array("]}".utf8)
        case 5: Array("{\"a\":{\"message\":\"".utf8) + escaped(line) + Array("\",\"b\":null}}".utf8)
        case 6: Array("__CURSOR=s=1\n_PID=7\nMESSAGE\n".utf8) + length(line) + line + Array("\n".utf8)
        case 7: Array("web-1  | 2026-08-25T10:11:12.123456789Z ".utf8) + line
        default: Array("__CURSOR=s=1\nMESSAGE=".utf8) + line + Array("\n".utf8)
        }
    }

    /// The length of a binary field, at times a wrong one.
    private mutating func length(_ line: [UInt8]) -> [UInt8] {
        let length =
            random.onceIn(6) ? random.pick([0, 1, 255, 65_536, 1 << 31, Int.max, -1, line.count + 3]) : line.count
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    }

    /// As the text of a string in JSON; at times something is not escaped.
    private mutating func escaped(_ line: [UInt8]) -> [UInt8] {
        let isSloppy = random.onceIn(8)
        return line.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                isSloppy && random.onceIn(3) ? [byte] : [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "<") where random.onceIn(4): Array("\\u003c".utf8)
            case UInt8(ascii: "/") where random.onceIn(4): Array("\\/".utf8)
            case 0..<0x20: Array("\\u00".utf8) + [hex(byte >> 4), hex(byte & 15)]
            default: [byte]
            }
        }
    }

    private func hex(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

/// Writes random JSON that is valid, in which keys and values are what the scrubber looks for.
struct JSONWriter {
    var random: SeededGenerator
    var bytes: [UInt8] = []
    private let space: [String]

    init(random: SeededGenerator) {
        self.random = random
        space = self.random.pick([[""], ["", " "], ["", " ", "  ", "\t"]])
    }

    mutating func object(depth: Int) {
        put("{")
        let count = random.number(0...(depth > 2 ? 2 : 7))
        for index in 0..<count {
            if index > 0 { put(",") }
            string(isKey: true)
            put(":")
            value(depth: depth + 1)
        }
        put("}")
    }

    private mutating func value(depth: Int) {
        switch random.number(0...(depth > 4 ? 5 : 8)) {
        case 0, 1, 2: string(isKey: false)
        case 3: put(random.pick(["null", "true", "false"]))
        case 4:
            put(
                random.pick([
                    "0", "-1", "7", "42", "203", "1.5", "-0.0", "1e5", "1E-7", "1788000000.123", "9223372036854775808",
                    "65535", "255",
                ]))
        case 5: put(random.pick(["[]", "{}", "\"\"", "[203,0,113,7]", "[[]]", "[{}]", "{\"\":\"\"}"]))
        case 6:
            put("[")
            for index in 0..<random.number(0...5) {
                if index > 0 { put(",") }
                value(depth: depth + 1)
            }
            put("]")
        default: object(depth: depth + 1)
        }
    }

    private mutating func string(isKey: Bool) {
        var text: [UInt8] = isKey ? Array(random.pick(Dictionary.keys).utf8) : []
        if !isKey || random.onceIn(6) {
            for _ in 0..<random.pick([0, 1, 1, 1, 2, 4]) {
                text += Array(random.pick(random.pick(Dictionary.all)).utf8)
                if random.onceIn(3) { text.append(0x20) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20, 0x7F:
                bytes += Array("\\u00".utf8) + Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8)
            case 0x21..<0x7F where random.onceIn(60): bytes += Array("\\u00".utf8) + Array(String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func put(_ text: String) {
        bytes += Array(random.pick(space).utf8)
        bytes += Array(text.utf8)
    }
}
