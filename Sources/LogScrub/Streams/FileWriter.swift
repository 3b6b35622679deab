#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// A running program that has a file open for writing.
struct FileWriter {
    let process: Int
    /// The program's own name for itself, at most 15 bytes.
    let name: String

    /// Looks for the programs that have a file open for writing.
    ///
    /// Of other users' programs only root sees the files, so that finding none proves nothing.
    ///
    /// - Complexity: a few microseconds for each open file of the system.
    static func find(_ file: FileState) -> FileWriter? {
        #if os(Linux)
            guard let processes = try? SystemCalls.openFolder("/proc") else { return nil }
            defer { try? processes.close() }
            guard let names = try? SystemCalls.names(in: processes) else { return nil }
            for name in names {
                guard let process = Int(name.string), holds(process, file) else { continue }
                return FileWriter(process: process, name: text("/proc/\(process)/comm"))
            }
        #endif
        return nil
    }

    private static func holds(_ process: Int, _ file: FileState) -> Bool {
        guard let folder = try? SystemCalls.openFolder(FilePath("/proc/\(process)/fd")) else { return false }
        defer { try? folder.close() }
        guard let numbers = try? SystemCalls.names(in: folder) else { return false }
        return numbers.contains { number in
            guard let open = try? SystemCalls.state(of: number, in: folder, followsLinks: true) else { return false }
            return open.isSameFile(as: file) && isForWriting(text("/proc/\(process)/fdinfo/\(number.string)"))
        }
    }

    /// Reads the flags of an open file (proc(5)): `flags:`, then octal digits, of which the last holds the mode of access.
    private static func isForWriting(_ information: String) -> Bool {
        let line = information.split(separator: "\n").first { $0.hasPrefix("flags:") }
        guard let last = line?.last?.wholeNumberValue else { return false }
        return last & 3 != 0
    }

    private static func text(_ path: String) -> String {
        guard let file = try? SystemCalls.openForReading(FilePath(path), followsLinks: true) else { return "" }
        defer { try? file.close() }
        let bytes = (try? SystemCalls.beginning(of: file, count: 512)) ?? []
        let visible = bytes.filter { $0 == ASCII.lineFeed || (0x20..<0x7f).contains($0) || $0 == 0x09 }
        var text = String(decoding: visible, as: UTF8.self)
        if text.last == "\n" { text.removeLast() }
        return text
    }
}
