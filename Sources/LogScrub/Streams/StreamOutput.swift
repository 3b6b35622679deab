#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// Where scrubbed records go: a descriptor, or a log file that can be opened anew when another program has moved it away.
///
/// A log file is only ever appended to, whole records at a time: a file that was moved away ends with the end of a record, and the next one
/// begins the new file. Several programs may append to one file.
public final class StreamOutput {
    /// Where records are written now.
    public private(set) var descriptor: FileDescriptor
    /// A copy of what is read, for a short time.
    public var rawCopy: RawCopy?
    /// Hears of what went wrong and does not end the work: a file that could not be opened anew, or a raw copy that could not be written.
    public var onProblem: (ScrubError) -> Void = { _ in }

    private let path: FilePath?
    /// Whether the file is to be opened anew as soon as the record is complete.
    var isReopenDue = false
    /// Whether the last byte that was written ended a line.
    var endsWithLine = true
    /// Blocks of zeros that are passed over instead of written. For a new file only, whose size is to be set at the end.
    var holes: Holes?
    /// Whether a wake-up that ends the work came while a write was waiting.
    var isEnding = false

    /// An output that is open already.
    ///
    /// - Parameter descriptor: It is not closed.
    public init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        path = nil
    }

    /// Opens a log file to append to it. One that is not there is made, and may be read by its owner and its group, as far as the
    /// process's mask allows.
    ///
    /// A symbolic link in the last place is refused: somebody else may have put it there; on the way to it, links of others than root,
    /// the file's owner and the user of the program are. A pipe is waited for until somebody reads it. Where the file ends in half a line, after a
    /// full disk for example, it gets a line end first.
    ///
    /// - Throws: `ScrubError` with the code `creation` if it cannot be opened or made.
    public init(appendingTo path: FilePath) throws(ScrubError) {
        descriptor = try Self.open(path, waiting: true)
        self.path = path
    }

    /// Finds out whether a file could be appended to, without making or changing it.
    ///
    /// - Throws: What `init(appendingTo:)` would.
    public static func rehearse(appendingTo path: FilePath) throws(ScrubError) {
        try opening(path) { name, way in
            let state = try? SystemCalls.state(of: name, in: way.folder)
            try way.requireTrusted(by: state?.user ?? SystemCalls.user)
            guard let state else { return try SystemCalls.requireWritable(way.folder) }
            // To open a pipe would be to wait for its reader.
            if state.kind != .pipe { try SystemCalls.openForOverwriting(name, in: way.folder).close() }
        }
    }

    deinit {
        if path != nil { try? descriptor.close() }
    }

    /// Opens the file that has the name now, and lets go of the one before. Does nothing for a descriptor.
    ///
    /// - Throws: `ScrubError` with the code `creation` if that fails; the file before is then still in use.
    public func reopen() throws(ScrubError) {
        guard let path else { return }
        let next = try Self.open(path, waiting: false)
        try? descriptor.close()
        descriptor = next
    }

    /// - Parameter waiting: Whether to wait for the reader of a pipe.
    private static func open(_ path: FilePath, waiting: Bool) throws(ScrubError) -> FileDescriptor {
        let (file, isCut) = try opening(path) { name, way in
            let state = try? SystemCalls.state(of: name, in: way.folder)
            try way.requireTrusted(by: state?.user ?? SystemCalls.user)
            let file = try SystemCalls.openForAppending(
                name, in: way.folder, waiting: waiting || state?.kind != .pipe)
            return (file, Result { () throws(Errno) in try SystemCalls.endsWithinLine(file, name, in: way.folder) })
        }
        do {
            if try isCut.get() { try file.writeAll([ASCII.lineFeed]) }
        } catch {
            try? file.close()
            throw ScrubError(.output, "\(FileName.printable(path)): cannot be written: \(error)")
        }
        return file
    }

    /// Does something with a file that is to be appended to, and says what goes wrong with it.
    private static func opening<Value>(
        _ path: FilePath, _ work: (_ name: FilePath, _ way: WayToFile) throws -> Value
    ) throws(ScrubError) -> Value {
        let shown = FileName.printable(path)
        guard let name = path.lastName else {
            let error: Errno = path.isEmpty ? .noSuchFileOrDirectory : .isDirectory
            throw ScrubError(.creation, "\(shown): cannot be opened for appending: \(error)")
        }
        do {
            let way = try WayToFile(to: path.removingLastComponent())
            defer { way.close() }
            return try work(name, way)
        } catch let error as ScrubError {
            throw ScrubError(.creation, "\(shown): \(error.message)")
        } catch Errno.tooManySymbolicLinkLevels {
            throw ScrubError(.creation, "\(shown) is a symbolic link; name the file that it points at")
        } catch {
            throw ScrubError(.creation, "\(shown): cannot be opened for appending: \(error)")
        }
    }

    /// Opens the file anew if that was asked for.
    func reopenIfDue() {
        guard isReopenDue else { return }
        isReopenDue = false
        do throws(ScrubError) {
            try reopen()
        } catch {
            onProblem(ScrubError(error.code, "\(error.message); going on with the file that was open"))
        }
    }
}

/// What to do when a stream is woken up.
public enum WakeUp: Sendable, Hashable {
    /// End the work after the last whole record.
    case end
    /// Open the output anew after the last whole record, and go on.
    case reopenOutput
}
