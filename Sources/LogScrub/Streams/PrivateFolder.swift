#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// An open folder in which files of secrets are made and destroyed.
struct PrivateFolder: ~Copyable {
    let descriptor: FileDescriptor

    init(_ path: FilePath) throws(Errno) {
        descriptor = try SystemCalls.openFolder(path.isEmpty ? "." : path)
    }

    deinit { try? descriptor.close() }

    /// Makes a file as a whole or not at all: it has its name when it is on the disk, and only then.
    ///
    /// - Parameter replacing: Whether a file of that name may be there; it is then replaced.
    /// - Throws: `Errno.fileExists` if there is one that must not be replaced. It is left as it is, also if it comes while this runs.
    func create(_ name: FilePath, _ content: borrowing SecretBytes, replacing: Bool = false) throws(Errno) {
        let temporary = Self.temporaryName(for: name, ending: Self.unfinished)
        let file = try SystemCalls.createPrivateFile(temporary, in: descriptor)
        do throws(Errno) {
            try Self.fill(file, content)
            if replacing {
                try SystemCalls.rename(temporary, to: name, in: descriptor)
            } else {
                // Unlike `rename` it fails where the name is taken: the first one wins.
                try SystemCalls.link(temporary, to: name, in: descriptor)
            }
        } catch {
            try? SystemCalls.unlink(temporary, in: descriptor)
            throw error
        }
        if !replacing { try? SystemCalls.unlink(temporary, in: descriptor) }
        try SystemCalls.synchronize(descriptor)
    }

    /// Overwrites what is in a file, and removes it.
    ///
    /// It gets another name first, so that nobody takes what it is overwritten with for a secret. If that is as far as it comes, `cleanUp` goes on.
    func destroy(_ name: FilePath) throws(Errno) {
        let doomed = Self.temporaryName(for: name, ending: Self.doomed)
        try SystemCalls.rename(name, to: doomed, in: descriptor)
        try overwriteAndRemove(doomed)
    }

    /// Finishes what programs that were stopped had begun.
    ///
    /// A file that was being made has never been used. It must not be overwritten: it may be the second name of one that was finished.
    func cleanUp() throws(Errno) {
        for name in try SystemCalls.names(in: descriptor) where name.string.hasPrefix(".") {
            if name.string.hasSuffix(Self.unfinished) { try SystemCalls.unlink(name, in: descriptor) }
            if name.string.hasSuffix(Self.doomed) { try overwriteAndRemove(name) }
        }
    }

    private func overwriteAndRemove(_ doomed: FilePath) throws(Errno) {
        let file: FileDescriptor
        do throws(Errno) {
            file = try SystemCalls.openForOverwriting(doomed, in: descriptor)
        } catch .tooManySymbolicLinkLevels {
            // Nothing of one's own: the link goes, what it points at stays.
            return try SystemCalls.unlink(doomed, in: descriptor)
        }
        do throws(Errno) {
            let status = try SystemCalls.status(of: file)
            if status.isRegular {
                // Of a file that somebody has made huge, the beginning does: keys are short.
                try Self.write(SecretBytes(random: Int(Swift.max(128, Swift.min(status.size, 65_536)))), to: file)
                try SystemCalls.synchronize(file)
            }
        } catch {
            try? file.close()
            throw error
        }
        try? file.close()
        try SystemCalls.unlink(doomed, in: descriptor)
        try SystemCalls.synchronize(descriptor)
    }

    /// How the names of files end that are being made, or destroyed.
    private static let (unfinished, doomed) = (".new", ".old")

    private static func temporaryName(for name: FilePath, ending: String) -> FilePath {
        let middle = "." + String(UInt64.random(in: .min ... .max), radix: 36) + ending
        return FilePath(bytes: Array(".".utf8) + name.bytes + Array(middle.utf8))
    }

    /// Writes all of it to the disk, and closes the file.
    private static func fill(_ file: FileDescriptor, _ content: borrowing SecretBytes) throws(Errno) {
        do throws(Errno) {
            try write(content, to: file)
            try SystemCalls.synchronize(file)
        } catch {
            try? file.close()
            throw error
        }
        try? file.close()
    }

    private static func write(_ content: borrowing SecretBytes, to file: FileDescriptor) throws(Errno) {
        var written = 0
        while written < content.count {
            // Safe: the range lies in the buffer, which is lent for the duration of the call.
            let result = unsafe content.withBytes { memory in
                Result { unsafe try file.write(UnsafeRawBufferPointer(rebasing: memory[written...])) }
            }
            switch result {
            case .success(let count): written += count
            case .failure(let error): throw error as? Errno ?? .ioError
            }
        }
    }
}
