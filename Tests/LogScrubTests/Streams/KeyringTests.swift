import Foundation
import LogScrub
import SystemPackage
import Testing

@Suite("Keyrings in one program")
struct KeyringTests {
    /// A folder that is gone with the last reference to it.
    private final class Folder: Sendable {
        let path = FilePath(NSTemporaryDirectory()).appending("logscrub-keyring-\(UUID().uuidString)")
        deinit { try? FileManager.default.removeItem(atPath: path.string) }
    }

    private func day(_ number: Int64) -> Period.Instance { Period.day.instance(at: number * 86_400) }

    @Test("Tasks that share a keyring, and others that have opened their own, get the same keys")
    func tasks() async throws {
        let folder = Folder()
        let shared = try Keyring(folder.path)
        let keys = try await withThrowingTaskGroup(of: (Int64, SecretKey).self) { group in
            for number in 0..<60 {
                group.addTask {
                    let ring = number.isMultiple(of: 2) ? shared : try Keyring(folder.path)
                    let period = Period.day.instance(at: Int64(number % 5) * 86_400)
                    return (period.ordinal, try ring.key(for: period))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0, default: []].append($1.1) }
        }
        #expect(keys.count == 5)
        for (_, same) in keys { #expect(same.count == 12 && same.allSatisfy { $0 == same[0] }) }
        for one in keys.keys { for other in keys.keys where one < other { #expect(keys[one]?[0] != keys[other]?[0]) } }
    }

    @Test("After expire a keyring remembers nothing, and a key that is asked for again is another one")
    func forgets() throws {
        let folder = Folder()
        let ring = try Keyring(folder.path)
        let old = try ring.key(for: day(1))
        let new = try ring.key(for: day(2))
        #expect(try ring.expire(keeping: 1) == [day(1).name])
        #expect(#expect(throws: ScrubError.self) { try ring.existingKey(for: day(1)) }?.code == .input)
        #expect(try ring.existingKey(for: day(2)) == new)
        #expect(try ring.key(for: day(1)) != old)
    }

    @Test("A key that another program has destroyed is remembered for two more periods at most")
    func memory() throws {
        let folder = Folder()
        let ring = try Keyring(folder.path)
        let old = try ring.key(for: day(1))
        try Keyring(folder.path).expire(keeping: 0)
        #expect(try ring.key(for: day(1)) == old)
        _ = try ring.key(for: day(2))
        _ = try ring.key(for: day(3))
        #expect(try ring.key(for: day(1)) != old)
    }

    @Test("A key file that was made is read, for methods with keys of its length, and made only once")
    func keyFile() throws {
        let folder = Folder()
        _ = try Keyring(folder.path)
        for method in PseudonymMethod.allCases {
            let file = folder.path.appending(method.rawValue)
            try KeyFile.create(file, length: method.keyLength)
            let key = try KeyFile.read(file, for: method)
            #expect(key.count == method.keyLength)
            for other in PseudonymMethod.allCases where other.keyLength != method.keyLength {
                #expect(#expect(throws: ScrubError.self) { try KeyFile.read(file, for: other) }?.code == .key)
            }
            #expect(#expect(throws: ScrubError.self) { try KeyFile.create(file) }?.code == .creation)
            #expect(try KeyFile.read(file, for: method) == key)
            try KeyFile.create(file, length: method.keyLength, replacing: true)
            #expect(try KeyFile.read(file, for: method) != key)
        }
        #expect(
            #expect(throws: ScrubError.self) { try KeyFile.create(folder.path.appending("x"), length: 15) }?.code
                == .key)
        #expect(#expect(throws: ScrubError.self) { try KeyFile.read(folder.path.appending("x")) }?.code == .input)
    }
}
