extension ContiguousArray<UInt8> {
    /// Moves `count` bytes from `source` to the front; the two places may overlap.
    mutating func moveToFront(from source: Int, count: Int) {
        precondition(source >= 0 && count >= 0 && source + count <= self.count)
        // Safe: both places lie in the array, as was just checked, and `memmove` allows overlap.
        unsafe withUnsafeMutableBytes { bytes in
            unsafe bytes.baseAddress!.copyMemory(from: bytes.baseAddress! + source, byteCount: count)
        }
    }

    /// Sets all bytes of a range to zero.
    mutating func clear(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // Safe: the range lies in the array, as was just checked.
        unsafe withUnsafeMutableBytes { bytes in
            unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range]).initializeMemory(as: UInt8.self, repeating: 0)
            return
        }
    }

    /// Copies a span into the array.
    mutating func replace(from offset: Int, with bytes: Span<UInt8>) {
        precondition(offset >= 0 && offset + bytes.count <= count)
        guard !bytes.isEmpty else { return }
        // Safe: the place lies in the array, as was just checked; a span never overlaps an array that is being written.
        unsafe withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { source in
                unsafe (target.baseAddress! + offset).copyMemory(from: source.baseAddress!, byteCount: source.count)
            }
        }
    }
}
