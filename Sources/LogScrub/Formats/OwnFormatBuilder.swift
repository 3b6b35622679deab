/// A format while the text that says it is read.
struct OwnFormatBuilder {
    /// What somebody has said of variables, by their names.
    private let fields: [String: OwnField]
    private var parts: [OwnFormat.Part] = []
    private var literal: [UInt8] = []
    private var names: Set<String> = []

    init(fields: [String: OwnField]) { self.fields = fields }

    /// Adds a byte that stands in each record.
    mutating func append(_ byte: UInt8) { literal.append(byte) }

    /// Adds a byte of a text in which a percent sign begins a variable and two stand for one.
    ///
    /// - Returns: `false` if it begins a variable.
    mutating func append(_ byte: UInt8, before rest: inout ArraySlice<UInt8>) -> Bool {
        if byte == ASCII.percent {
            guard rest.first == ASCII.percent else { return false }
            rest.removeFirst()
        }
        literal.append(byte)
        return true
    }

    /// Adds a field.
    mutating func append(_ field: OwnField) {
        endLiteral()
        parts.append(.field(field))
    }

    /// What a variable holds: what somebody has said, else what its name says.
    mutating func field(_ name: String, _ known: @autoclosure () -> OwnField) -> OwnField {
        names.insert(name)
        return fields[name] ?? known()
    }

    /// - Throws: `ScrubError` with the code `format` if there is no field, or something is said of one that is not there.
    mutating func format(_ definition: String) throws(ScrubError) -> OwnFormat {
        endLiteral()
        if let other = fields.keys.sorted().first(where: { !names.contains($0) }) {
            throw ScrubError(.format, Suggestion.unknown("variable of the format", among: names.sorted(), given: other))
        }
        return try OwnFormat(definition, parts)
    }

    private mutating func endLiteral() {
        if !literal.isEmpty { parts.append(.text(literal)) }
        literal = []
    }
}
