#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// Files with one key: its bytes in hexadecimal digits, and a line end.
///
/// Nobody but its owner may read such a file. It belongs to the user that the program runs as, or to root. A key never stands in an error.
public enum KeyFile {
    /// Reads the key in a file. Symbolic links are followed: what counts is the file that is opened.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - method: What the key is for, which says how long it must be.
    /// - Throws: `ScrubError` with the code `input` if the file is missing or cannot be read, or `key` if it must not be used: its
    ///   group or others may read it, it belongs to another user, is no regular file, is empty, too short, too long or not hexadecimal.
    public static func read(_ path: FilePath, for method: PseudonymMethod = .hmac) throws(ScrubError) -> SecretKey {
        let name = display(path)
        let file: FileDescriptor
        do {
            file = try SystemCalls.openForReading(path, followsLinks: true)
        } catch {
            throw ScrubError(.input, "the key file \(name) cannot be opened: \(error)")
        }
        defer { try? file.close() }
        return try key(in: file, named: name, length: method.keyLength, purpose: method.rawValue)
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

    /// Reads the key in an open file, after a look at who else could.
    static func key(
        in file: FileDescriptor, named name: String, length: Int, purpose: String
    ) throws(ScrubError) -> SecretKey {
        let status: FileStatus
        var text = SecretBytes(count: 2 * length + 3)
        var count = 0
        do {
            status = try SystemCalls.status(of: file)
            guard status.isRegular else { throw ScrubError(.key, "\(name) is no regular file; a key file is one") }
            try status.requirePrivate("the key file \(name)", advice: "if nobody has read it: chmod 600 \(name)")
            count = try read(file, into: &text)
        } catch let error as ScrubError {
            throw error
        } catch {
            throw ScrubError(.input, "the key file \(name) cannot be read: \(error)")
        }
        return try key(in: text, count, named: name, length: length, purpose: purpose)
    }

    private static func key(
        in text: borrowing SecretBytes, _ count: Int, named name: String, length: Int, purpose: String
    ) throws(ScrubError) -> SecretKey {
        let advice = "make another one: logscrub key new FILE --method \(purpose)"
        guard count > 0 else { throw ScrubError(.key, "the key file \(name) is empty; \(advice)") }
        var end = count
        if text[end - 1] == ASCII.lineFeed { end -= 1 }
        if end > 0, end < count, text[end - 1] == ASCII.carriageReturn { end -= 1 }
        for index in 0..<end where !text[index].isHexDigit {
            throw ScrubError(.key, "the key file \(name) is not hexadecimal; \(advice)")
        }
        guard end == 2 * length, let key = SecretKey(hexadecimal: text, 0..<end) else {
            throw ScrubError(
                .key,
                "the key in \(name) is too \(end < 2 * length ? "short" : "long"): \(purpose) needs \(length) bytes, as \(2 * length) hexadecimal digits; \(advice)"
            )
        }
        return key
    }

    /// Reads until the buffer is full or the file ends.
    private static func read(_ file: FileDescriptor, into text: inout SecretBytes) throws -> Int {
        var filled = 0
        while filled < text.count {
            // Safe: the range lies in the buffer, which is lent for the duration of the call.
            let count = try unsafe text.withMutableBytes { memory in
                unsafe try file.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[filled...]))
            }
            if count == 0 { break }
            filled += count
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
