#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The new content of a file, beside it under another name until it is complete.
///
/// It is locked until it is closed. What has such a name and no lock was left by a run that was killed.
final class ReplacementFile {
    private let folder: FileDescriptor
    private let temporaryName: FilePath
    let descriptor: FileDescriptor
    private var hasName = true

    private static let suffix = ".logscrub-new"

    static func temporaryName(for name: FilePath) -> FilePath {
        FilePath(bytes: Array(".".utf8) + name.bytes + Array(suffix.utf8))
    }

    private static func isTemporary(_ name: FilePath) -> Bool {
        // What is no UTF-8 in the middle does not change the ends.
        name.string.hasPrefix(".") && name.string.hasSuffix(suffix)
    }

    /// Creates an empty file that only its owner may read. One that was left over goes first.
    static func create(
        for name: FilePath, in folder: FileDescriptor, wakeUp: FileDescriptor?
    ) throws(ScrubError) -> ReplacementFile {
        let temporaryName = temporaryName(for: name)
        do {
            // Once, unless another run cleans up at the same moment.
            for _ in 0..<10 {
                try removeLeftover(temporaryName, in: folder, wakeUp: wakeUp)
                if let file = try createLocked(temporaryName, in: folder) {
                    return ReplacementFile(folder: folder, temporaryName: temporaryName, descriptor: file)
                }
            }
            throw ScrubError(.refusal, "is being rewritten by another run")
        } catch let error as ScrubError {
            throw error
        } catch {
            throw ScrubError(.creation, "no file can be created beside it: \(error)")
        }
    }

    /// Creates a file and locks it, unless another run does something to that name at the same moment.
    private static func createLocked(
        _ temporaryName: FilePath, in folder: FileDescriptor
    ) throws(Errno) -> FileDescriptor? {
        let file: FileDescriptor
        do throws(Errno) {
            file = try SystemCalls.createPrivateFile(temporaryName, in: folder)
        } catch {
            if error == .fileExists { return nil }
            throw error
        }
        do throws(Errno) {
            if try SystemCalls.lockNow(file), try named(temporaryName, file, in: folder) != nil { return file }
        } catch {
            try? SystemCalls.unlink(temporaryName, in: folder)
            try? file.close()
            throw error
        }
        try? file.close()
        return nil
    }

    private init(folder: FileDescriptor, temporaryName: FilePath, descriptor: FileDescriptor) {
        self.folder = folder
        self.temporaryName = temporaryName
        self.descriptor = descriptor
    }

    /// Closes it. If it has not taken the place of the original, it is gone.
    func close() {
        if hasName, (try? Self.named(temporaryName, descriptor, in: folder)) != nil {
            try? SystemCalls.unlink(temporaryName, in: folder)
        }
        try? descriptor.close()
    }

    /// Removes what a run that was killed has left.
    private static func removeLeftover(
        _ temporaryName: FilePath, in folder: FileDescriptor, wakeUp: FileDescriptor?
    ) throws {
        guard let file = try openLeftover(temporaryName, in: folder) else { return }
        let isGone = Result { () throws(Errno) in
            // Its programs (gzip and its like) may hold it for a moment longer.
            guard try lock(file, wakeUp: wakeUp) else { return false }
            try remove(temporaryName, file, in: folder)
            return true
        }
        try? file.close()
        guard try isGone.get() else { throw ScrubError(.refusal, "is being rewritten by another run") }
    }

    private static func openLeftover(_ temporaryName: FilePath, in folder: FileDescriptor) throws(Errno)
        -> FileDescriptor?
    {
        do throws(Errno) {
            return try SystemCalls.openForReading(temporaryName, in: folder)
        } catch {
            if error == .noSuchFileOrDirectory { return nil }
            if error != .tooManySymbolicLinkLevels { throw error }
        }
        // Somebody has put a link there. It goes; what it leads to stays.
        try SystemCalls.unlink(temporaryName, in: folder)
        return nil
    }

