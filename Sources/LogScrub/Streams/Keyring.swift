internal import Synchronization

#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// A folder of working keys, one for each period, that know nothing of each other: when a key is destroyed, what was made with it can
/// never be resolved.
///
/// Keys are random, and made when they are first asked for; each is a file such as `2026-11-21.key`. Any number of programs may use one folder at
/// the same time: they get the same keys. Hosts share a keyring by copying it.
///
/// The folder and its files are their owner's alone.
public final class Keyring: PeriodKeySource {
    /// How many keys are remembered. What `expire` destroys is to go from the memory of running programs, too.
    private static let remembered = 2
    /// How long each key is, in bytes.
    private static let keyLength = 32
    private static let suffix = ".key"

    private let path: FilePath
    private let folder: PrivateFolder
    /// How many keys a program makes: a log may be full of dates that somebody has made up.
    private static let mostMade = 800
    private let memory = Mutex(Memory())
    /// Whether keys that are missing are drawn in memory only.
    private let isRehearsal: Bool

    private struct Memory {
        var keys: [(period: Period.Instance, key: SecretKey)] = []
        /// How many keys have been made.
        var made = 0
    }

    /// Opens a keyring.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - creating: Whether to make the folder if it is missing. The folder above it must be there.
    /// - Throws: `ScrubError` with the code `input` if the folder is missing or cannot be opened, `creation` if it cannot be made, or `key` if
    ///   it must not be used: its group or others may enter it, or it belongs to another user.
    public convenience init(_ path: FilePath, creating: Bool = true) throws(ScrubError) {
        try self.init(path, creating: creating, isRehearsal: false)
    }

    private init(_ path: FilePath, creating: Bool, isRehearsal: Bool) throws(ScrubError) {
        self.path = path
        self.isRehearsal = isRehearsal
        folder = try Self.open(path, creating: creating)
    }

    /// What a run would get from a keyring, without making anything: keys that are there, and others in memory only.
    ///
    /// - Throws: `ScrubError` as a run would that may make the keyring and its keys.
    public static func rehearsal(_ path: FilePath) throws(ScrubError) -> any PeriodKeySource {
        do throws(Errno) {
            let parent = path.removingLastComponent()
            let folder = try SystemCalls.openFolder(parent.isEmpty ? "." : parent)
            defer { try? folder.close() }
            if let name = path.lastComponent, name.kind == .regular {
                do throws(Errno) {
                    _ = try SystemCalls.state(of: FilePath(root: nil, [name]), in: folder)
                } catch .noSuchFileOrDirectory {
                    try SystemCalls.requireWritable(folder)
                    return MasterKey()
                }
            }
        } catch {
            throw ScrubError(.creation, "the keyring \(FileName.printable(path)) cannot be made: \(error)")
        }
        return try Keyring(path, creating: false, isRehearsal: true)
    }

    private static func open(_ path: FilePath, creating: Bool) throws(ScrubError) -> PrivateFolder {
        let name = FileName.printable(path)
        if creating {
            do {
                try SystemCalls.makePrivateFolder(path)
            } catch .fileExists {
                // It is there, or another program was quicker.
            } catch {
                throw ScrubError(.creation, "the keyring \(name) cannot be made: \(error)")
            }
        }
        let folder = try opened(path)
        let status: FileStatus
        do {
            status = try SystemCalls.status(of: folder.descriptor)
        } catch {
            throw ScrubError(.input, "the keyring \(name) cannot be looked at: \(error)")
        }
        try status.requirePrivate(
            "the keyring \(name)", advice: "if nobody has read the keys in it: chmod 700 \(name)")
        return folder
    }

    private static func opened(_ path: FilePath) throws(ScrubError) -> PrivateFolder {
        do {
            return try PrivateFolder(path)
        } catch .notDirectory {
            throw ScrubError(
                .key, "\(FileName.printable(path)) is no folder; a keyring is one (a key file is another thing)")
        } catch {
            throw ScrubError(.input, "the keyring \(FileName.printable(path)) cannot be opened: \(error)")
        }
    }

    /// The key of a period. The first one who asks for it makes it.
    ///
    /// For a period whose key has been destroyed this is a new one, which has nothing to do with the old one. Periods that begin more than a day
    /// from now get none, and a program makes 800 keys at most.
    ///
    /// - Complexity: some nanoseconds for the periods asked for last; else a file is read, or made and brought to the disk.
    /// - Throws: `ScrubError` with the code `key` if the period's file must not be used as it is, `input` if it cannot be read, or
    ///   `creation` if none can be made.
    public func key(for period: Period.Instance) throws(ScrubError) -> SecretKey {
        try key(for: period, creating: .present).get()
    }

    /// The key of a period, also of one that is far ahead: for who has asked for it by name. What a log says is not to be trusted so far.
    ///
    /// - Throws: As `key(for:)`.
    public func plannedKey(for period: Period.Instance) throws(ScrubError) -> SecretKey {
        try key(for: period, creating: .any).get()
    }

    /// The key of a period, if there is one.
    ///
    /// - Throws: `ScrubError` with the code `input` if there is none, or as `key(for:)`.
    public func existingKey(for period: Period.Instance) throws(ScrubError) -> SecretKey {
        try key(for: period, creating: .none).get()
    }

    /// Which keys may be made.
    private enum Creation { case none, present, any }

    /// One thread at a time: a lock belongs to the descriptor, which all of them share.
    private func key(for period: Period.Instance, creating: Creation) -> Result<SecretKey, ScrubError> {
        memory.withLock { memory in
            if let known = memory.keys.first(where: { $0.period == period }) { return .success(known.key) }
            return Result { () throws(ScrubError) in
                let key = try find(period, creating: creating, made: &memory.made)
                if memory.keys.count == Self.remembered { memory.keys.removeFirst() }
                memory.keys.append((period, key))
                return key
            }
        }
    }

