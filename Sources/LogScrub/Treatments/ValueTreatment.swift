/// Says what stands in the place of values of a kind, where none of the built-in treatments does.
///
/// ```swift
/// struct Initial: ValueTreatment {
///     func text(for value: Span<UInt8>, of kind: Kind) -> ContiguousArray<UInt8>? { [value[0], UInt8(ascii: ".")] }
/// }
/// try policy.treat(.displayName, with: Initial())
/// ```
public protocol ValueTreatment: Sendable {
    /// The text for a value.
    ///
    /// A log is scrubbed again at times: what is returned for a text that was returned before should be that text.
    ///
    /// - Returns: One to 64 bytes of printable ASCII without blanks, quotes, backslashes, `<`, `>` and `&`, so that every format can hold them. For `nil`, or anything else, the kind's
    ///   placeholder stands there.
    func text(for value: Span<UInt8>, of kind: Kind) -> ContiguousArray<UInt8>?
}

/// Treatments of one's own, made ready. A class, so that asking copies nothing.
final class OwnTreatments: Sendable {
    private let treatments: ContiguousArray<(any ValueTreatment)?>

    /// - Returns: `nil` if there are none.
    init?(_ treatments: [Kind: any ValueTreatment]) {
        if treatments.isEmpty { return nil }
        self.treatments = ContiguousArray((0..<CustomKinds.mostKinds).map { treatments[Kind($0)] })
    }

    /// Writes what stands for a value.
    ///
    /// - Returns: Whether there is something for it.
    func write(for kind: Kind, _ bytes: Span<UInt8>, _ value: Range<Int>, into output: inout ByteOutput) -> Bool {
        guard let treatment = treatments[kind.index], let text = treatment.text(for: bytes.extracting(value), of: kind),
            (1...64).contains(text.count), text.allSatisfy(Self.isFit)
        else { return false }
        for byte in text { output.append(byte) }
        return true
    }

    private static func isFit(_ byte: UInt8) -> Bool {
        byte > ASCII.space && byte < 0x7F && !#""'\<>&"#.utf8.contains(byte)
    }
}
