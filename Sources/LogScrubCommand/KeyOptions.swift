internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The options that say which key the pseudonyms are made with. No option takes a key itself: who lists processes would see it.
struct KeyOptions: ParsableArguments {
    @Option(
        name: .customLong("key-file"),
        help: ArgumentHelp(
            "Make pseudonyms with the key in this file (logscrub key new FILE), the same on all hosts that have it. Without it the key is random and forgotten at the end.",
            valueName: "file"),
        completion: .file())
    var keyFile: String?

    @Option(
        name: .customLong("keyring"),
        help: ArgumentHelp(
            "Instead: a folder with a random key for each period, made on demand. A key that is destroyed (logscrub key expire) takes its pseudonyms with it.",
            valueName: "folder"),
        completion: .directory)
    var keyring: String?

    @Option(
        help: ArgumentHelp(
            "How long a value keeps its pseudonym: day, week (from Monday), month or none; in UTC.", valueName: "name"),
        completion: .list(Period.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Period(named: text) } })
    var period: Period = .day

    /// Whether nothing is said.
    var isEmpty: Bool { keyFile == nil && keyring == nil && period == .day }

    func validate() throws {
        if keyFile != nil, keyring != nil { throw ValidationError("give --key-file or --keyring, not both") }
    }

    /// Whether the keys fit the method: what is encrypted is of use only to who has the key.
    func validate(with method: PseudonymMethod) throws {
        guard method != .hmac else { return }
        if keyring != nil {
            throw ValidationError("a keyring has keys for the method hmac, not for \(method.rawValue)")
        }
        if keyFile == nil { throw ValidationError("--method \(method.rawValue) needs --key-file") }
    }

    /// Makes what encrypts addresses; `nil` if nothing is to be encrypted.
    func makeCipher(_ method: PseudonymMethod, _ source: any PeriodKeySource) throws(ScrubError) -> AddressCipher? {
        guard let encryption = method.encryption, let master = source as? MasterKey else { return nil }
        return try AddressCipher(encryption, key: master.secret)
    }

    /// Reads the key file or opens the keyring.
    ///
    /// - Parameter creating: Whether to make the keyring if it is missing.
    /// - Returns: Where the keys come from, or `nil` if neither was given.
    func openKeys(for method: PseudonymMethod, creating: Bool) throws(ScrubError) -> (any PeriodKeySource)? {
        if let keyFile { return MasterKey(try KeyFile.read(FileName.path(keyFile), for: method)) }
        if let keyring { return try Keyring(FileName.path(keyring), creating: creating) }
        return nil
    }
}

/// Does what may fail because of a file. If it does, says so and ends the program with the code that belongs to it.
func reported<Value>(_ work: () throws(ScrubError) -> Value) throws -> Value {
    do {
        return try work()
    } catch {
        StandardError.write("logscrub: \(error.message)\n")
        throw ExitCode(for: error)
    }
}

extension ExitCode {
    /// `EX_DATAERR` of sysexits.h: a file is not as it must be to be rewritten.
    static let dataError = ExitCode(65)
    /// `EX_UNAVAILABLE` of sysexits.h: a program that is needed is not installed.
    static let unavailable = ExitCode(69)
    /// `EX_CANTCREAT` of sysexits.h: a file cannot be created.
    static let cannotCreate = ExitCode(73)
    /// `EX_CONFIG` of sysexits.h: what is configured must not be used as it is.
    static let configuration = ExitCode(78)

    /// Keeps the first error of a run, unless a later one is of the disk.
    mutating func add(_ code: ExitCode) {
        if self == .success || code == .ioError { self = code }
    }

    init(for error: ScrubError) {
        self =
            switch error.code {
            case .input: .noInput
            case .key, .configuration: .configuration
            case .creation: .cannotCreate
            case .output: .ioError
            case .refusal: .dataError
            case .program: .unavailable
            default: .validationFailure
            }
    }
}
