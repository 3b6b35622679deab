#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Who beside its owner may read a file of secrets.
enum FileReaders {
    /// Whether those who may read it are those that are wanted, though its mode shows more than its owner.
    static func areTrusted(
        _ file: FileDescriptor, _ status: FileStatus, _ readers: KeyFile.Readers
    ) throws(Errno) -> Bool {
        // Others have nothing to do with it, and nobody but its owner changes it.
        guard readers != .nobodyElse, status.isOwn, status.mode & 0o037 == 0 else { return false }
        if status.mode & 0o040 == 0 || readers == .anyGroup { return true }
        let list = try AccessList(of: file)
        if let list, !list.namesOnly(SystemCalls.user) { return false }
        guard list?.groupIsIn ?? true else { return true }
        // Root may read it anyway, and it is root that has let the group in.
        return status.user == 0 && (SystemCalls.user == 0 || SystemCalls.groups.contains(status.group))
    }
}

/// An access control list (acl(5)), where a file has one: the group's bits of its mode are then the most that anybody named in it may.
private struct AccessList {
    /// The users and groups that it names, and lets do anything.
    private var users: [UInt32] = []
    private var groups: [UInt32] = []
    /// Whether the group of the file may do anything.
    private(set) var groupIsIn = false

    /// Whether nobody is named in it but a user, or root.
    func namesOnly(_ user: UInt32) -> Bool { groups.isEmpty && users.allSatisfy { $0 == user || $0 == 0 } }

    /// Reads the list of a file, if it has one; where the system has none, or another kind, the mode says all.
    init?(of file: FileDescriptor) throws(Errno) {
        #if !os(Linux)
            return nil
        #endif
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try SystemCalls.attribute("system.posix_acl_access", of: file)
        } catch .noData, .notSupported {
            return nil
        }
        // The form of Linux (posix_acl_xattr.h): a version, then for each entry a tag, rights and a number, all little-endian.
        guard bytes.count >= 4, bytes[0] == 2, bytes[1...3].allSatisfy({ $0 == 0 }), (bytes.count - 4) % 8 == 0 else {
            throw .notSupported
        }
        func number(_ range: Range<Int>) -> UInt32 { bytes[range].reversed().reduce(0) { $0 << 8 | UInt32($1) } }
        for start in stride(from: 4, to: bytes.count, by: 8) {
            guard number(start + 2..<start + 4) != 0 else { continue }
            let subject = number(start + 4..<start + 8)
            switch number(start..<start + 2) {
            case 0x02: users.append(subject)
            case 0x04: groupIsIn = true
            case 0x08: groups.append(subject)
            default: break  // The owner, the mask and the others: the mode shows them.
            }
        }
    }
}
