/// The error of this library: what is wrong, and what its user can do about it.
///
/// No error carries a byte of a log.
public struct ScrubError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of error it is. New codes may be added; switch with a default.
    public struct Code: Sendable, Hashable {
        private enum Storage: Hashable {
            case prefixLength, network, site, level, format, name, pattern, date, key, ciphertext, input, creation,
                output, refusal, program, configuration
        }

        private let storage: Storage

        /// A prefix length that does not exist in its address family.
        public static var prefixLength: Code { Code(storage: .prefixLength) }
        /// A text that is no network in CIDR notation.
        public static var network: Code { Code(storage: .network) }
        /// A text that is no host name.
        public static var site: Code { Code(storage: .site) }
        /// A level that does not exist.
        public static var level: Code { Code(storage: .level) }
        /// A format that does not exist.
        public static var format: Code { Code(storage: .format) }
        /// Any other name that does not exist.
        public static var name: Code { Code(storage: .name) }
        /// A regular expression that PCRE2 does not compile.
        public static var pattern: Code { Code(storage: .pattern) }
        /// A text that is no date, or none that exists.
        public static var date: Code { Code(storage: .date) }
        /// A key, a key file or a keyring that must not be used as it is, or a key that does not fit the method.
        public static var key: Code { Code(storage: .key) }
        /// A text that the method of encryption did not make.
        public static var ciphertext: Code { Code(storage: .ciphertext) }
        /// Input that cannot be read.
        public static var input: Code { Code(storage: .input) }
        /// A file that cannot be created, or is there already.
        public static var creation: Code { Code(storage: .creation) }
        /// Output that cannot be written.
        public static var output: Code { Code(storage: .output) }
        /// A file that must not be rewritten as it is; it stays as it was.
        public static var refusal: Code { Code(storage: .refusal) }
        /// A program that is not installed.
        public static var program: Code { Code(storage: .program) }
        /// A configuration file that must not be used as it is.
        public static var configuration: Code { Code(storage: .configuration) }
    }

    /// What kind of error it is.
    public let code: Code
    /// One sentence in plain words, without a final period.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// An error about a name that does not exist. The message names the nearest one that does.
    ///
    /// - Parameters:
    ///   - what: What it should be the name of, for example "style".
    ///   - names: The names there are.
    ///   - given: The name that does not exist; it is repeated, so it must not come from a log.
    public static func unknownName(_ what: String, among names: [String], given: String) -> ScrubError {
        ScrubError(.name, Suggestion.unknown(what, among: names, given: given))
    }

    /// The message.
    public var description: String { message }
}
