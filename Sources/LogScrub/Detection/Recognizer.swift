/// Something that is looked for in free text, as data: the signs at which its recognizer is asked, and samples of it.
///
/// That is all there is to declare. The scanner looks for the signs of all rows, and the test of the recognizers takes each sample through all
/// that may stand around it. How something is recognized is told by `AddressDetector` and `PersonalDetector`, which are asked at a candidate.
struct Recognizer: Sendable {
    /// A text, and what must be found in it.
    struct Sample: Sendable {
        let text: StaticString
        let kind: Kind
        let value: StaticString

        init(_ text: StaticString, _ kind: Kind, _ value: StaticString) {
            (self.text, self.kind, self.value) = (text, kind, value)
        }
    }

    /// What it recognizes.
    let name: StaticString
    /// At each of its samples, one of these stands where the recognizer finds it.
    let signs: Signs
    let samples: [Sample]

    /// All that look for something in free text.
    static let all: [Recognizer] = {
        var all: [Recognizer] = []
        addresses { all.append(Recognizer(name: $0, signs: $1, samples: $2)) }
        persons { all.append(Recognizer(name: $0, signs: $1, samples: $2)) }
        return all
    }()

    /// Records with fields, which must be looked at although nothing in them may be found in free text.
    static let records: [Recognizer] = {
        var all: [Recognizer] = []
        records { all.append(Recognizer(name: $0, signs: $1, samples: $2)) }
        return all
    }()

    /// The signs of all of them.
    ///
    /// The rows are handed over one after the other, not kept, so that this is a constant where it is compiled.
    @inline(__always)
    static var signs: Signs {
        var signs: Signs = []
        addresses { _, declared, _ in signs.formUnion(declared) }
        persons { _, declared, _ in signs.formUnion(declared) }
        records { _, declared, _ in signs.formUnion(declared) }
        return signs
    }
}
