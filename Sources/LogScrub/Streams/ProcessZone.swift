#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The zone of times that do not say theirs: that of the process.
package enum ProcessZone {
    /// Where systems keep their zones (tzfile(5)).
    private static let folder = FilePath("/usr/share/zoneinfo")

    /// Checks the name of a zone: `Europe/Berlin`, `UTC`.
    ///
    /// - Throws: If the system has no zone of that name. The C library would take UTC for it, and say nothing.
    package static func named(_ name: String) throws(ScrubError) -> String {
        if name == "UTC" { return name }
        let isName = name.utf8.allSatisfy { $0.isWord || "/+-".utf8.contains($0) }
        guard isName, name.utf8.first?.isLetter == true, isFile(folder.pushing(FilePath(name))) else {
            throw ScrubError(
                .configuration,
                "this system has no time zone '\(FileName.printable(name))'; names are such as Europe/Berlin (timedatectl list-timezones)"
            )
        }
        return name
    }

    private static func isFile(_ path: FilePath) -> Bool {
        guard let file = try? SystemCalls.openForReading(path, followsLinks: true) else { return false }
        defer { try? file.close() }
        return (try? SystemCalls.status(of: file))?.isRegular == true
    }

    /// Takes a zone for that of the process: to be called before there are other threads.
    package static func use(_ name: String) { SystemCalls.setZone(name) }
}
