/// Finds the name that was probably meant.
public enum Suggestion {
    /// A message that says what is unknown, and what is known instead.
    ///
    /// The given word is repeated: it comes from a command line or a program, never from a log.
    static func unknown(_ what: String, among names: [String], given: String) -> String {
        let all = names.joined(separator: ", ")
        guard let nearest = nearest(to: given, among: names) else {
            return "unknown \(what) '\(given)'; there are \(all)"
        }
        return "unknown \(what) '\(given)'; did you mean '\(nearest)'? There are \(all)"
    }

    /// The name that is most like a word, or `nil` if none is like it.
    public static func nearest(to word: String, among names: [String]) -> String? {
        let distances = names.map { (name: $0, distance: distance(Array(word.utf8), Array($0.utf8))) }
        return distances.filter { $0.distance <= Swift.max(2, $0.name.utf8.count / 2) }
            .min { $0.distance < $1.distance }?.name
    }

    /// The Levenshtein distance: how many bytes must be inserted, removed or replaced.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let substituted = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}

extension CaseIterable where Self: RawRepresentable<String> {
    /// The case of a name.
    ///
    /// - Throws: `ScrubError` with the code `name`, naming the nearest one there is.
    static func named(_ name: String, _ what: String) throws(ScrubError) -> Self {
        guard let value = Self(rawValue: name) else {
            throw .unknownName(what, among: allCases.map(\.rawValue), given: name)
        }
        return value
    }
}
