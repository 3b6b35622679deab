import SystemPackage
import Testing

@testable import LogScrub

@Suite("Names of files as text")
struct FileNameTests {
    @Test("Every name comes back byte for byte from its text")
    func roundTrip() {
        var generator = SeededGenerator(seed: 7)
        let pieces: [[UInt8]] = [
            Array("access.log".utf8), [0xff], [0xc3], Array("ä".utf8), [0xed, 0xa0, 0x80], Array("\u{10fe80}".utf8),
            Array("\u{fffd}".utf8),
            [0xf4, 0x8f], [0x1b], Array("日本".utf8), [0x0a],
        ]
        for _ in 0..<2000 {
            let name = (0..<Int.random(in: 1...6, using: &generator)).flatMap { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
            #expect(FileName.path(FileName.text(name)).bytes == name)
        }
        for byte in UInt8(1)...0xff where byte != 0x2f { #expect(FileName.path(FileName.text([byte])).bytes == [byte]) }
    }

    @Test("Two names never have one text, and what is UTF-8 is its own text")
    func distinct() {
        #expect(FileName.text([0x61, 0xff]) != FileName.text(Array("a\u{fffd}".utf8)))
        #expect(FileName.text([0xff]) != FileName.text(Array(FileName.text([0xff]).utf8)))
        #expect(FileName.text(Array("ä 日本\t".utf8)) == "ä 日本\t")
    }

    @Test("A message shows what a terminal would obey as hexadecimal digits, and nothing else")
    func printable() {
        #expect(FileName.printable(FilePath("/tmp/\u{1b}]0;x\u{7}\n")) == #"/tmp/\x1b]0;x\x07\x0a"#)
        #expect(FileName.printable(FilePath(bytes: [0x61, 0xff, 0x80])) == #"a\xff\x80"#)
        #expect(FileName.printable(FilePath("\u{202e}gol\u{9b}")) == #"\xe2\x80\xaegol\xc2\x9b"#)
        #expect(FileName.printable(FilePath("Übung 日本.log")) == "Übung 日本.log")
    }
}
