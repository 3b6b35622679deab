/// Files that stand beside logs and are no text.
enum ForeignContent {
    /// How something begins; see `Content` for what a signature must have.
    struct Signature {
        let name: String
        let bytes: [UInt8?]
        /// Whether text may follow, so that the signature alone is enough.
        var isEnough = true

        func begins(_ head: Span<UInt8>) -> Beginning {
            let beginning = head.begins(with: bytes)
            return beginning == .yes && !isEnough && head.readsAsText(from: bytes.count) ? .no : beginning
        }
    }

    private static func ascii(_ text: String) -> [UInt8?] { text.utf8.map { $0 } }
    private static func any(_ count: Int) -> [UInt8?] { Array(repeating: nil, count: count) }
    private static func zeros(_ count: Int) -> [UInt8?] { Array(repeating: 0, count: count) }

    static let signatures: [Signature] = [
        // APPNOTE.TXT 4.3.7 and 4.3.16: the second byte of the version that is needed, and the number of this disk, are 0.
        Signature(name: "a zip archive", bytes: ascii("PK\u{3}\u{4}") + [nil, 0]),
        Signature(name: "a zip archive", bytes: ascii("PK\u{5}\u{6}") + zeros(4)),
        Signature(name: "a 7z archive", bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0]),
        Signature(name: "a rar archive", bytes: ascii("Rar!\u{1a}\u{7}\0")),
        Signature(name: "a rar archive", bytes: ascii("Rar!\u{1a}\u{7}\u{1}\0")),
        Signature(name: "an archive of ar", bytes: ascii("!<arch>\n") + any(58) + ascii("`\n")),
        // The LZMA SDK: the usual properties, a dictionary of 2^16 bytes or a multiple of that, and a length that is unknown or below 2^40.
        Signature(name: "a file of lzma", bytes: [0x5d, 0, 0, nil, nil] + Array(repeating: 0xff, count: 8) + [0]),
        Signature(name: "a file of lzma", bytes: [0x5d, 0, 0, nil, nil] + any(5) + zeros(4)),
        Signature(name: "a file of compress", bytes: [0x1f, 0x9d], isEnough: false),
        Signature(name: "a file of lz4", bytes: [0x04, 0x22, 0x4d, 0x18]),
        Signature(name: "a file of lz4", bytes: [0x02, 0x21, 0x4c, 0x18]),
        Signature(name: "a file of lzip", bytes: ascii("LZIP\u{1}"), isEnough: false),
        Signature(name: "a file of lzop", bytes: [0x89, 0x4c, 0x5a, 0x4f, 0, 0x0d, 0x0a, 0x1a, 0x0a]),
        // The flags are few, so that their last bytes are 0.
        Signature(name: "a file of the journal", bytes: ascii("LPKSHHRH") + [nil, 0, 0, 0]),
        Signature(name: "a database of SQLite", bytes: ascii("SQLite format 3\0")),
        Signature(name: "a capture of packets", bytes: [0xd4, 0xc3, 0xb2, 0xa1, 2, 0]),
        Signature(name: "a capture of packets", bytes: [0xa1, 0xb2, 0xc3, 0xd4, 0, 2]),
        Signature(name: "a capture of packets", bytes: [0x4d, 0x3c, 0xb2, 0xa1, 2, 0]),
        Signature(name: "a capture of packets", bytes: [0xa1, 0xb2, 0x3c, 0x4d, 0, 2]),
        Signature(name: "a capture of packets", bytes: [0x0a, 0x0d, 0x0d, 0x0a] + any(4) + [0x4d, 0x3c, 0x2b, 0x1a]),
        Signature(name: "a capture of packets", bytes: [0x0a, 0x0d, 0x0d, 0x0a] + any(4) + [0x1a, 0x2b, 0x3c, 0x4d]),
        Signature(name: "a program (ELF)", bytes: ascii("\u{7f}ELF") + any(5) + zeros(7)),
        Signature(name: "an image (PNG)", bytes: [0x89] + ascii("PNG\r\n\u{1a}\n")),
        Signature(name: "an image (JPEG)", bytes: [0xff, 0xd8, 0xff, nil, nil, nil] + ascii("JFIF\0")),
        Signature(name: "an image (JPEG)", bytes: [0xff, 0xd8, 0xff, nil, nil, nil] + ascii("Exif\0")),
        Signature(name: "an image (JPEG)", bytes: [0xff, 0xd8, 0xff, 0xdb, 0]),
        Signature(name: "an image (GIF)", bytes: ascii("GIF87a") + any(6) + [0]),
        Signature(name: "an image (GIF)", bytes: ascii("GIF89a") + any(6) + [0]),
        Signature(name: "an image (WebP)", bytes: ascii("RIFF") + any(4) + ascii("WEBPVP8") + any(4) + [0]),
        Signature(name: "text in UTF-32", bytes: [0xff, 0xfe, 0, 0]),
        Signature(name: "text in UTF-32", bytes: [0, 0, 0xfe, 0xff]),
    ]

    /// Recognizes what has no signature at its beginning.
    ///
    /// - Returns: `nil` for text.
    static func name(ofUnsigned head: Span<UInt8>) -> String? {
        if isTar(head) { return "a tar archive" }
        if isLoginRecords(head) { return "a file of logins (utmp, wtmp, btmp)" }
        let nulls = Nulls(head)
        let hasMark = head.begins(with: [0xff, 0xfe]) == .yes || head.begins(with: [0xfe, 0xff]) == .yes
        // A space or a line end has one, in any script.
        if hasMark, nulls.all > 0 { return "text in UTF-16" }
        if nulls.even + nulls.odd >= 4, nulls.share >= 30,
            Swift.min(nulls.even, nulls.odd) * 50 <= nulls.even + nulls.odd
        {
            return "text in UTF-16"
        }
        if nulls.even + nulls.odd >= 16, nulls.share > Content.mostNulls { return "something with many NULs" }
        if isNoise(head, nulls: nulls.even + nulls.odd) { return "encrypted, or packed by a program that is not known" }
        return nil
    }

    /// Whether bytes are as good as random. Of such a tenth are controls that no text has, and one in 256 is a NUL, which nobody can write into a
    /// log from outside; half of the one and a quarter of the other will do.
    private static func isNoise(_ head: Span<UInt8>, nulls: Int) -> Bool {
        guard nulls > 0, nulls * 1024 >= head.count, head.count >= 64 else { return false }
        var controls = 0
        for index in 0..<head.count where head[index] != 0 && head[index] < 0x80 && !head[index].isText {
            controls += 1
        }
        return controls * 20 >= head.count
    }

    // MARK: tar

    /// POSIX.1-2017, pax: a header is so long.
    static let tarBlock = 512

    /// The sum of a header's bytes proves it, also for archives from before `ustar`.
    private static func isTar(_ head: Span<UInt8>) -> Bool {
        guard head.count >= tarBlock, head[0] != 0 else { return false }
        let field = 148..<156
        var expected = 0
        var digits = 0
        for index in field {
            let byte = head[index]
            if (0x30...0x37).contains(byte) {
                expected = expected * 8 + Int(byte - 0x30)
                digits += 1
            } else if digits > 0 {
                break
            } else if byte != 0x20 {
                return false
            }
        }
        guard digits > 0 else { return false }
        var (unsigned, signed, nulls) = (0, 0, 0)
        for index in 0..<tarBlock {
            let byte = field.contains(index) ? 0x20 : head[index]
            unsigned += Int(byte)
            signed += Int(Int8(bitPattern: byte))
            if byte == 0 { nulls += 1 }
        }
        // What is left over of its fields is filled with them.
        return (unsigned == expected || signed == expected) && nulls >= 12
    }

    // MARK: utmp

    /// utmp(5) on Linux: records of 384 bytes, or of 400 where numbers have 64 bits. Empty ones may come first.
    private static func isLoginRecords(_ head: Span<UInt8>) -> Bool {
        [384, 400].contains { size in
            var start = 0
            while start + size <= head.count {
                if !isEmpty(head, start..<start + size) { return isLoginRecord(head, start) }
                start += size
            }
            return false
        }
    }

    private static func isEmpty(_ head: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where head[index] != 0 { return false }
        return true
    }

    /// A type from 1 to 9 in two bytes and two that fill up; a process's number below 2^24; then three texts that NULs fill up.
    private static func isLoginRecord(_ head: Span<UInt8>, _ start: Int) -> Bool {
        guard (1...9).contains(head[start]), head[start + 7] == 0 else { return false }
        for index in start + 1..<start + 4 where head[index] != 0 { return false }
        return [8..<40, 44..<76, 76..<332].allSatisfy { field in
            var hasEnded = false
            for index in start + field.lowerBound..<start + field.upperBound {
                if head[index] == 0 { hasEnded = true } else if hasEnded { return false }
            }
            return true
        }
    }

    // MARK: NULs

    /// How many NULs there are.
    private struct Nulls {
        var all = 0
        /// Those that are in no hole, at even and odd places.
        var even = 0
        var odd = 0
        private var rest = 0

        /// Of what is no hole, in percent.
        var share: Int { rest == 0 ? 0 : (even + odd) * 100 / rest }

        init(_ head: Span<UInt8>) {
            var at = 0
            while at < head.count {
                guard head[at] == 0 else {
                    rest += 1
                    at += 1
                    continue
                }
                var end = at
                while end < head.count, head[end] == 0 { end += 1 }
                all += end - at
                if at > 0, end < head.count, end - at < Content.shortestHole {
                    rest += end - at
                    even += (end + 1) / 2 - (at + 1) / 2
                    odd += end / 2 - at / 2
                }
                at = end
            }
        }
    }
}
