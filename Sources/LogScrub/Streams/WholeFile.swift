#if canImport(System)
    package import System
#else
    package import SystemPackage
#endif

/// A file of the program's own that others read: at every moment all of the old content or all of the new one has its name.
package enum WholeFile {
    /// Writes a text.
    ///
    /// A symbolic link in the last place is replaced, and not followed; on the way to it, those of others than root and the user of the program are refused.
    ///
    /// - Throws: `ScrubError` with the code `creation` if no file can be made in the folder, `output` if it cannot be written.
    package static func write(_ text: String, to path: FilePath) throws(ScrubError) {
        let shown = FileName.printable(path)
        guard let name = path.lastName else {
            throw ScrubError(.creation, "'\(shown)' is no name for a file")
        }
        let way: WayToFile
        let copy: ReplacementFile
        do {
            way = try WayToFile(to: path.removingLastComponent())
        } catch {
            throw ScrubError(.creation, "\(shown): cannot be made: \(error)")
        }
        defer { way.close() }
        do throws(ScrubError) {
            try way.requireTrusted(by: SystemCalls.user)
            copy = try ReplacementFile.create(for: name, in: way.folder, wakeUp: nil)
        } catch {
            throw ScrubError(.creation, "\(shown): \(error.message)")
        }
        defer { copy.close() }
        do {
            try copy.descriptor.writeAll(text.utf8)
            try SystemCalls.setMode(of: copy.descriptor, 0o644)
        } catch {
            throw ScrubError(.output, "\(shown): cannot be written: \(error)")
        }
        do throws(ScrubError) {
            try copy.synchronize()
            try copy.replace(name)
        } catch {
            throw ScrubError(error.code, "\(shown): \(error.message)")
        }
    }
}