    private static func lock(_ file: FileDescriptor, wakeUp: FileDescriptor?) throws(Errno) -> Bool {
        for _ in 0..<100 {
            if try SystemCalls.lockNow(file) { return true }
            if SystemCalls.wait(milliseconds: 50, orWakeUp: wakeUp) { break }
        }
        return false
    }

    /// Removes a file that is locked: only who holds its lock may.
    private static func remove(
        _ name: FilePath, _ file: FileDescriptor, in folder: FileDescriptor
    ) throws(Errno) {
        if try named(name, file, in: folder) != nil { try SystemCalls.unlink(name, in: folder) }
    }

    /// Removes all that runs that were killed have left in a folder.
    static func removeLeftovers(in folder: FileDescriptor) throws(Errno) {
        for name in try SystemCalls.names(in: folder) where isTemporary(name) {
            guard let file = try? SystemCalls.openForReading(name, in: folder) else { continue }
            // One that cannot be removed is no reason to leave the others.
            if (try? SystemCalls.state(of: file).kind) == .regular, (try? SystemCalls.lockNow(file)) == true {
                try? remove(name, file, in: folder)
            }
            try? file.close()
        }
    }

    /// The state of an open file, if it is what has that name.
    private static func named(
        _ name: FilePath, _ file: FileDescriptor, in folder: FileDescriptor
    ) throws(Errno) -> FileState? {
        let state = try SystemCalls.state(of: file)
        do throws(Errno) {
            return try SystemCalls.state(of: name, in: folder).isSameFile(as: state) ? state : nil
        } catch .noSuchFileOrDirectory {
            return nil
        }
    }

    /// Gives it to the owner and the group of the original. Done first, since not everybody may.
    func takeOwner(of original: FileState) throws(ScrubError) {
        do {
            let own = try SystemCalls.state(of: descriptor)
            guard own.user != original.user || own.group != original.group else { return }
            try SystemCalls.setOwner(of: descriptor, user: original.user, group: original.group)
        } catch {
            throw ScrubError(
                .refusal, "belongs to another user or group, and a new file cannot be given to them: \(error)")
        }
    }

    /// Gives it the rights, lists of rights and attributes of the original, and its times if they are to be kept.
    func takeAttributes(of original: FileDescriptor, _ state: FileState, keepsTimes: Bool) throws(ScrubError) {
        do {
            try FileAttributes.copy(from: original, to: descriptor)
            try SystemCalls.setMode(of: descriptor, state.mode)
            if keepsTimes {
                try SystemCalls.setTimes(of: descriptor, accessed: state.accessed, modified: state.modified)
            }
        } catch {
            throw ScrubError(.output, "its rights and attributes cannot be given to a new file: \(error)")
        }
    }

    /// Returns when all of it is on the disk.
    func synchronize() throws(ScrubError) {
        do {
            try SystemCalls.synchronize(descriptor)
        } catch {
            throw ScrubError(.output, "the new content cannot be brought to the disk: \(error)")
        }
    }

    /// Gives it the name of the original, whose content is then gone.
    func replace(_ name: FilePath) throws(ScrubError) {
        do {
            guard try Self.named(temporaryName, descriptor, in: folder) != nil else {
                throw ScrubError(.refusal, "another program has removed the file with its new content")
            }
            try SystemCalls.rename(temporaryName, to: name, in: folder)
            hasName = false
        } catch let error as ScrubError {
            throw error
        } catch {
            throw ScrubError(.output, "cannot be replaced: \(error)")
        }
        do {
            guard try Self.named(name, descriptor, in: folder) != nil else {
                throw ScrubError(.output, "was rewritten, and replaced by another program at the same moment")
            }
            try SystemCalls.synchronize(folder)
        } catch let error as ScrubError {
            throw error
        } catch {
            throw ScrubError(.output, "was rewritten, but its folder cannot be brought to the disk: \(error)")
        }
    }
}
