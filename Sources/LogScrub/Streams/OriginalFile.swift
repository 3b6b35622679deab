#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// A file that is to be rewritten: open, looked at, and locked against other runs until it is closed.
///
/// Its folder is open too. All that happens to its name goes through that descriptor, so that nobody can put another folder in its place.
struct OriginalFile {
    let folder: FileDescriptor
    let name: FilePath
    let descriptor: FileDescriptor
    /// What it was when it was opened.
    let state: FileState
    fileprivate let hasLease: Bool

    /// Opens a file, unless there is a reason not to rewrite it.
    ///
    /// - Parameter wakeUp: Ends the wait for another run when it becomes readable.
    static func open(
        _ path: FilePath, force: RewriteOptions.Force, wakeUp: FileDescriptor?
    ) throws(ScrubError) -> OriginalFile {
        guard let name = path.lastName else {
            throw ScrubError(.refusal, "is no name of a file")
        }
        let way: WayToFile
        do {
            way = try WayToFile(to: path.removingLastComponent())
        } catch {
            throw ScrubError(.input, "its folder cannot be opened: \(error)")
        }
        do throws(ScrubError) {
            return try open(name, at: way, force: force, wakeUp: wakeUp)
        } catch {
            way.close()
            throw error
        }
    }

    private static func open(
        _ name: FilePath, at way: WayToFile, force: RewriteOptions.Force, wakeUp: FileDescriptor?
    ) throws(ScrubError) -> OriginalFile {
        let folder = way.folder
        let descriptor: FileDescriptor
        do {
            // Looked at before it is opened: merely opening a device may do something.
            let state = try SystemCalls.state(of: name, in: folder)
            try requireRegular(state)
            try way.requireTrusted(by: state.user)
            descriptor = try SystemCalls.openForReading(name, in: folder)
        } catch let error as ScrubError {
            throw error
        } catch Errno.tooManySymbolicLinkLevels {
            throw refusal(of: .link)
        } catch {
            throw ScrubError(.input, "cannot be opened: \(error)")
        }
        do {
            let isLocked = try lock(descriptor, wakeUp: wakeUp)
            guard isLocked else { throw ScrubError(.refusal, "is being rewritten by another run") }
            let state = try SystemCalls.state(of: descriptor)
            try requireRegular(state)
            try way.requireTrusted(by: state.user)
            guard try SystemCalls.state(of: name, in: folder).isSameFile(as: state) else {
                throw ScrubError(.refusal, "was replaced by another program at this moment; try again")
            }
            guard state.links == 1 || force.contains(.hardLinks) else {
                throw ScrubError(
                    .refusal,
                    "has \(state.links) names (hard links), and the others would keep what is in it; --force hard-links rewrites this one"
                )
            }
            let hasLease = force.contains(.writers) ? false : try requireNoWriter(descriptor, state)
            return OriginalFile(
                folder: folder, name: name, descriptor: descriptor, state: state, hasLease: hasLease)
        } catch {
            try? descriptor.close()
            if let error = error as? ScrubError { throw error }
            throw ScrubError(.input, "cannot be looked at: \(error)")
        }
    }

    func close() {
        try? descriptor.close()
        try? folder.close()
    }

    /// Locks it. A run that has just ended, or was killed, may hold it for a moment longer.
    private static func lock(_ descriptor: FileDescriptor, wakeUp: FileDescriptor?) throws(Errno) -> Bool {
        for _ in 0..<20 {
            if try SystemCalls.lockNow(descriptor) { return true }
            if SystemCalls.wait(milliseconds: 50, orWakeUp: wakeUp) { break }
        }
        return false
    }

    static func requireRegular(_ state: FileState) throws(ScrubError) {
        if state.kind != .regular { throw refusal(of: state.kind) }
    }

    private static func refusal(of kind: FileState.Kind) -> ScrubError {
        let reason =
            switch kind {
            case .regular: "is no plain file"
            case .folder: "is a folder"
            case .link: "is a symbolic link; name the file that it leads to"
            case .pipe: "is a pipe; only plain files can be rewritten in place"
            case .socket: "is a socket; only plain files can be rewritten in place"
            case .device: "is a device; only plain files can be rewritten in place"
            }
        return ScrubError(.refusal, reason)
    }

    /// - Returns: Whether there is a lease on it that makes sure that none comes.
    private static func requireNoWriter(_ descriptor: FileDescriptor, _ state: FileState) throws(ScrubError) -> Bool {
        let lease = SystemCalls.takeLease(on: descriptor)
        if lease == .taken { return true }
        let writer = FileWriter.find(state)
        if lease == .unavailable, writer == nil { return false }
        let program = writer.map { "\($0.name) (process \($0.process))" } ?? "a program"
        throw ScrubError(
            .refusal,
            "\(program) has it open for writing; let it close or reopen its log first (--force open rewrites it, and loses what is still written)"
        )
    }

    /// Refuses if anything has happened to the file since it was opened.
    func requireUntouched() throws(ScrubError) {
        try requireQuiet()
        do {
            guard try SystemCalls.state(of: name, in: folder).isSameFile(as: state) else {
                throw ScrubError(.refusal, "was replaced by another program while it was read; it is left as it is")
            }
            guard try SystemCalls.state(of: descriptor).isUntouched(since: state) else {
                throw ScrubError(.refusal, "was changed while it was read; it is left as it is")
            }
        } catch let error as ScrubError {
            throw error
        } catch Errno.noSuchFileOrDirectory {
            throw ScrubError(.refusal, "was removed or renamed while it was read")
        } catch {
            throw ScrubError(.input, "cannot be looked at: \(error)")
        }
    }

    /// Refuses if a program waits to write: until this is closed, it is held up.
    func requireQuiet() throws(ScrubError) {
        if hasLease, !SystemCalls.isLeaseQuiet(on: descriptor) {
            throw ScrubError(.refusal, "a program wants to write to it; it is left as it is")
        }
    }

    /// Refuses if a second file of this size may not fit beside it.
    func requireSpace() throws(ScrubError) {
        let reserve: UInt64 = 1 << 20
        guard let free = SystemCalls.freeSpace(in: folder) else { return }
        // A hole takes no space, neither in the new file.
        let needed = UInt64(Swift.min(state.size, state.allocated)) + reserve
        guard free >= needed else {
            throw ScrubError(
                .output,
                "the disk is too full for a second file beside it: \(needed) bytes are needed, \(free) are free")
        }
    }
}
