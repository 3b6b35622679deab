/// Which age of a log demands what.
public struct RetentionRules: Sendable, Hashable {
    /// What is done to a file.
    public enum Step: Sendable, Hashable, CustomStringConvertible {
        /// It is brought to a level.
        case level(Level)
        /// It is removed.
        case delete

        /// The level's name, or `delete`.
        public var description: String {
            switch self {
            case .level(let level): level.rawValue
            case .delete: "delete"
            }
        }

        /// How little is left; only what is stricter may follow.
        fileprivate var strictness: Int {
            switch self {
            case .level(.analytics): 1
            case .level(.pseudonymous): 2
            case .level(.minimal): 3
            case .level(.none): 4
            case .delete: 5
            }
        }
    }

    /// What is done from an age on.
    public struct Rule: Sendable, Hashable {
        /// Seconds.
        public let age: Int64
        /// What is done.
        public let step: Step

        /// Creates a rule from an age in seconds.
        public init(age: Int64, step: Step) {
            self.age = age
            self.step = step
        }

        /// Reads a rule: `7d=minimal`, `12h=analytics`, `4w=delete`. A day is 24 hours, a week seven days.
        ///
        /// - Throws: `ScrubError` with the code `level` if it is none.
        public init(_ text: String) throws(ScrubError) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let age = Self.seconds(parts[0]) else {
                throw ScrubError(
                    .level, "'\(text)' is no rule: write an age in h, d or w, = and a level or delete: 7d=minimal")
            }
            let names = Level.allCases.map(\.rawValue) + ["delete"]
            let name = String(parts[1])
            if name == "delete" {
                self.init(age: age, step: .delete)
            } else if let level = Level(rawValue: name) {
                self.init(age: age, step: .level(level))
            } else {
                throw ScrubError(.level, Suggestion.unknown("level", among: names, given: name))
            }
        }

        /// At most five digits: beyond that, it is a mistake.
        private static func seconds(_ text: Substring) -> Int64? {
            let digits = text.dropLast()
            guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit), let count = Int64(digits)
            else {
                return nil
            }
            switch text.last {
            case "h": return count * 3_600
            case "d": return count * 86_400
            case "w": return count * 604_800
            default: return nil
            }
        }
    }

    /// The rules, that of the lowest age first.
    public let rules: [Rule]

    /// Creates rules from those in any order.
    ///
    /// - Throws: `ScrubError` with the code `level` if there is none, if two have the same age, or if one demands less than a rule for a
    ///   lower age: as written, analytics, pseudonymous, minimal, none, delete is the order.
    public init(_ rules: [Rule]) throws(ScrubError) {
        self.rules = rules.sorted { $0.age < $1.age }
        if rules.isEmpty { throw ScrubError(.level, "there is no rule") }
        for (earlier, later) in zip(self.rules, self.rules.dropFirst()) {
            if earlier.age == later.age { throw ScrubError(.level, "two rules are for the same age") }
            guard earlier.step.strictness < later.step.strictness else {
                throw ScrubError(
                    .level,
                    "an older file must keep less: \(later.step) cannot come after \(earlier.step) (the order is analytics, pseudonymous, minimal, none, delete)"
                )
            }
        }
    }

    /// What an age, in seconds, demands; `nil` if the file stays as it was written.
    public func step(at age: Int64) -> Step? {
        rules.last { $0.age <= age }?.step
    }
}
