/// A fixed number of counters.
///
/// An array would be checked for uniqueness at each increment, which is one for each finding.
///
/// `@safe`: the memory is made in `init`, freed in `deinit`, and each index is checked.
@safe
struct CounterTable: ~Copyable {
    private let counters: UnsafeMutableBufferPointer<Int>

    init(count: Int) {
        unsafe counters = .allocate(capacity: count)
        unsafe counters.initialize(repeating: 0)
    }

    deinit {
        unsafe counters.deallocate()
    }

    /// Begins again.
    func clear() { unsafe counters.update(repeating: 0) }  // Safe: they are initialized.

    @inline(__always)
    subscript(index: Int) -> Int {
        get {
            unsafe precondition(index >= 0 && index < counters.count)
            return unsafe counters[index]
        }
        nonmutating set {
            unsafe precondition(index >= 0 && index < counters.count)
            unsafe counters[index] = newValue
        }
    }
}
