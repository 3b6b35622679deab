/// Values one after the other in memory that is reused: emptied, never given back.
///
/// `ContiguousArray.append` asks each time whether it is the only one that holds its memory. Here nobody else can.
///
/// `@safe`: the memory is made in `init`, freed in `deinit`, and never lent out; each read is checked against `count`, each write against the
/// capacity.
@safe
struct FlatBuffer<Element: BitwiseCopyable>: ~Copyable {
    private var elements: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        precondition(capacity >= 64)
        // Safe: freed in `deinit`; an element is read only once it has been written.
        unsafe elements = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        unsafe elements.deallocate()
    }

    @inline(always)
    var isEmpty: Bool { count == 0 }

    /// Forgets all but the first elements.
    @inline(always)
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        self.count = count
    }

    @inline(always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        unsafe (elements + count).initialize(to: element)  // Safe: there is room.
        count &+= 1
    }

    @inline(always)
    subscript(index: Int) -> Element {
        // A negative index is a large number.
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
        return unsafe elements[index]  // Safe: checked.
    }

    @inline(never)
    private mutating func grow() {
        // Safe: twice as much, of which the first `count` elements are initialized.
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        unsafe larger.initialize(from: elements, count: count)
        unsafe elements.deallocate()
        unsafe elements = larger
        capacity *= 2
    }
}

extension FlatBuffer<UInt32> {
    /// The last element.
    var last: Int? { isEmpty ? nil : Int(self[count &- 1]) }

    /// Appends `base` plus the place of each bit that is set, without a branch for the first four.
    ///
    /// - Parameter number: How many bits are set.
    @inline(always)
    mutating func append(bits: UInt64, count number: Int, from base: Int) {
        precondition(UInt(bitPattern: number) <= 64)
        if count &+ 64 > capacity { grow() }
        let base = UInt32(truncatingIfNeeded: base)
        var bits = bits
        // Safe: room for 64. What is written beyond `number` does not count and is overwritten by the next.
        let target = unsafe elements + count
        for place in 0..<4 {
            unsafe (target + place).initialize(
                to: base &+ UInt32(truncatingIfNeeded: (bits | 1 &<< 63).trailingZeroBitCount))
            bits &= bits &- 1
        }
        var place = 4
        while bits != 0, place < number {
            unsafe (target + place).initialize(to: base &+ UInt32(truncatingIfNeeded: bits.trailingZeroBitCount))
            bits &= bits &- 1
            place &+= 1
        }
        count &+= number
    }

    /// The seven elements from `index` on.
    ///
    /// - Precondition: There are so many; checked once.
    @inline(always)
    func seven(at index: Int) -> (Int, Int, Int, Int, Int, Int, Int) {
        precondition(index >= 0 && index &+ 7 <= count)
        let from = unsafe elements + index  // Safe: checked.
        return unsafe (Int(from[0]), Int(from[1]), Int(from[2]), Int(from[3]), Int(from[4]), Int(from[5]), Int(from[6]))
    }
}