    private func find(
        _ period: Period.Instance, creating: Creation, made: inout Int
    ) throws(ScrubError) -> SecretKey {
        let name = period.name + Self.suffix
        do throws(Errno) {
            try SystemCalls.lock(folder.descriptor, exclusive: false)
        } catch {
            throw ScrubError(.input, "the keyring \(FileName.printable(path)) cannot be locked: \(error)")
        }
        defer { SystemCalls.unlock(folder.descriptor) }
        if let key = try read(name) { return key }
        guard creating != .none else {
            throw ScrubError(
                .input,
                "the keyring \(FileName.printable(path)) has no key of \(period.name): it was never used, or has been destroyed"
            )
        }
        // A key of times to come would be the newest, for which `expire` destroys the others.
        let tomorrow = period.period.instance(at: SystemTime.now + 86_400)
        guard creating == .any || period <= tomorrow else {
            throw ScrubError(
                .key,
                "a record is of \(period.name), which has not begun: the keyring \(FileName.printable(path)) makes no key for it"
            )
        }
        made += 1
        guard made <= Self.mostMade else {
            throw ScrubError(
                .key,
                "the keyring \(FileName.printable(path)) has made \(Self.mostMade) keys in one run; are the dates of the log true?"
            )
        }
        if isRehearsal { return try rehearse() }
        // Once, with the lock. Where the file system knows none, another program may come in between.
        for _ in 0..<10 {
            try create(name)
            // Also what was just made is read: then all have what is on the disk.
            if let key = try read(name) { return key }
        }
        throw ScrubError(
            .input, "the keyring \(FileName.printable(path)) loses its key of \(period.name) again and again")
    }

    /// A key that nobody else gets, if one could be made.
    private func rehearse() throws(ScrubError) -> SecretKey {
        do throws(Errno) {
            try SystemCalls.requireWritable(folder.descriptor)
        } catch {
            throw ScrubError(.creation, "the keyring \(FileName.printable(path)) cannot take a new key: \(error)")
        }
        return SecretKey(length: Self.keyLength)
    }

    /// Makes a key, unless another program is quicker.
    private func create(_ name: String) throws(ScrubError) {
        do {
            try SystemCalls.lock(folder.descriptor, exclusive: true)
            try? folder.cleanUp()
            try folder.create(FilePath(name), SecretKey(length: Self.keyLength).hexadecimalLine)
        } catch .fileExists {
            // It has its key.
        } catch .noSuchFileOrDirectory {
            // Another one has cleaned up what this one was making.
        } catch {
            throw ScrubError(.creation, "the keyring \(FileName.printable(path)) cannot take a new key: \(error)")
        }
    }

    /// Reads a key, if it is there.
    private func read(_ name: String) throws(ScrubError) -> SecretKey? {
        let path = path.appending(name)
        let file: FileDescriptor
        do {
            file = try SystemCalls.openForReading(FilePath(name), in: folder.descriptor)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch .tooManySymbolicLinkLevels {
            throw ScrubError(
                .key, "\(FileName.printable(path)) is a symbolic link; a keyring holds the keys themselves")
        } catch {
            throw ScrubError(.input, "the key file \(FileName.printable(path)) cannot be opened: \(error)")
        }
        defer { try? file.close() }
        return try KeyFile.key(
            in: file, named: FileName.printable(path), length: Self.keyLength, purpose: PseudonymMethod.hmac.rawValue)
    }

    /// Destroys all keys but the newest: what was made with them can be resolved by nobody any more.
    ///
    /// Newest are those whose periods end last. Each key is overwritten, brought to the disk and removed. Journals, copy-on-write file systems
    /// and flash memory may keep what was overwritten: see <doc:Keys>.
    ///
    /// - Parameter count: How many keys stay.
    /// - Returns: The names of the periods whose keys were destroyed, the oldest first.
    /// - Throws: `ScrubError` with the code `output` if a key could not be destroyed; the others are.
    @discardableResult
    public func expire(keeping count: Int) throws(ScrubError) -> [String] {
        try memory.withLock { memory in
            memory.keys.removeAll()
            return Result { () throws(ScrubError) in try destroy(allBut: count) }
        }.get()
    }

    private func destroy(allBut count: Int) throws(ScrubError) -> [String] {
        var destroyed: [String] = []
        var failed: (name: String, error: Errno)?
        do throws(Errno) {
            // Nobody reads a key, or makes one, while one is being overwritten.
            try SystemCalls.lock(folder.descriptor, exclusive: true)
            defer { SystemCalls.unlock(folder.descriptor) }
            try folder.cleanUp()
            let names = try SystemCalls.names(in: folder.descriptor).map(\.string)
            let periods = names.compactMap { name in
                name.hasSuffix(Self.suffix) ? Period.Instance(named: String(name.dropLast(Self.suffix.count))) : nil
            }.sorted()
            let files = periods.dropLast(Swift.max(0, count)).map { $0.name + Self.suffix }
            for name in files {
                do throws(Errno) {
                    try folder.destroy(FilePath(name))
                    destroyed.append(String(name.dropLast(Self.suffix.count)))
                } catch {
                    failed = failed ?? (name, error)
                }
            }
        } catch {
            throw ScrubError(.output, "the keys in \(FileName.printable(path)) cannot be destroyed: \(error)")
        }
        if let failed {
            throw ScrubError(
                .output,
                "the key \(FileName.printable(path.appending(failed.name))) cannot be destroyed: \(failed.error)")
        }
        return destroyed
    }
}
