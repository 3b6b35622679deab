#if canImport(System)
    package import System
#else
    package import SystemPackage
#endif

extension KeyFile {
    /// Which accounts of the system can get at a key, by its file's rights. Who those people are, no machine knows.
    package struct Holders {
        /// The name of the owner, or its number where it has no name.
        package let user: String
        /// The group that may read it, if one may.
        package let group: String?
    }

    /// Who can get at a key file or a keyring. Nothing of a key is read.
    ///
    /// - Returns: `nil` if it is not there, or cannot be looked at.
    package static func holders(of path: FilePath) -> Holders? {
        guard let path = try? Credential.resolve(path), let status = try? status(of: path) else { return nil }
        return Holders(
            user: name(of: status.user, in: "/etc/passwd"),
            group: status.mode & 0o040 == 0 ? nil : name(of: status.group, in: "/etc/group"))
    }

    private static func status(of path: FilePath) throws(Errno) -> FileStatus {
        let file = try SystemCalls.openForReading(path, followsLinks: true)
        defer { try? file.close() }
        return try SystemCalls.status(of: file)
    }

    /// The name of a number in a file of lines such as `root:x:0:…` (passwd(5), group(5)).
    private static func name(of number: UInt32, in file: FilePath) -> String {
        let text = (try? ConfigurationFile.text(of: file, mustBeTrusted: false)) ?? ""
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
            if fields.count > 2, UInt32(fields[2]) == number { return FileName.printable(String(fields[0])) }
        }
        return String(number)
    }
}
