/// Home folders, which are called as their users are.
extension PersonalDetector {
    /// The user in `/home/ana/x`, where a path begins so: in the path of a URL `home` is a page.
    ///
    /// - Parameter slash: The first one.
    mutating func home(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, slash: Int) -> Outcome {
        let start = slash &+ 6
        guard bytes.has("/home/", at: slash, before: record.upperBound),
            Self.beginsPath(bytes, slash, floor: record.lowerBound)
        else { return .nothing }
        let limit = Swift.min(record.upperBound, start &+ 64)
        var end = start
        while end < limit, Self.isAccountByte(bytes[end]) { end &+= 1 }
        // The dot of a sentence.
        if end > start, bytes[end &- 1] == ASCII.dot { end &-= 1 }
        let name = start..<end
        guard end > start, bytes[start] != ASCII.dot, !Self.isNobody(bytes, name),
            !KnownWords.userTemplates.contains(bytes, name),
            !Placeholder.isKept(bytes, name)
        else { return .nothing }
        values.add(.user, name)
        return .values(resume: end)
    }

    /// What `useradd` lets an account be called, and what directories of companies add: dots, letters beyond ASCII.
    @inline(__always)
    private static func isAccountByte(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.dot || byte == ASCII.hyphen || byte >= 0x80
    }

    /// Whether nothing of a path stands before a slash, or only the folder in which some systems have the homes.
    private static func beginsPath(_ bytes: Span<UInt8>, _ slash: Int, floor: Int) -> Bool {
        if slash == floor { return true }
        for folder: StaticString in ["/var", "/export", "/usr", "/data", "/mnt"] {
            let start = slash &- folder.utf8CodeUnitCount
            if start >= floor, bytes.has(folder, at: start, before: slash) {
                return start == floor || !isPathByte(bytes[start &- 1])
            }
        }
        return !isPathByte(bytes[slash &- 1])
    }

    @inline(__always)
    private static func isPathByte(_ byte: UInt8) -> Bool {
        byte.isWord && byte != ASCII.underscore || byte >= 0x80 || byte == ASCII.dot || byte == ASCII.slash
            || byte == ASCII.hyphen || byte == ASCII.rightBracket || byte == UInt8(ascii: "~")
    }
}
