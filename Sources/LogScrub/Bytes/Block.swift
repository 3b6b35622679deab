/// A block of sixteen bytes, the first of them in the highest bits of `value`.
///
/// It is a collection because block ciphers take one. It lends them its memory: byte by byte, through the collection, a block would
/// take longer to read than to encrypt.
struct Block: Sendable {
    /// The value, in memory as it is sent over the network.
    private var storage: UInt128

    init(_ value: UInt128) { storage = value.bigEndian }

    var value: UInt128 { UInt128(bigEndian: storage) }
}

extension Block: RandomAccessCollection, MutableCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { 16 }

    subscript(index: Int) -> UInt8 {
        get {
            precondition(indices.contains(index))
            return UInt8(truncatingIfNeeded: value >> UInt128(120 - 8 * index))
        }
        set {
            precondition(indices.contains(index))
            let shift = UInt128(120 - 8 * index)
            self = Block(value & ~(0xFF << shift) | UInt128(newValue) << shift)
        }
    }

    mutating func withContiguousMutableStorageIfAvailable<Result>(
        _ body: (inout UnsafeMutableBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        // Safe: these are the sixteen bytes of `storage`, of which all values are valid, lent for the duration of the closure.
        try unsafe withUnsafeMutableBytes(of: &storage) { memory in
            try unsafe memory.withMemoryRebound(to: UInt8.self) { bytes in
                var bytes = unsafe bytes
                return try unsafe body(&bytes)
            }
        }
    }
}
