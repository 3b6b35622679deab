@testable import LogScrub

extension Policy {
    /// A policy whose pseudonyms are the same at all times, so that it does not matter when the lines of a test were written.
    static func timeless(level: Level = .minimal) -> Policy {
        var policy = Policy(level: level)
        policy.period = .none
        return policy
    }

    /// The pseudonym that a value gets under this policy and its copies; empty for kinds that have none.
    func pseudonym(_ kind: Kind, _ value: String) -> String {
        var maker = Pseudonymizer(keys: keys, period: period.current)
        return maker.pseudonym(of: kind, value)
    }

    /// The text with the pseudonyms of this policy in the places of markers such as `{{r:teamsync}}`, or, where the policy has
    /// none, the placeholders.
    func filledIn(_ text: String) -> String {
        let kinds: [Character: (kind: Kind, placeholder: String)] = [
            "r": (.room, "[room]"), "u": (.user, "[user]"), "n": (.resource, "[resource]"),
            "s": (.session, "[session]"),
        ]
        return text.replacing(/\{\{(.):(.*?)\}\}/) { match in
            guard let letter = match.output.1.first, let (kind, placeholder) = kinds[letter] else {
                return String(match.output.0)
            }
            return self[kind] == .pseudonym ? pseudonym(kind, String(match.output.2)) : placeholder
        }
    }
}

extension Pseudonymizer {
    /// As with spans; empty for kinds that have no pseudonyms.
    mutating func pseudonym(of kind: Kind, _ value: String) -> String {
        // Room for the loads of whole vectors.
        let bytes = ContiguousArray(value.utf8) + ContiguousArray(repeating: 0, count: 64)
        return pseudonym(of: kind, bytes.span, 0..<value.utf8.count)?.description ?? ""
    }
}
