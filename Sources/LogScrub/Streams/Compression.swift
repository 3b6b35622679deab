/// A way that files are compressed, for which the system has a program.
enum Compression: CaseIterable {
    case gzip, xz, zstd, bzip2

    /// Whether something begins as what this way of compression makes, whatever it is called.
    func begins(_ head: Span<UInt8>) -> Beginning {
        var best = Beginning.no
        for signature in signatures {
            switch head.begins(with: signature) {
            case .yes: return isText(head, behind: signature.count) ? .no : .yes
            case .soFar: best = .soFar
            case .no: break
            }
        }
        return best
    }

    /// RFC 1952, 2.3.1; the .xz file format 1.2.1, 2.1.1.1; RFC 8878, 3.1.1 and 3.1.2; and of bzip2 the first block too, since its three letters
    /// may begin a text: the digits of pi, or of its square root if there is nothing in it.
    private var signatures: [[UInt8?]] {
        switch self {
        case .gzip: [[0x1f, 0x8b, 0x08]]
        case .xz: [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]]
        case .zstd: [[0x28, 0xb5, 0x2f, 0xfd]] + (0x50...0x5f).map { [$0, 0x2a, 0x4d, 0x18] }
        case .bzip2:
            (0x31...0x39).flatMap { (digit: UInt8) -> [[UInt8?]] in
                [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]].map {
                    [0x42, 0x5a, 0x68, digit] + $0
                }
            }
        }
    }

    /// Whether text follows where there would be packed bytes: somebody has written the signature into a log.
    private func isText(_ head: Span<UInt8>, behind signature: Int) -> Bool {
        switch self {
        // What cannot be made shorter stays as it is in these two; their signatures have bytes that are hardly ever let into a log.
        case .xz, .zstd: false
        case .bzip2: head.readsAsText(from: signature)
        case .gzip:
            Self.dataOfGzip(head).map { start in
                // A block that is stored as it is (RFC 1951, 3.2.4) is text; its length is there twice, once with all bits turned.
                let isStored =
                    head.count > start + 4 && head[start] & 6 == 0 && head[start + 1] ^ head[start + 3] == 0xff
                    && head[start + 2] ^ head[start + 4] == 0xff
                return !isStored && head.readsAsText(from: start)
            } ?? false
        }
    }

    /// Where the data begin, behind the flags, the time, and what the flags say is there: more fields, a name, a remark, a sum.
    ///
    /// - Returns: `nil` if that is not to be seen.
    private static func dataOfGzip(_ head: Span<UInt8>) -> Int? {
        guard head.count > 10 else { return nil }
        let flags = head[3]
        var at = 10
        if flags & 4 != 0 {
            guard head.count > at + 1 else { return nil }
            at += 2 + Int(head[at]) + Int(head[at + 1]) << 8
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard at < head.count else { return nil }
            // Text that has no end here is no name.
            at = head.firstIndex(of: ASCII.null, in: at..<head.count).map { $0 + 1 } ?? at
        }
        if flags & 2 != 0 { at += 2 }
        return at < head.count ? at : nil
    }

    /// The program that does it.
    var program: String {
        switch self {
        case .gzip: "gzip"
        case .xz: "xz"
        case .zstd: "zstd"
        case .bzip2: "bzip2"
        }
    }

    /// What the system's package with the program is called.
    var package: String { self == .xz ? "xz-utils (Debian) or xz" : program }

    /// From standard input to standard output.
    var decoding: [String] { ["-d", "-c"] + (self == .zstd ? ["-q"] : []) }

    /// The same; neither a name nor a time goes into the file.
    var encoding: [String] { ["-c"] + (self == .gzip ? ["-n"] : self == .zstd ? ["-q"] : []) }
}
