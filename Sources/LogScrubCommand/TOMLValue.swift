internal import CTOML
internal import LogScrub

/// A value of a TOML file, and where it stands in it.
struct TOMLValue {
    /// A place in a file, counted from one.
    struct Place: Equatable, CustomStringConvertible {
        let line: Int
        let column: Int

        var description: String { "\(line):\(column)" }
    }

    /// A member of a table.
    struct Member {
        let key: String
        let place: Place
        let value: TOMLValue
    }

    enum Content {
        case string(String)
        case integer(Int)
        case boolean(Bool)
        case array([TOMLValue])
        case table([Member])
        /// A number with a fraction, a date or a time.
        case other
    }

    let content: Content
    let place: Place

    /// What a function makes of the tables of a list, each with those before it.
    ///
    /// - Parameter name: How the list is written: `[[name]]`.
    func entries<Entry>(
        _ name: String, _ make: (TOMLValue, [Entry]) throws(ConfigurationProblem) -> Entry
    ) throws(ConfigurationProblem) -> [Entry] {
        guard case .array(let tables) = content else { throw wrongType("written [[\(name)]]") }
        var entries: [Entry] = []
        for table in tables { entries.append(try make(table, entries)) }
        return entries
    }

    /// What it is, in words.
    var type: String {
        switch content {
        case .string: "text"
        case .integer: "a number"
        case .boolean: "true or false"
        case .array: "a list"
        case .table: "a table"
        case .other: "a fraction, a date or a time"
        }
    }

    /// Reads a file's text.
    ///
    /// - Returns: The table that the file is.
    /// - Throws: What is wrong with its syntax, and where.
    /// - Complexity: O(*n* log *n*).
    static func read(_ text: String) throws(ConfigurationProblem) -> TOMLValue {
        var reader = Reader()
        var error = CTOMLError()
        var text = text
        // Safe: the text and the reader live until the call returns, and nothing keeps what is handed over.
        let isRead = text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe withUnsafeMutablePointer(to: &reader) { reader in
                    unsafe CTOMLRead(
                        characters.baseAddress, characters.count, reader,
                        { context, value in
                            guard let context = unsafe context, let value = unsafe value else { return }
                            unsafe context.assumingMemoryBound(to: Reader.self).pointee.add(value.pointee)
                        }, &error)
                }
            }
        }
        guard isRead else {
            // Safe: the message ends with a NUL.
            let message = unsafe withUnsafeBytes(of: error.message) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            throw ConfigurationProblem(
                place: Place(line: Int(error.line), column: Int(error.column)), message: FileName.printable(message))
        }
        return reader.root ?? TOMLValue(content: .table([]), place: Place(line: 1, column: 1))
    }

    /// Puts together what is handed over one after the other.
    private struct Reader {
        /// A table or an array whose members are to come.
        private struct Open {
            let isTable: Bool
            let count: Int
            let place: Place
            let key: String?
            let keyPlace: Place
            var members: [Member] = []
            var values: [TOMLValue] = []

            var isFull: Bool { members.count + values.count == count }

            var closed: TOMLValue { TOMLValue(content: isTable ? .table(members) : .array(values), place: place) }
        }

        private var open: [Open] = []
        private(set) var root: TOMLValue?

        /// Safe: the library says how long its texts are, and they are there for the call.
        mutating func add(_ value: CTOMLValue) {
            let place = unsafe Place(line: Int(value.line), column: Int(value.column))
            let keyPlace = unsafe Place(line: Int(value.keyLine), column: Int(value.keyColumn))
            let key = unsafe value.key.map { unsafe Self.text($0, value.keyLength) }
            let kind = unsafe value.kind
            if kind == CTOMLTable || kind == CTOMLArray {
                let count = unsafe value.count
                open.append(
                    Open(isTable: kind == CTOMLTable, count: count, place: place, key: key, keyPlace: keyPlace))
            } else {
                let content: Content =
                    switch kind {
                    case CTOMLString: unsafe .string(Self.text(value.text, value.textLength))
                    case CTOMLInteger: unsafe .integer(Int(value.integer))
                    case CTOMLBoolean: unsafe .boolean(value.boolean)
                    default: .other
                    }
                put(TOMLValue(content: content, place: place), key, keyPlace)
            }
            while let last = open.last, last.isFull {
                open.removeLast()
                put(last.closed, last.key, last.keyPlace)
            }
        }

        private mutating func put(_ value: TOMLValue, _ key: String?, _ place: Place) {
            guard !open.isEmpty else {
                root = value
                return
            }
            let last = open.count - 1
            if let key {
                open[last].members.append(Member(key: key, place: place, value: value))
            } else {
                open[last].values.append(value)
            }
        }

        private static func text(_ start: UnsafePointer<CChar>, _ length: Int) -> String {
            unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
        }
    }
}
