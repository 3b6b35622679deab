/// What the scrubber writes into: bytes appended to memory that is reused from chunk to chunk.
///
/// `ContiguousArray.append(contentsOf:)` checks uniqueness and capacity for each call; findings come by the million, so the
/// hot path reserves once and writes through a pointer.
///
/// `@safe`: the memory is made in `init`, freed in `deinit`, and lent out only for the duration of a closure; each write is
/// preceded by `reserve`.
@safe
struct ByteOutput: ~Copyable {
    /// 48 bytes.
    typealias Words = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    private var memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(capacity: Int) {
        // Safe: freed in `deinit`, never handed out except for the duration of a closure. Zeros, so that whole vectors can be read of it.
        unsafe memory = .allocate(byteCount: capacity, alignment: 64)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        unsafe memory.deallocate()
    }

    /// Forgets the content, keeps the memory.
    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe memory[count] = byte  // Safe: `reserve` made room.
        count &+= 1
    }

    /// Appends `bytes[range]`.
    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        // Most stretches between two findings are short, and a call for so little takes longer than the copy.
        if range.count <= 256, range.upperBound &+ 32 <= bytes.count {
            reserve(range.count &+ 32)
            var (at, place) = (range.lowerBound, count)
            repeat {
                // Safe: the last step may write 31 bytes too many, for which there is room; the next text overwrites them.
                unsafe memory.storeBytes(of: ByteVector(bytes, at: at), toByteOffset: place, as: ByteVector.self)
                unsafe memory.storeBytes(
                    of: ByteVector(bytes, at: at &+ 16), toByteOffset: place &+ 16, as: ByteVector.self)
                at &+= 32
                place &+= 32
            } while at < range.upperBound
            count &+= range.count
            return
        }
        reserve(range.count)
        let part = bytes.extracting(range)
        // Safe: `reserve` made room, `extracting` checked the range, and the two never overlap.
        unsafe part.withUnsafeBytes { source in
            unsafe (memory.baseAddress! + count).copyMemory(from: source.baseAddress!, byteCount: source.count)
        }
        count &+= range.count
    }

    /// Appends what has been written to another output.
    @inline(__always)
    mutating func append(_ other: borrowing ByteOutput, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= other.count)
        if unsafe range.count <= 32 && range.lowerBound &+ 32 <= other.memory.count {
            // Safe: checked; all of the memory is initialized.
            let from = unsafe other.memory.baseAddress! + range.lowerBound
            append(
                unsafe from.loadUnaligned(as: ByteVector.self),
                unsafe from.loadUnaligned(fromByteOffset: 16, as: ByteVector.self), length: range.count)
            return
        }
        appendLong(other, range)
    }

    @inline(never)
    private mutating func appendLong(_ other: borrowing ByteOutput, _ range: Range<Int>) {
        reserve(range.count)
        // Safe: `reserve` made room, the other's first `count` bytes were written, and the two never overlap.
        unsafe (memory.baseAddress! + count).copyMemory(
            from: other.memory.baseAddress! + range.lowerBound, byteCount: range.count)
        count &+= range.count
    }

    /// The end of the bytes at the beginning of a range that pass a test.
    @inline(__always)
    func end(of range: Range<Int>, while test: (UInt8) -> Bool) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        var at = range.lowerBound
        // Safe: the first `count` bytes were written.
        while at < range.upperBound, test(unsafe memory[at]) { at &+= 1 }
        return at
    }

    /// Appends ASCII text that is known at compile time.
    @inline(__always)
    mutating func append(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        // Safe: `reserve` made room; a static string owns its bytes for the life of the program.
        unsafe (memory.baseAddress! + count).copyMemory(from: UnsafeRawPointer(text.utf8Start), byteCount: length)
        count &+= length
    }

    /// Appends the lowest `length` bytes of a word, the lowest first: short texts that were made without a branch for each byte.
    ///
    /// - Parameter length: From 0 to 8.
    @inline(__always)
    mutating func append(word: UInt64, length: Int) {
        reserve(8)
        // Safe: `reserve` made room for all eight, of which the next text overwrites those that do not count.
        unsafe memory.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
        count &+= length
    }

    /// Appends the first `length` bytes of two vectors: short texts that were made before.
    ///
    /// - Parameter length: From 0 to 32.
    @inline(__always)
    mutating func append(_ low: ByteVector, _ high: ByteVector, length: Int) {
        reserve(32)
        // Safe: `reserve` made room for all 32, of which the next text overwrites those that do not count.
        unsafe memory.storeBytes(of: low, toByteOffset: count, as: ByteVector.self)
        unsafe memory.storeBytes(of: high, toByteOffset: count &+ 16, as: ByteVector.self)
        count &+= length
    }

    /// The first 48 bytes that have been written from `start` on, with zeros behind the last.
    mutating func words(from start: Int) -> Words {
        precondition(start >= 0 && start <= count)
        reserve(48)
        // Safe: `reserve` made room for 48 bytes behind the last; here they are initialized, so that those from `start` on are too.
        unsafe memory.storeBytes(of: (0, 0, 0, 0, 0, 0), toByteOffset: count, as: Words.self)
        return unsafe memory.loadUnaligned(fromByteOffset: start, as: Words.self)
    }

    /// Appends the first `length` bytes of words: a short text that `words(from:)` gave.
    ///
    /// - Parameter length: From 0 to 48.
    @inline(__always)
    mutating func append(words: Words, length: Int) {
        reserve(48)
        // Safe: `reserve` made room for all 48, of which the next text overwrites those that do not count.
        unsafe memory.storeBytes(of: words, toByteOffset: count, as: Words.self)
        count &+= length
    }

    /// Appends a number in decimal digits.
    @inline(__always)
    mutating func append(decimal value: UInt8) {
        let (word, length) = Self.decimal(value)
        append(word: word, length: length)
    }

    /// The decimal digits of a number, the first in the lowest byte, and how many there are.
    @inline(__always)
    static func decimal(_ value: UInt8) -> (word: UInt64, length: Int) {
        let value = UInt64(value)
        let digits = (value / 100) | (value / 10 % 10) &<< 8 | (value % 10) &<< 16 | 0x303030
        let length = 1 &+ (value > 9 ? 1 : 0) &+ (value > 99 ? 1 : 0)
        return (digits &>> UInt64(8 &* (3 &- length)), length)
    }

    /// Appends a number in decimal digits.
    mutating func append(decimal value: Int) {
        if value >= 10 { append(decimal: value / 10) }
        append(ASCII.zero &+ UInt8(value % 10))
    }

    /// A byte that has been written.
    subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return unsafe memory[index]  // Safe: the first `count` bytes were written.
    }

    /// Forgets what was written from `count` on.
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        self.count = count
    }

    /// What was written from `start` on.
    func suffix(from start: Int) -> ContiguousArray<UInt8> {
        precondition(start >= 0 && start <= count)
        var bytes = ContiguousArray<UInt8>()
        unsafe withBytes { unsafe bytes.append(contentsOf: $0[start...]) }
        return bytes
    }

    /// Calls `body` with each byte that has been written, for short texts.
    func forEach(_ body: (UInt8) -> Void) {
        for index in 0..<count { body(unsafe memory[index]) }  // Safe: the first `count` bytes were written.
    }

    /// Whether what has been written is `bytes[range]`.
    func isEqual(to bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard count == range.count else { return false }
        for index in 0..<count where unsafe memory[index] != bytes[range.lowerBound + index] { return false }
        return true
    }

    /// Lets `body` read what has been written.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Safe: exactly the first `count` bytes were written.
        try unsafe body(UnsafeRawBufferPointer(start: memory.baseAddress!, count: count))
    }

    /// Appends what has been written to `array`.
    func append(to array: inout ContiguousArray<UInt8>) {
        unsafe withBytes { unsafe array.append(contentsOf: $0) }
    }

    @inline(__always)
    private mutating func reserve(_ additional: Int) {
        if unsafe count &+ additional > memory.count { grow(additional) }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        let capacity = unsafe Swift.max(memory.count * 2, count + additional)
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
        unsafe larger.initializeMemory(as: UInt8.self, repeating: 0)
        unsafe larger.copyMemory(from: UnsafeRawBufferPointer(start: memory.baseAddress!, count: count))
        unsafe memory.deallocate()
        unsafe memory = larger
    }
}
