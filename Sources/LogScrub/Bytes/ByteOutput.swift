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

    /// A pointer and a number, as a buffer pointer would say its size as a difference each time.
    private var memory: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        // Safe: freed in `deinit`, never handed out except for the duration of a closure. Zeros, so that whole vectors can be read of it.
        unsafe memory = .allocate(byteCount: capacity, alignment: 64)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: capacity)
        self.capacity = capacity
    }

    deinit {
        unsafe memory.deallocate()
    }

    /// Forgets the content, keeps the memory.
    mutating func removeAll() { count = 0 }

    /// Forgets the content, and makes room for as much as is expected.
    mutating func removeAll(expecting expected: Int) {
        count = 0
        reserve(expected)
    }

    @inline(always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe memory.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)  // Safe: `reserve` made room.
        count &+= 1
    }

    /// Appends `bytes[range]`.
    @inline(always)
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let length = range.upperBound &- range.lowerBound
        // Most stretches between two findings are short, and a call for so little takes longer than the copy.
        guard length <= 256, range.upperBound &+ 32 <= bytes.count else { return appendLong(bytes, range) }
        reserve(length &+ 32)
        var (at, place) = (range.lowerBound, count)
        repeat {
            // Safe: any bytes are valid. The last step may write 32 too many, for which there is room; the next text overwrites them.
            let piece = unsafe bytes.load(at: at, as: (ByteVector, ByteVector).self)
            unsafe memory.storeBytes(of: piece, toByteOffset: place, as: (ByteVector, ByteVector).self)
            at &+= 32
            place &+= 32
        } while at < range.upperBound
        count &+= length
    }

    @inline(never)
    private mutating func appendLong(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        reserve(range.count)
        let part = bytes.extracting(range)
        // Safe: `reserve` made room, `extracting` checked the range, and the two never overlap.
        unsafe part.withUnsafeBytes { source in
            unsafe (memory + count).copyMemory(from: source.baseAddress!, byteCount: source.count)
        }
        count &+= range.count
    }

    /// Appends what has been written to another output.
    @inline(always)
    mutating func append(_ other: borrowing ByteOutput, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= other.count)
        let length = range.upperBound &- range.lowerBound
        guard length <= 256, range.upperBound &+ 32 <= other.capacity else { return appendLong(other, range) }
        reserve(length &+ 32)
        var (at, place) = (range.lowerBound, count)
        repeat {
            // Safe: checked, and all of the memory is initialized; as above.
            let piece = unsafe other.memory.loadUnaligned(fromByteOffset: at, as: (ByteVector, ByteVector).self)
            unsafe memory.storeBytes(of: piece, toByteOffset: place, as: (ByteVector, ByteVector).self)
            at &+= 32
            place &+= 32
        } while at < range.upperBound
        count &+= length
    }

    @inline(never)
    private mutating func appendLong(_ other: borrowing ByteOutput, _ range: Range<Int>) {
        reserve(range.count)
        // Safe: `reserve` made room, the other's first `count` bytes were written, and the two never overlap.
        unsafe (memory + count).copyMemory(from: other.memory + range.lowerBound, byteCount: range.count)
        count &+= range.count
    }

    /// The end of the bytes at the beginning of a range that pass a test.
    @inline(always)
    func end(of range: Range<Int>, while test: (UInt8) -> Bool) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        var at = range.lowerBound
        // Safe: the first `count` bytes were written.
        while at < range.upperBound, test(unsafe memory.load(fromByteOffset: at, as: UInt8.self)) { at &+= 1 }
        return at
    }

    /// Appends ASCII text that is known at compile time.
    @inline(always)
    mutating func append(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        // Safe: `reserve` made room; a static string owns its bytes for the life of the program.
        unsafe (memory + count).copyMemory(from: UnsafeRawPointer(text.utf8Start), byteCount: length)
        count &+= length
    }

    /// Appends the lowest `length` bytes of a word, the lowest first: short texts that were made without a branch for each byte.
    ///
    /// - Parameter length: From 0 to 8.
    @inline(always)
    mutating func append(word: UInt64, length: Int) {
        reserve(8)
        // Safe: `reserve` made room for all eight, of which the next text overwrites those that do not count.
        unsafe memory.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
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
    @inline(always)
    mutating func append(words: Words, length: Int) {
        reserve(48)
        // Safe: `reserve` made room for all 48, of which the next text overwrites those that do not count.
        unsafe memory.storeBytes(of: words, toByteOffset: count, as: Words.self)
        count &+= length
    }

    /// As above, for texts of at most 24 bytes.
    @inline(always)
    mutating func append(words: (UInt64, UInt64, UInt64), length: Int) {
        reserve(24)
        // Safe: as above.
        unsafe memory.storeBytes(of: words, toByteOffset: count, as: (UInt64, UInt64, UInt64).self)
        count &+= length
    }

    /// Appends a number in decimal digits.
    @inline(always)
    mutating func append(decimal value: UInt8) {
        let (word, length) = Self.decimal(value)
        append(word: word, length: length)
    }

    /// The decimal digits of a number, the first in the lowest byte, and how many there are.
    @inline(always)
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
        get {
            precondition(index >= 0 && index < count)
            // Safe: the first `count` bytes were written.
            return unsafe memory.load(fromByteOffset: index, as: UInt8.self)
        }
        set {
            precondition(index >= 0 && index < count)
            unsafe memory.storeBytes(of: newValue, toByteOffset: index, as: UInt8.self)  // Safe: as above.
        }
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
        for index in 0..<count { body(self[index]) }
    }

    /// Whether what has been written is `bytes[range]`.
    func isEqual(to bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        isEqual(0..<count, to: bytes, range)
    }

    /// Whether a part of what has been written is `bytes[range]`.
    func isEqual(_ part: Range<Int>, to bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard part.count == range.count else { return false }
        for index in 0..<part.count where self[part.lowerBound + index] != bytes[range.lowerBound + index] {
            return false
        }
        return true
    }

    /// Lets `body` read what has been written.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Safe: exactly the first `count` bytes were written.
        try unsafe body(UnsafeRawBufferPointer(start: memory, count: count))
    }

    /// Appends what has been written to `array`.
    func append(to array: inout ContiguousArray<UInt8>) {
        unsafe withBytes { unsafe array.append(contentsOf: $0) }
    }

    @inline(always)
    private mutating func reserve(_ additional: Int) {
        if count &+ additional > capacity { grow(additional) }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        let size = Swift.max(capacity * 2, count + additional)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        unsafe larger.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        unsafe larger.copyMemory(from: memory, byteCount: count)
        unsafe memory.deallocate()
        unsafe memory = larger
        capacity = size
    }
}
