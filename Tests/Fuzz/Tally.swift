import LogScrub

/// What was read, by level and by format.
struct Tally {
    private(set) var rows: [String: (inputs: Int, bytes: Int)] = [:]
    private(set) var inputs = 0
    private(set) var bytes = 0

    mutating func add(_ input: FuzzCase) {
        count("level \(input.level.rawValue)", 1, input.bytes.count)
        count("format \(input.format.name)", 1, input.bytes.count)
        inputs += 1
        bytes += input.bytes.count
    }

    private mutating func count(_ name: String, _ inputs: Int, _ bytes: Int) {
        let row = rows[name] ?? (0, 0)
        rows[name] = (row.inputs + inputs, row.bytes + bytes)
    }

    /// A line for each, in a fixed order, and the sum.
    var description: String {
        rows.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.inputs) inputs, \($0.value.bytes) bytes\n" }
            .joined()
            + "all: \(inputs) inputs, \(bytes) bytes\n"
    }

    /// Adds what another process has written as its description.
    mutating func add(_ description: String) {
        for line in description.split(separator: "\n") {
            let parts = line.split(separator: ":")
            let words = parts.last?.split(separator: " ") ?? []
            guard parts.count == 2, words.count == 4, let inputs = Int(words[0]), let bytes = Int(words[2]) else {
                continue
            }
            if parts[0] == "all" {
                self.inputs += inputs
                self.bytes += bytes
            } else {
                count(String(parts[0]), inputs, bytes)
            }
        }
    }
}
