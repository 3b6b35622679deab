/// Reads envelopes slowly and strictly: what it takes, any parser takes.
struct NaiveEnvelope {
    enum Value: Equatable {
        /// A string, or a list of bytes.
        case bytes([UInt8])
        case array([Value])
        case literal(String)
    }

    typealias Fields = [(name: String, value: Value)]

    private let bytes: [UInt8]
    private var at = 0

    /// The fields of a JSON object, in order, or `nil` if it is none.
    static func json(_ bytes: [UInt8]) -> Fields? {
        var reader = NaiveEnvelope(bytes: bytes)
        guard let fields = reader.object() else { return nil }
        reader.blanks()
        return reader.at == bytes.count ? fields : nil
    }

    /// The entries of a stream in the journal's export format, or `nil` if it is none.
    static func export(_ bytes: [UInt8]) -> [Fields]? {
        var reader = NaiveEnvelope(bytes: bytes)
        var entries: [Fields] = []
        var fields: Fields = []
        while reader.at < bytes.count {
            if reader.take("\n") {
                entries.append(fields)
                fields = []
                continue
            }
            guard let field = reader.field() else { return nil }
            fields.append(field)
        }
        return fields.isEmpty ? entries : nil
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: JSON

    private mutating func object() -> Fields? {
        guard take("{") else { return nil }
        var fields: Fields = []
        repeat {
            blanks()
            guard case .bytes(let name) = string() else { return nil }
            blanks()
            guard take(":"), let value = value() else { return nil }
            fields.append((String(decoding: name, as: UTF8.self), value))
            blanks()
        } while take(",")
        return take("}") ? fields : nil
    }

    private mutating func value() -> Value? {
        blanks()
        guard at < bytes.count else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "["): return array()
        default:
            let start = at
            while at < bytes.count, !",]} \n\t".utf8.contains(bytes[at]) { at += 1 }
            return start == at ? nil : .literal(String(decoding: bytes[start..<at], as: UTF8.self))
        }
    }

    private mutating func array() -> Value? {
        at += 1
        blanks()
        if take("]") { return .array([]) }
        var values: [Value] = []
        repeat {
            guard let value = value() else { return nil }
            values.append(value)
            blanks()
        } while take(",")
        guard take("]") else { return nil }
        var list: [UInt8] = []
        for value in values {
            guard case .literal(let text) = value, let byte = UInt8(text) else { return .array(values) }
            list.append(byte)
        }
        return .bytes(list)
    }

    private mutating func string() -> Value? {
        guard take("\"") else { return nil }
        var units: [UInt16] = []
        var text: [UInt8] = []
        func flushed() -> [UInt8] { Array(String(decoding: units, as: UTF16.self).utf8) }
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            guard byte == UInt8(ascii: "\\") else {
                text += flushed()
                units = []
                if byte == UInt8(ascii: "\"") { return .bytes(text) }
                guard byte >= 0x20 else { return nil }
                text.append(byte)
                continue
            }
            guard at < bytes.count else { return nil }
            let escape = bytes[at]
            at += 1
            if escape == UInt8(ascii: "u") {
                guard at + 4 <= bytes.count,
                    let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
                else { return nil }
                units.append(unit)
                at += 4
            } else {
                let plain: [Character: UInt16] = [
                    "n": 10, "t": 9, "r": 13, "b": 8, "f": 12, "\"": 34, "\\": 92, "/": 47,
                ]
                guard let unit = plain[Character(Unicode.Scalar(escape))] else { return nil }
                units.append(unit)
            }
        }
        return nil
    }

    private mutating func blanks() {
        while at < bytes.count, " \t\n\r".utf8.contains(bytes[at]) { at += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard at < bytes.count, bytes[at] == character.asciiValue else { return false }
        at += 1
        return true
    }

    // MARK: The export format

    private mutating func field() -> (name: String, value: Value)? {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "="), bytes[at] != 0x0a { at += 1 }
        let name = String(decoding: bytes[start..<at], as: UTF8.self)
        guard !name.isEmpty, at < bytes.count else { return nil }
        let value: [UInt8]
        if take("=") {
            guard let end = bytes[at...].firstIndex(of: 0x0a) else { return nil }
            value = Array(bytes[at..<end])
            at = end + 1
        } else {
            guard at + 9 <= bytes.count else { return nil }
            let length = (0..<8).reduce(0) { $0 | Int(bytes[at + 1 + $1]) << (8 * $1) }
            guard length >= 0, length < bytes.count, at + 9 + length < bytes.count else { return nil }
            value = Array(bytes[at + 9..<at + 9 + length])
            at += 9 + length
            guard take("\n") else { return nil }
        }
        return (name, .bytes(value))
    }
}
