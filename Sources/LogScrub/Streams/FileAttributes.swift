#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The extended attributes of files, among them lists of access rights and the labels of SELinux.
enum FileAttributes {
    /// Gives a new file the attributes of another one, and no others.
    ///
    /// What only the system or an administrator may set stays away where it cannot be set. What somebody has written there, and a list of
    /// rights, must come along.
    static func copy(from original: FileDescriptor, to copy: FileDescriptor) throws(Errno) {
        let names: [String]
        do throws(Errno) {
            names = try SystemCalls.attributeNames(of: original)
        } catch .notSupported {
            return
        }
        // A new file may have rights from its folder that the old one had not.
        for name in try SystemCalls.attributeNames(of: copy) where !names.contains(name) {
            do throws(Errno) {
                try SystemCalls.removeAttribute(name, of: copy)
            } catch {
                if !isOptional(name) { throw error }
            }
        }
        for name in names where !isAboutContent(name) {
            do throws(Errno) {
                try SystemCalls.setAttribute(name, to: SystemCalls.attribute(name, of: original), of: copy)
            } catch {
                if !isOptional(name) { throw error }
            }
        }
    }

    /// Sums of the old bytes (integrity measurement): of no use to the new ones.
    private static func isAboutContent(_ name: String) -> Bool {
        name == "security.ima" || name == "security.evm"
    }

    private static func isOptional(_ name: String) -> Bool {
        name.hasPrefix("security.") || name.hasPrefix("trusted.")
            || name.hasPrefix("system.") && name != "system.posix_acl_access"
    }
}
