import Foundation
import SystemPackage

/// The numbers in `Fixtures/vectors`, which other programs have computed.
struct PeriodVectors: Decodable {
    struct Name: Decodable {
        let seconds: Int64
        let day: String
        let week: String
        let month: String
        let none: String
    }

    let names: [Name]
    /// What it is the value of: `master`, `period`, `key`, or a kind and a value.
    let keys: [[String: String]]

    static let all: PeriodVectors = {
        let file = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .removingLastComponent().appending("Fixtures/vectors/periods.json")
        do {
            return try JSONDecoder().decode(
                PeriodVectors.self, from: Data(contentsOf: URL(fileURLWithPath: file.string)))
        } catch {
            fatalError("\(file): \(error)")
        }
    }()
}

/// Bytes from hexadecimal digits.
func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
