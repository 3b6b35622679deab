/// What a session did, in numbers: never a byte of the log.
public struct Statistics: Sendable, Hashable {
    /// Bytes that went in.
    public internal(set) var bytesIn = 0
    /// Bytes that came out.
    public internal(set) var bytesOut = 0
    /// Records that a notice stands for, because they could not be scanned.
    public internal(set) var withheld = 0
    /// What each entry of the policy's keep-list let pass, in the order of ``KeepList/entries``.
    public internal(set) var kept: [Int] = []

    private var findings = ContiguousArray(repeating: 0, count: findingCounters)
    private var looks = ContiguousArray(repeating: 0, count: recordCounters)

    /// Creates counts of zero.
    public init() {}

    /// How many findings of a kind there were, those that the policy keeps included.
    public func count(of kind: Kind) -> Int {
        (0..<Treatment.count).reduce(0) { $0 + findings[kind.index * Treatment.count + $1] }
    }

    /// How many findings were treated in the named way: by the name of the treatment.
    public func count(ofTreatment name: String) -> Int {
        guard let index = Treatment.names.firstIndex(of: name) else { return 0 }
        return stride(from: index, to: findings.count, by: Treatment.count).reduce(0) { $0 + findings[$1] }
    }

    /// How many records of each format were looked at; records that cannot hold a finding are not.
    public var recordsByFormat: [(format: String, count: Int)] {
        LogFormat.Grammar.allCases.filter { looks[$0.index] > 0 }.map { ($0.name, looks[$0.index]) }
    }

    /// The names of the treatments, in the order of the table.
    public static var treatmentNames: [String] { Treatment.names }

    /// Adds what another session did.
    public mutating func add(_ other: Statistics) {
        bytesIn += other.bytesIn
        bytesOut += other.bytesOut
        withheld += other.withheld
        if kept.isEmpty {
            kept = other.kept
        } else {
            for index in other.kept.indices { kept[index] += other.kept[index] }
        }
        for index in findings.indices { findings[index] += other.findings[index] }
        for index in looks.indices { looks[index] += other.looks[index] }
    }

    /// Adds the counters of a session.
    mutating func add(findings table: borrowing CounterTable, records: borrowing CounterTable) {
        for index in findings.indices { findings[index] += table[index] }
        for index in looks.indices { looks[index] += records[index] }
    }

    /// The place of a finding's counter.
    @inline(__always)
    static func index(_ kind: Kind, _ treatment: Treatment) -> Int {
        kind.index &* Treatment.count &+ treatment.index
    }

    static var findingCounters: Int { CustomKinds.mostKinds * Treatment.count }
    static var recordCounters: Int { LogFormat.Grammar.allCases.count }
}

extension Treatment {
    static let count = 7
    static let names = ["keep", "truncate", "reduce", "pseudonym", "encrypt", "replace", "drop"]

    @inline(__always)
    var index: Int {
        switch self {
        case .keep: 0
        case .truncate: 1
        case .reduce: 2
        case .pseudonym: 3
        case .encrypt: 4
        case .replace: 5
        case .drop: 6
        }
    }
}
