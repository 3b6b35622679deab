#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// Files with one key: its bytes in hexadecimal digits, and a line end.
///
/// Nobody may read such a file but its owner, who is the user that the program runs as, or root; and, if that is root, one group that the program
/// is in. A key never stands in an error.
public enum KeyFile {
    /// Whether a path begins with the variable of the folder that systemd hands over: it is no path from another folder on.
    package static func isCredential(_ path: FilePath) -> Bool { Credential.names(path) }

    /// Reads the key in a file. Symbolic links are followed: what counts is the file that is opened.
    ///
    /// Who may read a file is told by its mode and its access control list. Two ways are there for programs that do not run as the
    /// key's owner: a file of root's that one group may read (mode 0640 or 0440), where the program is in that group or is root; and a file in the
    /// folder that systemd names in `CREDENTIALS_DIRECTORY` (systemd.exec(5), `LoadCredential=`), which is made for the program alone. That
    /// folder can be named by its variable: `$CREDENTIALS_DIRECTORY/NAME`.
    ///
    /// - Parameters:
    ///   - path: Where it is. `/dev/fd/3` is the descriptor 3, as in `read(_:for:)` for descriptors.
    ///   - method: What the key is for, which says how long it must be.
    /// - Throws: `ScrubError` with the code `input` if the file is missing or cannot be read, or `key` if it must not be used: others
    ///   may read it, it belongs to another user, is no regular file, is empty, too short, too long or not hexadecimal.
    public static func read(_ path: FilePath, for method: PseudonymMethod = .hmac) throws(ScrubError) -> SecretKey {
        if let descriptor = descriptor(named: path) { return try read(descriptor, for: method) }
        let name = display(path)
        let path = try Credential.resolve(path)
        let file: FileDescriptor
        let isCredential: Bool
        do {
            let credential = try Credential.open(path)
            isCredential = credential != nil
            file = try credential ?? SystemCalls.openForReading(path, followsLinks: true)
        } catch {
            throw ScrubError(.input, "the key file \(name) cannot be opened: \(error)")
        }
        defer { try? file.close() }
        return try key(
            in: file, named: name, readableBy: isCredential ? .anyGroup : .itsGroup, length: method.keyLength,
            purpose: method.rawValue)
    }

    /// Reads the key from an open descriptor: a pipe, a file in memory, or a file that somebody has opened who may.
    ///
    /// Who has opened it has decided who reads it, so that rights are not looked at. It is read to its end, or to the end of its first line, and
    /// never further than a key can be long; it stays open.
    ///
    /// - Parameters:
    ///   - descriptor: Open for reading.
    ///   - method: What the key is for, which says how long it must be.
    /// - Throws: `ScrubError` with the code `input` if it cannot be read, or `key` if what it gives is empty, too short, too long or not
    ///   hexadecimal.
    public static func read(
        _ descriptor: FileDescriptor, for method: PseudonymMethod = .hmac
    ) throws(ScrubError) -> SecretKey {
        let name = "the descriptor \(descriptor.rawValue)"
        var text = SecretBytes(count: 2 * method.keyLength + 3)
        let count: Int
        do {
            count = try read(descriptor, into: &text)
        } catch {
            throw ScrubError(.input, "\(name) gives no key: \(error)")
        }
        return try key(in: text, count, of: name, length: method.keyLength, purpose: method.rawValue)
    }

    /// The descriptor that a path stands for, as the shell writes it for `<(…)`.
    private static func descriptor(named path: FilePath) -> FileDescriptor? {
        guard ["/dev/fd", "/proc/self/fd"].contains(path.removingLastComponent().string),
            let number = path.lastComponent.flatMap({ Int32($0.string) }), number >= 0
        else { return nil }
        return FileDescriptor(rawValue: number)
    }

    /// Makes a file with a new random key.
    ///
    /// It has its name only when all of it is on the disk; if the program or the machine stops before, the file is not there.
    ///
    /// - Parameters:
    ///   - path: Where it will be. Its folder must be there.
    ///   - length: How many bytes the key has; at least 16.
    ///   - replacing: Whether a file that is there is replaced. What is encrypted with its key cannot be resolved any more.
    /// - Throws: `ScrubError` with the code `creation` if the file is there, or cannot be made, or `output` if it cannot be written.
    public static func create(_ path: FilePath, length: Int = 32, replacing: Bool = false) throws(ScrubError) {
        guard length >= SecretKey.shortest else {
            throw ScrubError(.key, "a key has at least \(SecretKey.shortest) bytes")
        }
        guard let name = path.lastName else {
            throw ScrubError(.creation, "'\(display(path))' is no name for a file")
        }
        do {
            let folder = try PrivateFolder(path.removingLastComponent())
            if replacing, try isOdd(path) {
                throw ScrubError(.creation, "\(display(path)) is no regular file; it is not replaced")
            }
            try folder.create(name, SecretKey(length: length).hexadecimalLine, replacing: replacing)
        } catch let error as ScrubError {
            throw error
        } catch Errno.fileExists {
            throw ScrubError(
                .creation,
                "\(display(path)) is there already; its pseudonyms cannot be made again without it (--force replaces it)"
            )
        } catch Errno.noSpace, Errno.ioError, Errno.diskQuotaExceeded {
            throw ScrubError(.output, "the key file \(display(path)) cannot be written")
        } catch {
            throw ScrubError(.creation, "the key file \(display(path)) cannot be created: \(error)")
        }
    }

