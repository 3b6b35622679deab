import Testing

@testable import LogScrub

/// What a file or stream is, told from its first bytes: text is never refused because of what a visitor wrote, and is never waited for.
@Suite("What input is")
struct ContentTests {
    private func content(_ bytes: [UInt8], isWhole: Bool = true) -> Content? {
        Content.recognize(bytes.span, isWhole: isWhole)
    }

    private let line =
        Array(#"203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET / HTTP/2.0" 200 5 "-" "curl/8.5.0""#.utf8) + [0x0a]

    @Test("A line of text with its end is known as such at once, whatever character it begins with")
    func textAtOnce() {
        // A line end may begin a capture of packets: the next byte tells.
        for first in UInt8(0x20)...0xff {
            #expect(content([first] + line, isWhole: false) == .text, "\(first)")
        }
        #expect(content([0x0a, 0x0a], isWhole: false) == .text)
        #expect(content([0xef, 0xbb, 0xbf] + line, isWhole: false) == .text)
    }

    @Test("Less than a signature says nothing yet, and is text if nothing follows")
    func undecided() {
        let signatures: [[UInt8]] = [
            [0x1f, 0x8b, 0x08], [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], [0x28, 0xb5, 0x2f, 0xfd],
            Array("BZh91AY&SY".utf8),
        ]
        for signature in signatures {
            for count in 1..<signature.count {
                #expect(content(Array(signature[..<count]), isWhole: false) == nil)
                #expect(content(Array(signature[..<count])) == .text)
                #expect(content(Array(signature[..<count]) + [0x21] + line) == .text)
            }
            let isPacked = if case .packed = content(signature, isWhole: false) { true } else { false }
            #expect(isPacked)
        }
        #expect(content([], isWhole: false) == nil)
        #expect(content([]) == .text)
    }

    @Test(
        "A log whose first line a visitor has begun as something else is text",
        arguments: [
            "BZh91AY&SY", "\u{1f}\u{8b}", "PK\u{3}\u{4}AAAA", "SQLite format 3 ", "LPKSHHRHAAAA", "GIF89aAAAAAAA",
            "RIFFAAAAWEBPVP8 AAAA",
            "\u{7f}ELF\u{2}\u{1}\u{1}AAAAAAAAA", "!<arch>", "LZIP\u{1}", "Rar!\u{1a}\u{7}A", "7z",
        ])
    func forged(_ beginning: String) {
        let bytes = beginning.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(content(bytes + line + line) == .text)
        // With the byte that a header may hold, too.
        #expect(content(bytes + [0x08] + line + line) == .text)
    }

    @Test("Marks of UTF-16 and UTF-32 without a NUL behind them are text")
    func forgedMarks() {
        for mark: [UInt8] in [[0xff, 0xfe], [0xfe, 0xff]] { #expect(content(mark + line) == .text) }
        #expect(content([0xff, 0xfe] + line.flatMap { [$0, 0] }) == .foreign("text in UTF-16"))
        #expect(content([0xfe, 0xff] + line.flatMap { [0, $0] }) == .foreign("text in UTF-16"))
        #expect(content(line.flatMap { [$0, 0] }) == .foreign("text in UTF-16"))
        #expect(content(line.flatMap { [0, $0] }) == .foreign("text in UTF-16"))
        #expect(content([0xff, 0xfe, 0, 0] + line.flatMap { [$0, 0, 0, 0] }) == .foreign("text in UTF-32"))
        #expect(content(line.flatMap { [0, 0, 0, $0] }) != .text)
    }

    @Test("A hole is text, at the beginning, the end and between lines; so is a file that is nothing but a hole")
    func holes() {
        for count in [1, 63, 64, 4096, 60_000] {
            let hole = [UInt8](repeating: 0, count: count)
            #expect(content(hole + line) == .text, "\(count)")
            #expect(content(line + hole) == .text, "\(count)")
            #expect(content(hole) == .text, "\(count)")
            if count >= Content.shortestHole { #expect(content(line + hole + line) == .text, "\(count)") }
        }
    }

    @Test("One NUL in ten bytes is the most that text has; of a few bytes that is not asked")
    func share() {
        func bytes(oneIn share: Int) -> [UInt8] {
            (0..<600).flatMap { _ in [UInt8](repeating: 0x41, count: share - 1) + [0] }
        }
        #expect(content(bytes(oneIn: 10)) == .text)
        #expect(content(bytes(oneIn: 9)) == .foreign("something with many NULs"))
        #expect(content([0x0a, 0x41, 0, 0x42, 0x41, 0, 0x42, 0x0a, 0, 0x0a]) == .text)
    }

    @Test("Bytes as good as random are no text; what a visitor can write, which has no NUL, is")
    func noise() {
        var random = SeededGenerator("noise")
        for count in [5_000, 70_000] {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(content([0x85] + bytes) == .foreign("encrypted, or packed by a program that is not known"))
            #expect(content([0x85] + bytes.map { $0 == 0 ? 0x20 : $0 }) == .text)
        }
        // A text with a few NULs in it.
        let line = Array("Sep 14 19:02:11 meet app[3]: \u{1b}[32mGr\u{fc}\u{df}e\u{1b}[0m \0 from 203.0.113.7\n".utf8)
        #expect(content(Array(repeating: line, count: 40).flatMap { $0 }) == .text)
    }

    @Test("The export of the journal is text, however many NULs its binary fields have")
    func export() {
        let field = Array("MESSAGE\n".utf8) + [64, 0, 0, 0, 0, 0, 0, 0] + (0..<32).flatMap { _ in [0x41, 0] } + [0x0a]
        #expect(content(Array("__CURSOR=s=0;i=1\n".utf8) + field + field + field) == .text)
        #expect(content(field + field + field) != .text)
    }

    @Test("A text that looks like a header of tar is one only with its sum")
    func tar() {
        var block = [UInt8](repeating: 0, count: 512)
        for (index, byte) in "access.log".utf8.enumerated() { block[index] = byte }
        for (index, byte) in "ustar\u{0}00".utf8.enumerated() { block[257 + index] = byte }
        let sum = block.reduce(8 * 0x20) { $0 + Int($1) }
        let digits = String(sum, radix: 8)
        for (index, byte) in (String(repeating: "0", count: 6 - digits.count) + digits).utf8.enumerated() {
            block[148 + index] = byte
        }
        #expect(content(block) == .foreign("a tar archive"))
        // From before ustar.
        var old = block
        for index in 257..<265 { old[index] = 0 }
        #expect(content(old) == .text, "the sum is another one now")
        block[0] = 0x62
        #expect(content(block) != .foreign("a tar archive"))
    }

    @Test("What is called as a file of brotli is one if it is no text")
    func brotli() {
        let packed: [UInt8] = [0x0b, 0x05, 0x80] + line + [0x03]
        #expect(Content.foreign(named: "access.log.br", packed.span) == .foreign("a file of brotli"))
        #expect(Content.foreign(named: "access.log", packed.span) == nil)
        #expect(Content.foreign(named: "portal.example.com.br", line.span) == nil)
        #expect(Content.foreign(named: "portal.example.com.br", Array("Olá 203.0.113.7 ã".utf8.dropLast()).span) == nil)
    }
}
