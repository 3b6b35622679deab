internal import CPCRE2

/// A regular expression of the user's, in the syntax of PCRE2.
///
/// It is matched against bytes, one record at a time without its line end; `(*UTF)` at its start makes it read UTF-8. A pattern is
/// compiled once and may be used by any number of sessions at the same time.
///
/// What it finds is all of a match, or the named groups in it: that called `value` is of the pattern's kind, one called as a kind is of that one
/// (`(?<user>\w+) joined (?<room>\w+)`, with `_` for a hyphen).
public struct Pattern: Sendable {
    /// The expression as it was given.
    public let source: String
    /// What a match is, or its group `value`.
    public let kind: Kind
    /// The names of the formats in whose records it looks; all, if there are none.
    public internal(set) var formats: [String] = []
    /// The places of these formats.
    var recordIndices: [Int] = []

    /// Whether it looks in records of the format at a place.
    func looks(at index: Int) -> Bool { recordIndices.isEmpty || recordIndices.contains(index) }

    let code: PatternCode

    /// Compiles an expression.
    ///
    /// - Parameters:
    ///   - source: The expression.
    ///   - kind: What it finds: `pattern`, which becomes `[redacted]`, or another kind that a name, an id or a secret may be.
    /// - Throws: `ScrubError` with the code `pattern`: PCRE2's reason and the position in the expression, counted in bytes from 0; or that nothing
    ///   that a pattern finds can be of the kind.
    public init(_ source: String, kind: Kind = .pattern) throws(ScrubError) {
        try Self.require(kind)
        if source.isEmpty { throw ScrubError(.pattern, "the pattern is empty: it would find nothing") }
        self.source = source
        self.kind = kind
        code = try PatternCode(source, kind: kind, literals: PatternLiterals.literals(of: source), useJIT: true)
    }

    /// Compiles an expression of which it is known what stands in each match.
    init(_ source: String, kind: Kind, keyLiterals literals: [LiteralWatch.Literal]) throws(ScrubError) {
        try Self.require(kind)
        self.source = source
        self.kind = kind
        code = try PatternCode(source, kind: kind, literals: literals, findsValues: true, useJIT: true)
    }

    /// Kinds whose values are no names: what becomes of them depends on how they are written.
    private static let others: [Kind] = [.address, .port, .referrer, .ownReferrer, .hostName, .query, .userAgent, .mac]

    /// Whether values of a kind may be found by patterns.
    static func canFind(_ kind: Kind) -> Bool { !others.contains(kind) }

    fileprivate static func require(_ kind: Kind) throws(ScrubError) {
        if !canFind(kind) {
            throw ScrubError(.pattern, "a pattern cannot find the kind \(kind); it is found by its form")
        }
    }

    /// Compiles an expression, for tests also without just-in-time compilation.
    init(_ source: String, useJIT: Bool) throws(ScrubError) {
        self.source = source
        kind = .pattern
        code = try PatternCode(source, kind: .pattern, literals: nil, useJIT: useJIT)
    }
}

/// Owns the compiled expression.
///
/// `@unchecked Sendable`: a `pcre2_code` is never written after it is compiled, and PCRE2 documents that threads may share it.
@safe
final class PatternCode: @unchecked Sendable {
    let pointer: OpaquePointer
    /// Whether machine code could be made; a system that forbids writable and executable memory (systemd's
    /// `MemoryDenyWriteExecute=`) does not allow it.
    let hasJIT: Bool
    /// What a match is as a whole.
    let kind: Kind
    /// The groups that are findings, by their numbers; empty if all of a match is one.
    let groups: [(number: Int, kind: Kind)]
    /// Texts of which one stands in each match; `nil` if that is not known.
    let literals: [LiteralWatch.Literal]?
    /// Whether it finds the values of keys.
    let findsValues: Bool

    init(
        _ source: String, kind: Kind, literals: [LiteralWatch.Literal]?, findsValues: Bool = false, useJIT: Bool
    ) throws(ScrubError) {
        var errorCode: Int32 = 0
        var errorOffset = 0
        let bytes = Array(source.utf8)
        // Safe: PCRE2 reads `count` bytes during the call and writes the two integers.
        let compiled = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe pcre2_compile_8(
                buffer.baseAddress, buffer.count, PCRE2_NEVER_BACKSLASH_C, &errorCode, &errorOffset, nil)
        }
        guard let compiled = unsafe compiled else {
            throw ScrubError(.pattern, "\(Self.message(errorCode)) at position \(errorOffset) of the pattern")
        }
        unsafe pointer = compiled
        self.kind = kind
        self.literals = literals
        self.findsValues = findsValues
        do {
            groups = try unsafe Self.groups(of: compiled, kind)
        } catch {
            unsafe pcre2_code_free_8(compiled)  // Safe: made above, and nobody has it.
            throw error
        }
        hasJIT = unsafe useJIT && pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) == 0
    }

    /// The named groups whose names say what they are.
    private static func groups(of code: OpaquePointer, _ kind: Kind) throws(ScrubError) -> [(number: Int, kind: Kind)] {
        var (count, size): (UInt32, UInt32) = (0, 0)
        var table: UnsafePointer<UInt8>?
        // Safe: PCRE2 writes one value of the type that it documents; the table lives as long as the code.
        _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
        _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
        _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
        var groups: [(number: Int, kind: Kind)] = []
        for index in 0..<Int(count) {
            guard let entry = unsafe table.map({ unsafe $0 + index * Int(size) }) else { break }
            // Safe: two bytes for the number, and the name with a zero behind it.
            let number = unsafe Int(entry[0]) << 8 | Int(entry[1])
            let letters = unsafe UnsafeBufferPointer(start: entry + 2, count: Int(size) - 2).prefix { $0 != 0 }
            let name = String(decoding: letters, as: UTF8.self).replacing("_", with: "-")
            guard let found = name == "value" ? kind : Kind(rawValue: name) else { continue }
            try Pattern.require(found)
            guard number < PatternMatcher.mostGroups else {
                throw ScrubError(
                    .pattern, "only the first \(PatternMatcher.mostGroups - 1) groups of a pattern can be findings")
            }
            groups.append((number, found))
        }
        return groups
    }

    deinit {
        unsafe pcre2_code_free_8(pointer)  // Safe: made by `pcre2_compile`, freed once.
    }

    private static func message(_ code: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 256)
        // Safe: PCRE2 writes at most `count` bytes, a terminating zero included.
        let length = unsafe text.withUnsafeMutableBufferPointer {
            unsafe pcre2_get_error_message_8(code, $0.baseAddress, $0.count)
        }
        return length > 0 ? String(decoding: text.prefix(Int(length)), as: UTF8.self) : "the pattern does not compile"
    }
}

