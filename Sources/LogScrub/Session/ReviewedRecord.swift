/// A record that scrubbing changes, before and after: some lines, in whole, or a piece of one that is too long to be there in whole.
package struct ReviewedRecord: Sendable {
    /// What was found, or is changed though no finding says why.
    package struct Mark: Sendable, Hashable {
        /// Where it stands in `before`, and what has its place in `after`.
        package let before, after: Range<Int>
        /// What it is; `nil` if no finding says so.
        package let kind: Kind?
        /// What becomes of it: the name of a treatment; without a kind `withheld`, `time` or `other`.
        package let treatment: String
    }

    /// The number of its first line, counted from 1.
    package let firstLine: Int
    package let before, after: ContiguousArray<UInt8>
    /// In the order in which they stand in `before`. They may overlap.
    package let marks: [Mark]
    /// The name of its format or, if its findings stand in a layer, of that of the record there.
    package let format: String
}
