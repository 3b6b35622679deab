#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// Where records are read from.
///
/// What is read need not be a log. Files of gzip, xz, zstd and bzip2, also several in one, are unpacked by the programs of these names, which
/// have to be installed; they are known by how they begin. A file is unpacked twice, first to see that it is whole: its sums stand at the end. Refused are archives and other packed files, what such a file holds if that is no text, databases,
/// files of the journal and of logins, captures of packets, programs, images, text in UTF-16 and UTF-32, and whatever has more than 10 % of NULs in its first
/// 64 KiB (of a stream, in what is there of them, at least 4 KiB), unless they are a hole: 64 or more on end, or at either end. None of this can be brought
/// about by what a visitor can have written to a log.
///
/// A record in a live stream waits for this decision for no longer than for its own end, but for one second where it has NULs in it.
public struct StreamInput: Sendable {
    /// A file, pipe, socket or terminal.
    public let descriptor: FileDescriptor
    /// What the file is called, as files of brotli have nothing else by which to know them.
    public var name = ""
    /// Whether it is read as text whatever it is, packed or not.
    public var isTakenForText = false

    /// An input that is open already.
    ///
    /// - Parameter descriptor: It is not closed.
    public init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    /// Opens a file or pipe. That nobody writes to a pipe yet is no reason to wait here on Linux: `Scrubber.scrub` waits, and can be woken up.
    ///
    /// - Throws: `Errno` as `open(2)` gives it.
    public init(opening path: FilePath) throws(Errno) {
        descriptor = try SystemCalls.openInput(path)
        name = path.lastComponent?.string ?? ""
    }
}

extension StreamInput {
    /// Whether a name stands for a pipe that others know by it, also through links. What is read from one is missing where it was meant to go. What a
    /// shell makes for `<(…)` is none.
    package static func isNamedPipe(_ path: FilePath) -> Bool {
        guard let real = SystemCalls.resolved(path) else { return false }
        // The path is absolute, so that it does not matter from where.
        return (try? SystemCalls.state(of: real, in: .standardInput))?.kind == .pipe
    }

    /// Whether it is the plain file of a name: what is read would be written to it.
    package func isFile(_ path: FilePath) -> Bool {
        guard isFile, let other = try? SystemCalls.openForReading(path, followsLinks: false) else { return false }
        defer { try? other.close() }
        return SystemCalls.areSameFile(descriptor, other)
    }

    /// Whether it is a plain file, and ends where that does.
    package var isFile: Bool { SystemCalls.isRegular(descriptor) }
}
