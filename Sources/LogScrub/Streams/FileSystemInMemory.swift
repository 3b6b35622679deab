#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

extension SystemCalls {
    /// Whether a folder is on a file system that is in memory: tmpfs or ramfs. Where the system cannot tell, it is believed.
    ///
    /// Linux tells it in two files (proc(5)): the mount of a descriptor, and the file systems of all mounts.
    static func isInMemory(_ folder: FileDescriptor) -> Bool {
        #if os(Linux)
            let lines = read("/proc/self/fdinfo/\(folder.rawValue)").split(separator: "\n")
            guard let mount = lines.first(where: { $0.hasPrefix("mnt_id:") })?.split(separator: "\t").last else {
                return false
            }
            // A number first; the type is the first word after a hyphen, which no field before it can be.
            for line in read("/proc/self/mountinfo").split(separator: "\n") {
                let fields = line.split(separator: " ")
                guard fields.first == mount, let hyphen = fields.firstIndex(of: "-") else { continue }
                return hyphen + 1 < fields.count && ["tmpfs", "ramfs"].contains(fields[hyphen + 1])
            }
            return false
        #else
            return true
        #endif
    }

    /// A file of the system as text; empty if there is none.
    private static func read(_ path: String) -> String {
        guard let file = try? openForReading(FilePath(path), followsLinks: false) else { return "" }
        defer { try? file.close() }
        var text: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        // Safe: the kernel writes within the array during the call.
        while let count = try? unsafe piece.withUnsafeMutableBytes({ unsafe try file.read(into: $0) }), count > 0 {
            text += piece[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
