#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The folder of a file, opened step by step, and whose symbolic links led there.
///
/// Who may make a link in a folder decides where a way through it ends, at any moment. A program of root that rewrites or removes files below
/// another user's folder would do that wherever this user likes. So a link counts only if it is root's, the file owner's, who can do as
/// much without it, or of the user that the program runs as.
struct WayToFile {
    let folder: FileDescriptor
    private let linkOwners: Set<UInt32>

    /// - Parameter folder: Empty for the current folder.
    /// - Throws: `Errno` if a folder on the way cannot be opened.
    init(to folder: FilePath) throws(Errno) {
        (self.folder, linkOwners) = try Self.walk(folder)
    }

    /// Refuses the way if it goes over a link of somebody else.
    ///
    /// - Parameter owner: Who owns the file at its end.
    func requireTrusted(by owner: UInt32) throws(ScrubError) {
        for user in linkOwners where ![0, owner, SystemCalls.user].contains(user) {
            throw ScrubError(
                .refusal,
                "a folder on the way to it is a symbolic link of another user (\(user)) than root and its owner; name the folder that it leads to"
            )
        }
    }

    func close() { try? folder.close() }

    /// As many as Linux follows (path_resolution(7)).
    private static let mostLinks = 40

    private static func walk(_ path: FilePath) throws(Errno) -> (FileDescriptor, Set<UInt32>) {
        var owners: Set<UInt32> = []
        var links = 0
        var rest = Array(path.components.reversed())
        var here = try SystemCalls.openToPass(path.isAbsolute ? "/" : ".", in: nil)
        do throws(Errno) {
            while let part = rest.popLast() {
                let name = FilePath(root: nil, [part])
                switch try step(name, in: here) {
                case .folder(let next):
                    try? here.close()
                    here = next
                case .link(let target, let owner):
                    links += 1
                    guard links <= mostLinks else { throw .tooManySymbolicLinkLevels }
                    owners.insert(owner)
                    rest += target.components.reversed()
                    guard target.isAbsolute else { continue }
                    let root = try SystemCalls.openToPass("/", in: nil)
                    try? here.close()
                    here = root
                }
            }
            let folder = try SystemCalls.openFolder(".", in: here)
            try? here.close()
            return (folder, owners)
        } catch {
            try? here.close()
            throw error
        }
    }

    private enum Step {
        case folder(FileDescriptor)
        case link(FilePath, owner: UInt32)
    }

    private static func step(_ name: FilePath, in folder: FileDescriptor) throws(Errno) -> Step {
        do throws(Errno) {
            return .folder(try SystemCalls.openToPass(name, in: folder))
        } catch {
            guard error == .notDirectory || error == .tooManySymbolicLinkLevels,
                let (target, owner) = try SystemCalls.readLink(name, in: folder)
            else { throw error }
            return .link(target, owner: owner)
        }
    }
}
