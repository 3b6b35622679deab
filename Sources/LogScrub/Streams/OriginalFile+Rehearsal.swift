#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// Whether a file could be replaced or removed, without doing so: what is thrown is what would be.
extension OriginalFile {
    /// Throws if no file could be made beside it, or could not be given to its owner.
    func requireReplaceable() throws(ScrubError) {
        let around: FileState
        do throws(Errno) {
            try SystemCalls.requireWritable(folder)
            // The name of the new file is longer.
            do throws(Errno) {
                _ = try SystemCalls.state(of: ReplacementFile.temporaryName(for: name), in: folder)
            } catch .noSuchFileOrDirectory {}
            around = try SystemCalls.state(of: folder)
        } catch {
            throw ScrubError(.creation, "no file can be created beside it: \(error)")
        }
        guard SystemCalls.user != 0 else { return }
        // A new file has the group of its maker, or of a folder with the bit for that.
        let isOfOwnGroup =
            SystemCalls.groups.contains(state.group) || around.mode & 0o2000 != 0 && around.group == state.group
        guard state.user == SystemCalls.user, isOfOwnGroup else {
            throw ScrubError(
                .refusal,
                "belongs to another user or group, and a new file cannot be given to them: \(Errno.notPermitted)")
        }
    }

    /// Throws if the system would not let it be removed.
    func requireRemovable() throws(ScrubError) {
        do throws(Errno) {
            try SystemCalls.requireWritable(folder)
            let around = try SystemCalls.state(of: folder)
            let owners = [state.user, around.user, 0]
            // In folders such as /tmp everybody removes what is their own.
            if around.mode & 0o1000 != 0, !owners.contains(SystemCalls.user) { throw .notPermitted }
        } catch {
            throw ScrubError(.output, "cannot be removed: \(error)")
        }
    }
}
