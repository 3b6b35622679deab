/// A value that identifies a person.
struct PersonalValue {
    var kind: Kind
    var range: Range<Int>
    /// The domain behind a local part that may be that of an e-mail address: own sites have users.
    var domain: Range<Int>?
    /// Of a number in JSON, how many backslashes stand before the quotes there: what takes its place is a string.
    var escapes: Int?
}

/// The values that belong to one candidate, in order and without overlap.
struct PersonalValues {
    /// More than four never belong together: tenant, room and resource.
    private static let most = 4

    private var first = PersonalValue(kind: .user, range: 0..<0)
    private var second = PersonalValue(kind: .user, range: 0..<0)
    private var third = PersonalValue(kind: .user, range: 0..<0)
    private var fourth = PersonalValue(kind: .user, range: 0..<0)
    private(set) var count = 0

    @inline(__always)
    private(set) subscript(index: Int) -> PersonalValue {
        get {
            switch index {
            case 0: first
            case 1: second
            case 2: third
            default: fourth
            }
        }
        set {
            switch index {
            case 0: first = newValue
            case 1: second = newValue
            case 2: third = newValue
            default: fourth = newValue
            }
        }
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Says that the values are numbers of JSON.
    mutating func markNumbers(escapes: Int) {
        for index in 0..<count where self[index].kind != .port { self[index].escapes = escapes }
    }

    /// Adds a value. Should there be no room left, the last one grows over it.
    @inline(__always)
    mutating func add(_ kind: Kind, _ range: Range<Int>, domain: Range<Int>? = nil) {
        guard !range.isEmpty else { return }
        if count == Self.most {
            fourth.range = fourth.range.lowerBound..<range.upperBound
            return
        }
        self[count] = PersonalValue(kind: kind, range: range, domain: domain)
        count &+= 1
    }
}