    /// Whether there is a device, a pipe or a folder: these are never replaced. Of a link it is the link that is replaced.
    private static func isOdd(_ path: FilePath) throws(Errno) -> Bool {
        do throws(Errno) {
            let file = try SystemCalls.openForReading(path, followsLinks: false)
            defer { try? file.close() }
            return try !SystemCalls.status(of: file).isRegular
        } catch .noSuchFileOrDirectory, .tooManySymbolicLinkLevels, .permissionDenied {
            return false
        }
    }

    /// Which groups may read a file.
    enum Readers {
        /// None: it is its owner's alone.
        case nobodyElse
        /// Its own one, if that is one of the program's and the owner is root.
        case itsGroup
        /// Whichever it is: the folder around it lets nobody through.
        case anyGroup
    }

    /// Reads the key in an open file, after a look at who else could.
    static func key(
        in file: FileDescriptor, named name: String, readableBy readers: Readers = .nobodyElse, length: Int,
        purpose: String
    ) throws(ScrubError) -> SecretKey {
        let what = "the key file \(name)"
        var text = SecretBytes(count: 2 * length + 3)
        var count = 0
        do {
            let status = try SystemCalls.status(of: file)
            guard status.isRegular else { throw ScrubError(.key, "\(name) is no regular file; a key file is one") }
            if !(try FileReaders.areTrusted(file, status, readers)) {
                try status.requirePrivate(what, advice: "if nobody has read it: chmod 600 \(name)")
            }
            count = try read(file, into: &text)
        } catch let error as ScrubError {
            throw error
        } catch {
            throw ScrubError(.input, "\(what) cannot be read: \(error)")
        }
        return try key(in: text, count, of: what, length: length, purpose: purpose)
    }

    private static func key(
        in text: borrowing SecretBytes, _ count: Int, of what: String, length: Int, purpose: String
    ) throws(ScrubError) -> SecretKey {
        let advice = "make another one: logscrub key new FILE --method \(purpose)"
        guard count > 0 else { throw ScrubError(.key, "\(what) is empty; \(advice)") }
        var end = count
        if text[end - 1] == ASCII.lineFeed { end -= 1 }
        if end > 0, end < count, text[end - 1] == ASCII.carriageReturn { end -= 1 }
        for index in 0..<end where !text[index].isHexDigit {
            throw ScrubError(.key, "\(what) is not hexadecimal; \(advice)")
        }
        guard end == 2 * length, let key = SecretKey(hexadecimal: text, 0..<end) else {
            throw ScrubError(
                .key,
                "the key in \(what) is too \(end < 2 * length ? "short" : "long"): \(purpose) needs \(length) bytes, as \(2 * length) hexadecimal digits; \(advice)"
            )
        }
        return key
    }

    /// Reads until the buffer is full, a line has ended, or there is no more. Who writes to a pipe may keep it open.
    private static func read(_ file: FileDescriptor, into text: inout SecretBytes) throws -> Int {
        var filled = 0
        while filled < text.count {
            let count: Int
            do {
                // Safe: the range lies in the buffer, which is lent for the duration of the call.
                count = try unsafe text.withMutableBytes { memory in
                    unsafe try file.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[filled...]))
                }
            } catch Errno.wouldBlock {
                _ = SystemCalls.waitForInput(file, orWakeUp: nil)
                continue
            }
            if count == 0 { break }
            filled += count
            if text[filled - 1] == ASCII.lineFeed { break }
        }
        return filled
    }

    /// A path as errors show it. Where a key was given instead of its file, it is not repeated.
    static func display(_ path: FilePath) -> String {
        let isKey = path.components.contains { part in
            let digits = part.string.utf8
            return digits.count >= SecretKey.shortest && digits.allSatisfy(\.isHexDigit)
        }
        return isKey
            ? "[a name of hexadecimal digits; give the name of the file, never the key]" : FileName.printable(path)
    }
}
