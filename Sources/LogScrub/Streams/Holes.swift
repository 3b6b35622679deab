#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The holes of a file that is written: blocks of zeros that take no space on the disk, as programs make them that go on writing where they were
/// after their log has been truncated.
struct Holes {
    /// The blocks of common file systems.
    private static let block = 4096

    /// How much of the file has been written or passed over, in bytes.
    private(set) var position: Int64 = 0

    /// What is to be done next with bytes that are to stand at `position`: to pass over zeros, or to write what is before the next block of them.
    ///
    /// - Returns: How many of the bytes; at least one, if there are any.
    func next(_ bytes: Slice<UnsafeRawBufferPointer>) -> (isHole: Bool, count: Int) {
        let count = unsafe bytes.count
        // Up to where the next block begins.
        let first = Swift.min(count, Int((Int64(Self.block) - position % Int64(Self.block)) % Int64(Self.block)))
        let isHole = unsafe first == 0 && isZero(bytes, 0)
        var at = isHole ? Self.block : first
        while at + Self.block <= count, unsafe isZero(bytes, at) == isHole { at += Self.block }
        // The rest of a block is written, even if it is zeros.
        if !isHole, count - at < Self.block { at = count }
        return (isHole, at)
    }

    mutating func passed(_ count: Int) { position += Int64(count) }

    /// - Returns: `false` also for what is no whole block.
    private func isZero(_ bytes: Slice<UnsafeRawBufferPointer>, _ offset: Int) -> Bool {
        let start = unsafe bytes.startIndex + offset
        guard unsafe start + Self.block <= bytes.endIndex else { return false }
        for at in stride(from: start, to: start + Self.block, by: 8) {
            // Safe: the slice lends its memory for the duration of the call, and the eight bytes lie in it.
            if unsafe bytes.base.loadUnaligned(fromByteOffset: at, as: UInt64.self) != 0 { return false }
        }
        return true
    }
}
