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
        precondition(capacity > 0)
        // Safe: freed in `deinit`; an element is read only once it has been written.
        unsafe elements = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        unsafe elements.deallocate()
    }

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    /// Forgets all but the first elements.
    @inline(__always)
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        self.count = count
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        unsafe (elements + count).initialize(to: element)  // Safe: there is room.
        count &+= 1
    }

    @inline(__always)
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
