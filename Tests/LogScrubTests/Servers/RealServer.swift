import Foundation
import Subprocess
import SystemPackage

/// A server program of Debian that a script in `Tests/Servers` starts on loopback and talks to, and what it logged.
struct RealServer: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The logs by file name, as the server wrote them.
    let logs: [String: [UInt8]]

    /// Each server runs once, whoever asks first. Where it is not installed or does not start, every test that asks
    /// for its logs fails with the script's message.
    static let nginx = Task { try await RealServer(script: "nginx.sh") }
    static let prosody = Task { try await RealServer(script: "prosody.sh") }
    static let coturn = Task { try await RealServer(script: "coturn.sh") }

    /// One of the logs above.
    static func log(_ name: String) async throws -> Log {
        let server = name.hasPrefix("nginx") ? nginx : name.hasPrefix("coturn") ? coturn : prosody
        guard let bytes = try await server.value.logs[name] else {
            throw Failure(description: "the server wrote no \(name)")
        }
        return Log(bytes)
    }

    private init(script: String) async throws {
        let tests = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        let manager = FileManager.default
        let folder = FilePath(NSTemporaryDirectory()).appending("logscrub-logs-\(UUID().uuidString)")
        defer { try? manager.removeItem(atPath: folder.string) }
        // A server that does not come up in time on a busy machine is not what is tested here: it gets three tries.
        var failure: Failure?
        for _ in 1...3 {
            try? manager.removeItem(atPath: folder.string)
            let result = try await Subprocess.run(
                .name("bash"),
                arguments: [tests.appending("Servers").appending(script).string, folder.string],
                input: .none,
                output: .discarded,
                error: .string(limit: 1 << 20)
            )
            failure = nil
            if result.terminationStatus.isSuccess { break }
            failure = Failure(description: "\(script) ended with \(result.terminationStatus): \(result.standardError)")
        }
        if let failure { throw failure }
        var logs: [String: [UInt8]] = [:]
        for name in try manager.contentsOfDirectory(atPath: folder.string) {
            logs[name] = try Array(Data(contentsOf: URL(fileURLWithPath: folder.appending(name).string)))
        }
        self.logs = logs
    }
}

/// The bytes of a log, to be searched. Servers write bytes that are no text, so this is not a `String`.
struct Log: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The lines without their ends; the last one is empty where the log ends with a line end.
    var lines: [Log] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Log(Array($0)) }
    }

    /// The parts between a byte.
    func split(_ separator: Character) -> [Log] {
        bytes.split(separator: separator.asciiValue ?? 0, omittingEmptySubsequences: false).map { Log(Array($0)) }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// As much of the text as makes sense in a message.
    var description: String { String(text.prefix(600)) }

    func contains(_ needle: String) -> Bool {
        !positions(of: needle).isEmpty
    }

    func contains(anyOf needles: [String]) -> Bool {
        needles.contains { contains($0) }
    }

    /// Whether a text is there in upper or lower case.
    func containsIgnoringCase(_ needle: String) -> Bool {
        Log(bytes.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }).contains(needle.lowercased())
    }

    /// The log without the addresses that are pseudonyms: their random groups may be those of any address.
    var withoutPseudonyms: Log {
        Log(Array(String(decoding: bytes, as: UTF8.self).replacing(/fdb6:49ce:204[0-9a-f:]*/, with: "").utf8))
    }

    /// The log without the queries of its URLs.
    var withoutQueries: Log {
        var kept: [UInt8] = []
        var isInQuery = false
        for byte in bytes {
            if byte == UInt8(ascii: "?") { isInQuery = true }
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") {
                isInQuery = false
            }
            if !isInQuery { kept.append(byte) }
        }
        return Log(kept)
    }

    func count(of needle: String) -> Int {
        positions(of: needle).count
    }

    /// How often a number stands by itself, that is, not as a part of a longer number or of a hexadecimal word.
    func count(ofNumber number: String) -> Int {
        positions(of: number).filter { position in
            let neighbors = [position - 1, position + number.utf8.count]
            return !neighbors.contains { bytes.indices.contains($0) && Character(Unicode.Scalar(bytes[$0])).isHexDigit }
        }.count
    }

    private func positions(of needle: String) -> [Int] {
        let needle = Array(needle.utf8)
        var positions: [Int] = []
        bytes.withUnsafeBytes { haystack in
            needle.withUnsafeBytes { needle in
                guard let base = haystack.baseAddress, let first = needle.first else { return }
                var position = 0
                // memchr, because a loop over bytes takes minutes in a debug build.
                while position + needle.count <= haystack.count,
                    let found = memchr(base + position, Int32(first), haystack.count - needle.count - position + 1)
                {
                    position = base.distance(to: UnsafeRawPointer(found))
                    if memcmp(base + position, needle.baseAddress!, needle.count) == 0 { positions.append(position) }
                    position += 1
                }
            }
        }
        return positions
    }
}
