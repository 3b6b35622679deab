@testable import LogScrub

extension Policy {
    /// The pseudonym that a value gets under this policy and its copies; empty for kinds that have none.
    func pseudonym(_ kind: Kind, _ value: String) -> String {
        let bytes = ContiguousArray(value.utf8)
        var maker = Pseudonymizer(key: pseudonymKey)
        guard let pseudonym = maker.pseudonym(of: kind, bytes.span, 0..<bytes.count) else { return "" }
        return pseudonym.text
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

extension Pseudonym {
    var text: String {
        var output = ByteOutput(capacity: Pseudonym.length)
        write(into: &output)
        var bytes = ContiguousArray<UInt8>()
        output.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