/// The working memory of matching: one for each stream.
///
/// `@safe`: the two pointers are made in `init`, freed in `deinit`, and never handed out.
@safe
struct PatternMatcher: ~Copyable {
    /// What came of looking for the next match.
    enum Outcome: Equatable {
        case match(Range<Int>)
        case none
        /// The expression took more steps or memory than it may, so that nothing is known about the record.
        case limit
    }

    /// Steps of the matcher for one record: PCRE2's own default, named here so that a distribution cannot change it.
    static let matchLimit: UInt32 = 10_000_000

    /// Steps for a record of so many bytes: what takes more is catastrophic, and a visitor could hold everything up with it.
    static func limit(of length: Int) -> UInt32 {
        UInt32(Swift.min(Int(matchLimit), 200_000 + 200 * length))
    }

    /// Memory for backtracking, in KiB.
    static let heapLimit: UInt32 = 16 * 1024

    /// So many groups of a match are told, the match itself among them.
    static let mostGroups = 32

    private let data: OpaquePointer
    private let context: OpaquePointer

    init() {
        // Safe: both are owned by this value and freed in `deinit`. PCRE2 returns null only when memory is exhausted.
        guard let data = unsafe pcre2_match_data_create_8(UInt32(Self.mostGroups), nil),
            let context = unsafe pcre2_match_context_create_8(nil)
        else { preconditionFailure("out of memory") }
        unsafe self.data = data
        unsafe self.context = context
        _ = unsafe pcre2_set_match_limit_8(context, Self.matchLimit)
        _ = unsafe pcre2_set_depth_limit_8(context, Self.matchLimit)
        _ = unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
    }

    deinit {
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
    }

    /// Looks for the next match.
    ///
    /// - Parameters:
    ///   - record: The bytes that the expression sees; `^`, `$` and look-behind know nothing else.
    ///   - start: Where to begin, in positions of `bytes`.
    mutating func next(_ pattern: PatternCode, _ bytes: Span<UInt8>, record: Range<Int>, from start: Int) -> Outcome {
        let subject = bytes.extracting(record)
        // Safe: PCRE2 reads `count` bytes during the call; the data and the context outlive it.
        return unsafe subject.withUnsafeBytes { buffer in
            _ = unsafe pcre2_set_match_limit_8(context, Self.limit(of: buffer.count))
            let offset = start - record.lowerBound
            let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            var code = unsafe pcre2_match_8(pattern.pointer, base, buffer.count, offset, 0, data, context)
            if code < 0, code != PCRE2_ERROR_NOMATCH, pattern.hasJIT {
                // Machine code counts its steps and its stack in another way; the interpreter has the last word.
                code = unsafe pcre2_match_8(
                    pattern.pointer, base, buffer.count, offset, PCRE2_NO_JIT, data, context)
            }
            if code == PCRE2_ERROR_NOMATCH { return .none }
            guard code >= 0 else { return .limit }
            let vector = unsafe pcre2_get_ovector_pointer_8(data)!
            let range = unsafe vector[0]..<max(vector[0], vector[1])
            return .match(record.lowerBound + range.lowerBound..<record.lowerBound + range.upperBound)
        }
    }

    /// What the pattern has found in the last match: the groups that took part, or all of it.
    ///
    /// - Parameters:
    ///   - match: The last match, in positions of the input.
    ///   - record: As for `next`.
    func findings(_ pattern: PatternCode, in match: Range<Int>, record: Range<Int>) -> [(range: Range<Int>, kind: Kind)]
    {
        let groups = pattern.groups.compactMap { number, kind -> (range: Range<Int>, kind: Kind)? in
            // Safe: the vector has that many pairs.
            let vector = unsafe pcre2_get_ovector_pointer_8(data)!
            let (start, end) = unsafe (vector[2 * number], vector[2 * number + 1])
            // A group that took no part has no place (`PCRE2_UNSET`).
            guard start >= 0, start <= end, end <= record.count else { return nil }
            return (record.lowerBound + start..<record.lowerBound + end, kind)
        }
        // Where no group took part, nobody has said which part is meant.
        return groups.isEmpty ? [(match, pattern.kind)] : groups
    }
}
