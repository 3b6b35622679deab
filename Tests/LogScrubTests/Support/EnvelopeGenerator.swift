/// Random records inside of random envelopes, written in any of the ways in which JSON lets one write them.
struct EnvelopeGenerator {
    typealias Field = (name: String, value: [UInt8])

    enum Kind: CaseIterable {
        case json, pretty, sequence, events, export, docker, compose, syslog, verbose
    }

    var lines: LogLineGenerator

    init(_ random: SeededGenerator, kind: LogLineGenerator.Kind = .anything) {
        lines = LogLineGenerator(random, kind: kind)
    }

    /// Entries of about `size` bytes together, mostly of one kind, with plain lines between them.
    mutating func stream(of size: Int, _ kind: Kind) -> [UInt8] {
        var stream: [UInt8] = []
        while stream.count < size {
            let next = lines.random.onceIn(8) ? lines.random.pick(Kind.allCases) : kind
            stream += lines.random.onceIn(10) && !stream.isEmpty ? lines.line() + [0x0a] : entry(next)
        }
        return stream
    }

    /// Takes out, doubles and changes some bytes.
    mutating func damaged(_ stream: [UInt8]) -> [UInt8] {
        var stream = stream
        for _ in 0..<lines.random.number(1...6) where !stream.isEmpty {
            let start = lines.random.number(0...stream.count - 1)
            let end = min(stream.count, start + lines.random.number(1...lines.random.pick([1, 3, 40])))
            switch lines.random.number(1...3) {
            case 1: stream.removeSubrange(start..<end)
            case 2: stream.insert(contentsOf: stream[start..<end], at: start)
            default: stream[start] = lines.random.pick(Array("\"\\{}[],:\n\t0=X ".utf8))
            }
        }
        return stream
    }

    mutating func entry(_ kind: Kind) -> [UInt8] {
        switch kind {
        case .json: json(fields()) + [0x0a]
        case .pretty: pretty(fields()) + [0x0a]
        case .sequence: [0x1e] + json(fields()) + [0x0a]
        case .events: Array("data: ".utf8) + json(fields()) + [0x0a, 0x0a]
        case .export: export(fields())
        case .docker: docker(lines.line())
        case .compose: Array("web-1  | ".utf8) + lines.line() + [0x0a]
        case .syslog: Array("<190>Aug 25 10:11:12 meet app[7]: ".utf8) + octal(trace()) + [0x0a]
        case .verbose:
            Array("Tue 2026-08-25 10:11:12.000000 UTC [s=1f;i=1]\n    _PID=7\n    MESSAGE=".utf8) + lines.line() + [
                0x0a
            ]
        }
    }

    // MARK: Content

    /// Some lines.
    mutating func message() -> [UInt8] {
        var message = lines.line()
        while lines.random.onceIn(3) { message += [0x0a] + lines.line() }
        return message
    }

    /// A line, and at times a stack trace behind it.
    private mutating func trace() -> [UInt8] {
        var trace = lines.line()
        while lines.random.onceIn(2) { trace += Array("\n\tat org.example.Client(/\(lines.freeAddress())".utf8) }
        return trace
    }

    /// The fields of an entry of the journal.
    mutating func fields() -> [Field] {
        let time = lines.random.number(1_000_000...9_999_999)
        let fields: [Field] = [
            ("__CURSOR", Array("s=19511dd180764cf4b274793b0db8255a;i=\(time)".utf8)),
            ("__REALTIME_TIMESTAMP", Array("178765267\(time)".utf8)),
            ("_BOOT_ID", Array("6c7c6013a26343b29e964691ff25d04c".utf8)),
        ]
        var others: [Field] = [("MESSAGE", message()), ("PRIORITY", [0x36])]
        if lines.random.onceIn(2) { others.append(("_MACHINE_ID", Array("a91663387a90b89f185d4e860000001a".utf8))) }
        if lines.random.onceIn(2) {
            others.append(("_CMDLINE", Array("/usr/bin/x --turn \(lines.freeAddress())".utf8)))
        }
        if lines.random.onceIn(3) { others.append(("SYSLOG_RAW", lines.line())) }
        if lines.random.onceIn(3) { others.append(("X_CAF\u{45}", message())) }
        others.shuffle(using: &lines.random)
        return fields + others
    }

    // MARK: JSON

    mutating func json(_ fields: [Field]) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for (index, field) in fields.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text += Array("\"\(field.name)\":".utf8) + value(field.value, separator: lines.random.pick([",", ", "]))
        }
        return text + [UInt8(ascii: "}")]
    }

    mutating func pretty(_ fields: [Field]) -> [UInt8] {
        var text = Array("{\n".utf8)
        for (index, field) in fields.enumerated() {
            text += Array("\t\"\(field.name)\" : ".utf8) + value(field.value, separator: ",\n\t\t")
            text += index < fields.count - 1 ? [UInt8(ascii: ","), 0x0a] : [0x0a]
        }
        return text + [UInt8(ascii: "}")]
    }

    mutating func docker(_ line: [UInt8]) -> [UInt8] {
        let end: [UInt8] = lines.random.onceIn(8) ? [] : [0x0a]
        let text = line + end
        guard let valid = String(validating: text, as: UTF8.self) else { return docker(Array("203.0.113.7".utf8)) }
        return Array("{\"log\":\"".utf8) + escaped(valid)
            + Array("\",\"stream\":\"stdout\",\"time\":\"2026-08-25T08:11:12.000123456Z\"}\n".utf8)
    }

    /// A string, or a list of bytes where the value is no text, and at times where it is.
    mutating func value(_ bytes: [UInt8], separator: String) -> [UInt8] {
        guard let text = String(validating: bytes, as: UTF8.self), !lines.random.onceIn(4) || bytes.isEmpty else {
            return numbers(bytes, separator: separator)
        }
        return [UInt8(ascii: "\"")] + escaped(text) + [UInt8(ascii: "\"")]
    }

    func numbers(_ bytes: [UInt8], separator: String) -> [UInt8] {
        let isSpread = separator.contains("\n")
        let list = bytes.map { "\($0)" }.joined(separator: separator)
        return Array((isSpread ? "[\n\t\t\(list)\n\t]" : "[\(list)]").utf8)
    }

    mutating func escaped(_ text: String) -> [UInt8] {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            case "/" where lines.random.onceIn(3): escaped += "\\/"
            case _ where scalar.value < 0x20 || lines.random.onceIn(scalar.isASCII ? 25 : 2):
                for unit in String(scalar).utf16 {
                    escaped += "\\u" + NaiveAddress.padded(String(unit, radix: 16), to: 4)
                }
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return Array(escaped.utf8)
    }

    // MARK: Others

    mutating func export(_ fields: [Field]) -> [UInt8] {
        var text: [UInt8] = []
        for (index, field) in fields.enumerated() {
            // The first field says what the stream is, and has always one line.
            let isBinary = index > 0 && (field.value.contains(0x0a) || lines.random.onceIn(4))
            text += Array(field.name.utf8)
            if isBinary {
                text.append(0x0a)
                for shift in 0..<8 { text.append(UInt8(truncatingIfNeeded: field.value.count >> (8 * shift))) }
            } else {
                text.append(UInt8(ascii: "="))
            }
            text += field.value + [0x0a]
        }
        return text + [0x0a]
    }

    /// Escapes control characters as rsyslog does.
    func octal(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            guard byte < 0x20 || byte == 0x7f else { return [byte] }
            return Array("#\(NaiveAddress.padded(String(byte, radix: 8), to: 3))".utf8)
        }
    }
}
