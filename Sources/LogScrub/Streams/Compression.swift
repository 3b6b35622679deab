#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// A way that files are compressed, for which the system has a program.
enum Compression: CaseIterable {
    case gzip, xz, zstd, bzip2

    /// Recognizes compressed files by how they begin, never by their names.
    ///
    /// - Throws: `ScrubError` with the code `refusal` for archives and other files that are no text, and that nobody can rewrite here.
    static func recognize(_ file: FileDescriptor) throws(ScrubError) -> Compression? {
        let start: [UInt8]
        do {
            start = try SystemCalls.beginning(of: file, count: 16)
        } catch {
            throw ScrubError(.input, "cannot be read: \(error)")
        }
        for compression in allCases where compression.signatures.contains(where: { start.starts(with: $0) }) {
            return compression
        }
        for (name, signature) in foreign where start.starts(with: signature) {
            throw ScrubError(.refusal, "is \(name), which cannot be rewritten in place")
        }
        return nil
    }

    /// RFC 1952, 2.3.1; the .xz file format 1.2.1, 2.1.1.1; RFC 8878, 3.1.1 and 3.1.2; and of bzip2 the first block too, since its three letters
    /// may begin a text: the digits of pi, or of its square root if there is nothing in it.
    private var signatures: [[UInt8]] {
        switch self {
        case .gzip: [[0x1f, 0x8b, 0x08]]
        case .xz: [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]]
        case .zstd: [[0x28, 0xb5, 0x2f, 0xfd]] + (0x50...0x5f).map { [$0, 0x2a, 0x4d, 0x18] }
        case .bzip2:
            (0x31...0x39).flatMap { (digit: UInt8) -> [[UInt8]] in
                [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]].map {
                    [0x42, 0x5a, 0x68, digit] + $0
                }
            }
        }
    }

    /// Files that stand beside logs and are none. Taken for text, they would be damaged.
    private static let foreign: [(name: String, signature: [UInt8])] = [
        ("a file of compress", [0x1f, 0x9d]), ("a file of lz4", [0x04, 0x22, 0x4d, 0x18]),
        ("a file of lzip", [0x4c, 0x5a, 0x49, 0x50, 0x01]), ("a file of lzop", [0x89, 0x4c, 0x5a, 0x4f, 0x00]),
        ("a zip archive", [0x50, 0x4b, 0x03, 0x04]), ("a 7z archive", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
        ("a file of the journal", [0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48]),
        ("a database of SQLite", Array("SQLite format 3\0".utf8)),
    ]

    /// The program that does it.
    var program: String {
        switch self {
        case .gzip: "gzip"
        case .xz: "xz"
        case .zstd: "zstd"
        case .bzip2: "bzip2"
        }
    }

    /// What the system's package with the program is called.
    var package: String { self == .xz ? "xz-utils (Debian) or xz" : program }

    /// From standard input to standard output.
    var decoding: [String] { ["-d", "-c"] + (self == .zstd ? ["-q"] : []) }

    /// The same; neither a name nor a time goes into the file.
    var encoding: [String] { ["-c"] + (self == .gzip ? ["-n"] : self == .zstd ? ["-q"] : []) }
}
