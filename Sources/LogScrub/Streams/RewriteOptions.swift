/// How a file is rewritten in place.
public struct RewriteOptions: Sendable, Hashable {
    /// What makes `rewrite` refuse a file, and need not.
    public struct Force: OptionSet, Sendable, Hashable {
        /// One bit for each reason.
        public let rawValue: Int

        /// Creates a set from its bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// A file with several names. Only the one that is given gets the new content; the others keep the old one, raw as it is.
        public static let hardLinks = Force(rawValue: 1)
        /// A file that a program has open for writing. What it writes after the file was replaced is lost.
        public static let writers = Force(rawValue: 2)
        /// What is no text, or is packed: it is read as text as it is.
        public static let text = Force(rawValue: 4)
    }

    /// What is done although it is usually refused.
    public var force: Force = []
    /// Whether the file keeps its times of access and modification.
    public var keepsTimes = false
    /// Whether nothing is written: the outcome, and each error, is what it would be. The file is read and scrubbed all the same.
    public var isRehearsal = false

    /// Creates the options that refuse everything odd.
    public init() {}
}

/// What became of a file that was to be rewritten. In each case it is complete.
public enum RewriteOutcome: Sendable, Hashable {
    /// It has its new content, and that is on the disk.
    case rewritten
    /// There was nothing to change; it has not been touched.
    case unchanged
    /// The wake-up descriptor became readable before the end; it is as it was.
    case interrupted
}
