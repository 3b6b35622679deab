internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The options that say where one key is. None takes a key itself: who lists processes would see it.
struct KeyFileOptions: ParsableArguments {
    @Option(
        name: .customLong("key-file"),
        help: ArgumentHelp(
            "The key, in a file that nobody else may read (logscrub key new FILE), or of root's that only a group of yours may; the same on all hosts that have it. $CREDENTIALS_DIRECTORY/NAME is one that systemd hands over (LoadCredential=NAME:PATH).",
            valueName: "file"),
        completion: .file())
    var file: String?

    @Option(
        name: .customLong("key-fd"),
        help: ArgumentHelp(
            "Instead: the key from an open descriptor, such as a pipe: logscrub --key-fd 3 3< <(pass logscrub).",
            valueName: "number"),
        transform: { try Self.descriptor($0) })
    var descriptor: Int32?

    var isGiven: Bool { file != nil || descriptor != nil }

    func validate() throws {
        if file != nil, descriptor != nil { throw ValidationError("give --key-file or --key-fd, not both") }
    }

    /// Reads the key; `nil` if none was given.
    func read(for method: PseudonymMethod) throws(ScrubError) -> SecretKey? {
        if let file { return try KeyFile.read(FileName.path(file), for: method) }
        guard let descriptor else { return nil }
        return try KeyFile.read(FileDescriptor(rawValue: descriptor), for: method)
    }

    private static func descriptor(_ text: String) throws -> Int32 {
        guard let number = Int32(text), number >= 0, text.utf8.first != UInt8(ascii: "+") else {
            throw ValidationError("a descriptor is a number, as in --key-fd 3")
        }
        if number == 1 || number == 2 {
            throw ValidationError("the descriptor \(number) is for what is written; take 3: --key-fd 3 3<FILE")
        }
        return number
    }
}

/// The options that say which keys the pseudonyms are made with.
struct KeyOptions: ParsableArguments {
    @OptionGroup
    var file: KeyFileOptions

    @Option(
        name: .customLong("keyring"),
        help: ArgumentHelp(
            "Instead: a folder of your own with a random key for each period, made on demand. A key that is destroyed (logscrub key expire) takes its pseudonyms with it.",
            valueName: "folder"),
        completion: .directory)
    var keyring: String?

    @Option(
        name: .customLong("period"),
        help: ArgumentHelp(
            "How long a value keeps its pseudonym: day, week (from Monday), month or none; in UTC.", valueName: "name"),
        completion: .list(Period.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try Period(named: text) } })
    var givenPeriod: Period?

    /// The period, if none is given that of the default.
    var period: Period { givenPeriod ?? .day }

    /// Whether nothing is said.
    var isEmpty: Bool { !isGiven && givenPeriod == nil }

    /// Whether there is a key that outlives the run.
    var isGiven: Bool { file.isGiven || keyring != nil }

    func validate() throws {
        guard keyring != nil, file.isGiven else { return }
        throw ValidationError("give \(file.file == nil ? "--key-fd" : "--key-file") or --keyring, not both")
    }

    /// The same, with the keys of the policy file if no option names any.
    func taking(_ configuration: Configuration) -> KeyOptions {
        guard !isGiven else { return self }
        var keys = self
        keys.file.file = configuration.keyFile
        keys.keyring = configuration.keyring
        return keys
    }

    /// Whether the keys fit the method: what is encrypted is of use only to who has the key.
    func validate(with method: PseudonymMethod) throws {
        guard method != .hmac else { return }
        if keyring != nil {
            throw ValidationError("a keyring has keys for the method hmac, not for \(method.rawValue)")
        }
        if !file.isGiven { throw ValidationError("--method \(method.rawValue) needs --key-file or --key-fd") }
    }

    /// Makes what encrypts addresses; `nil` if nothing is to be encrypted.
    func makeCipher(_ method: PseudonymMethod, _ source: any PeriodKeySource) throws(ScrubError) -> AddressCipher? {
        guard let encryption = method.encryption, let master = source as? MasterKey else { return nil }
        return try AddressCipher(encryption, key: master.secret)
    }

    /// Reads the key or opens the keyring.
    ///
    /// - Parameters:
    ///   - creating: Whether to make the keyring if it is missing.
    ///   - isRehearsal: Whether nothing is made, neither the keyring nor a key.
    /// - Returns: Where the keys come from, or `nil` if neither was given.
    func openKeys(
        for method: PseudonymMethod, creating: Bool, isRehearsal: Bool = false
    ) throws(ScrubError) -> (any PeriodKeySource)? {
        if let key = try file.read(for: method) { return MasterKey(key) }
        if let keyring, isRehearsal { return try Keyring.rehearsal(FileName.path(keyring)) }
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
