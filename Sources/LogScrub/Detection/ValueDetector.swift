/// Finds values of a kind in records by means of its own, where no pattern can: by a list, a check sum, a call of a library.
///
/// ```swift
/// struct CardDetector: ValueDetector {
///     let card: Kind
///
///     func findValues(in record: Span<UInt8>, report: (Range<Int>, Kind) -> Void) {
///         // …
///     }
/// }
/// policy.detectors = [CardDetector(card: try Kind(custom: "card"))]
/// ```
///
/// It is asked for each record, or, if it names literals, for each in which one of them stands; records of layers are decoded before. What it reports becomes what the
/// policy says of the kind, as a match of a pattern does.
public protocol ValueDetector: Sendable {
    /// Texts of which one stands in each record that has something to find; `nil`, if not said otherwise: then it is asked for each record.
    var literals: [String]? { get }

    /// Finds values.
    ///
    /// - Parameters:
    ///   - record: One record without its line end.
    ///   - report: Takes the place of a value, counted from the beginning of the record, and its kind. Places outside of the record, and kinds that are found by their form
    ///     (as for `Pattern`), are not taken.
    func findValues(in record: Span<UInt8>, report: (Range<Int>, Kind) -> Void)
}

extension ValueDetector {
    /// None: it is asked for each record.
    public var literals: [String]? { nil }
}
