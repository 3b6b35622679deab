#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Bytes that are wiped when they are no longer needed, and never copied by accident.
///
/// `@safe`: the memory is made in `init`, freed in `deinit`, and lent out only for the duration of a closure; each access by number
/// is checked.
@safe
struct SecretBytes: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer

    /// Makes room, filled with zeros.
    init(count: Int) {
        // Safe: freed in `deinit`, never handed out except for the duration of a closure.
        unsafe memory = .allocate(byteCount: count, alignment: 16)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// Makes bytes that nobody can guess.
    init(random count: Int) {
        self.init(count: count)
        // The system's generator: `getrandom` on Linux, `arc4random_buf` on macOS.
        var generator = SystemRandomNumberGenerator()
        for index in 0..<count { self[index] = generator.next() }
    }

    deinit {
        // Safe: the whole of the own memory. These calls are never optimized away, unlike a loop over memory that is freed next.
        #if canImport(Darwin)
            unsafe _ = memset_s(memory.baseAddress!, memory.count, 0, memory.count)
        #else
            unsafe explicit_bzero(memory.baseAddress!, memory.count)
        #endif
        unsafe memory.deallocate()
    }

    var count: Int { unsafe memory.count }

    subscript(index: Int) -> UInt8 {
        get {
            precondition(index >= 0 && index < count)
            return unsafe memory[index]  // Safe: checked above.
        }
        set {
            precondition(index >= 0 && index < count)
            unsafe memory[index] = newValue  // Safe: checked above.
        }
    }

    /// Lets `body` read the bytes.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(memory))
    }

    /// Lets `body` write the bytes.
    mutating func withMutableBytes<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(memory)
    }
}
