import Foundation
import Subprocess
import SystemPackage
import Testing

/// Input that is packed, or no text at all.
@Suite("Packed and binary input", .timeLimit(.minutes(20)))
struct PackedInputTests {
    private let text = (1...3000).map { "\($0) quokka 203.0.113.\($0 % 200) came\n" }.joined()

    @Test(
        "A packed file is unpacked, scrubbed and written as text, whatever it is called: named, from standard input, and between others",
        arguments: ["gzip", "xz", "zstd", "bzip2"])
    func unpacks(_ program: String) async throws {
        let folder = try TemporaryFolder()
        try folder.file("raw", text)
        let outcome = try await Command.shell(
            """
            set -e -o pipefail
            "$LOGSCRUB" raw >clean
            \(program) -c raw >access.log
            "$LOGSCRUB" access.log | cmp - clean
            "$LOGSCRUB" <access.log | cmp - clean
            cat access.log | "$LOGSCRUB" | cmp - clean
            # The first byte alone says nothing, and must not be forgotten.
            { head -c 1 access.log; sleep 0.3; tail -c +2 access.log; } | "$LOGSCRUB" | cmp - clean
            # Several in one, as logs that are appended to have them.
            { cat access.log; echo last 203.0.113.9 | \(program) -c; } >parts
            { cat clean; echo last 203.0.0.0; } | cmp - <("$LOGSCRUB" parts)
            echo one 203.0.113.1 >one.log; echo three 203.0.113.3 >three.log
            echo two 203.0.113.2 | \(program) -c >two
            "$LOGSCRUB" one.log two three.log
            "$LOGSCRUB" one.log - three.log <two
            # A descriptor that has been read from already.
            { head -c 0 >/dev/null; "$LOGSCRUB"; } <two
            """, in: folder)
        #expect(outcome.errors == "")
        let three = "one 203.0.0.0\ntwo 203.0.0.0\nthree 203.0.0.0\n"
        #expect(outcome.text == three + three + "two 203.0.0.0\n")
        #expect(outcome.status == .success)
    }

    @Test(
        "Packed data that are damaged, cut off or followed by something else end with status 65; of a file nothing is written, of a stream no cut record",
        arguments: ["gzip", "xz", "zstd", "bzip2"], ["file", "pipe"])
    func damaged(_ program: String, _ way: String) async throws {
        let folder = try TemporaryFolder()
        try folder.file("raw", text)
        try folder.file("next.log", "next 203.0.113.9\n")
        let outcome = try await Command.shell(
            """
            \(program) -c raw >packed
            size=$(stat -c %s packed)
            "$LOGSCRUB" raw >clean
            for damage in "head -c $((size / 2)) packed" "cat packed next.log" \\
                "head -c $((size / 3)) packed; head -c 500 /dev/zero; tail -c +$((size / 3 + 501)) packed"; do
                eval "$damage" >access.log
                if [ \(way) = file ]; then "$LOGSCRUB" access.log next.log >out
                else cat access.log | "$LOGSCRUB" - next.log >out; fi
                echo $?
                # The file behind it is done.
                tail -c 15 out
                if [ \(way) = file ]; then wc -l <out; continue; fi
                # What is unpacked from a damaged stream is anything, until its sum shows it.
                case $damage in *zero*) echo 1; continue ;; esac
                grep -c '203.0.113' out
                grep -v -x -E '[0-9]+ quokka 203[.]0[.]0[.]0 came|next 203[.]0[.]0[.]0' out
            done
            """, in: folder)
        let good = "65\nnext 203.0.0.0\n"
        #expect(
            outcome.text
                == (way == "file" ? "\(good)1\n\(good)1\n\(good)1\n" : "\(good)0\n\(good)0\n\(good)1\n"))
        #expect(outcome.errorLines.count == 3)
        for line in outcome.errorLines { #expect(line.contains("\(program) data are damaged or cut off")) }
    }

    @Test("Text with NULs waits for a second at most; the first byte of something packed does not hold up a line")
    func notHeldUp() async throws {
        let outcome = try await Command.shell(
            """
            mkfifo in; exec 3<>in
            for beginning in '\\0' 'B' 'PK' '\\n' 'SQLite '; do
                "$LOGSCRUB" <in >out 3>&- & command=$!
                printf "$beginning"'one 203.0.113.7\\n' >&3
                until grep -a -q one out; do sleep 0.05; done
                kill $command; wait $command
            done
            echo done
            """, in: try TemporaryFolder())
        #expect(outcome.text == "done\n")
    }

    /// Makes a file of each kind in the current folder, as far as the programs for it are there.
    private static let foreign = """
        echo 'quokka 203.0.113.7 came' >raw
        tar cf a.tar raw; tar czf a.tgz raw; tar cJf a.txz raw
        python3 - <<'END'
        import lzma, sqlite3, struct, zipfile, zlib
        raw = open("raw", "rb").read()
        zipfile.ZipFile("a.zip", "w").write("raw")
        open("a.lzma", "wb").write(lzma.compress(raw * 9, format=lzma.FORMAT_ALONE))
        open("a.lz4", "wb").write(bytes.fromhex("04224d186440a7") + struct.pack("<I", len(raw) | 1 << 31) + raw + bytes(4))
        open("a.log.br", "wb").write(b"\\x0b\\x0b\\x80" + raw + b"\\x03")
        base = sqlite3.connect("a.db"); base.execute("create table t (a)"); base.commit(); base.close()
        open("a.journal", "wb").write(b"LPKSHHRH" + struct.pack("<II", 1, 28) + bytes(200) + raw)
        entry = struct.pack("<hxxi32s4s32s256s", 7, 812, b"pts/0", b"ts/0", b"anna", b"203.0.113.7") + bytes(52)
        open("wtmp", "wb").write(entry * 3); open("btmp", "wb").write(bytes(384) + entry)
        open("a.pcap", "wb").write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1) + raw)
        open("a.pcapng", "wb").write(struct.pack("<III", 0x0a0d0d0a, 28, 0x1a2b3c4d) + raw)
        chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        open("a.png", "wb").write(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + raw)
        for name in ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]:
            open("a." + name, "wb").write(raw.decode().encode(name))
        open("core", "wb").write(b"".join(struct.pack("<I", n) for n in range(4096)) + raw)
        END
        cp "$(command -v ls)" program
        gzip -c a.db >db.gz; gzip -c raw | gzip -c >twice.gz; zstd -q -c a.pcap >pcap.zst
        rm raw
        """

    @Test(
        "What is no text, packed or not, is refused with status 65 and untouched, by the filter, in place and by retain"
    )
    func foreign() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Command.shell(
            Self.foreign + """

                echo 'quokka 203.0.113.7 came' >../good.log.$$; good=../good.log.$$
                for file in *; do
                    cp "$file" ../before.$$
                    "$LOGSCRUB" "$file" $good >../out.$$ 2>../errors.$$; [ $? = 65 ] || echo "$file: named"
                    grep -q 'left alone' ../errors.$$ || echo "$file: no reason"
                    [ "$(cat ../out.$$)" = 'quokka 203.0.0.0 came' ] || echo "$file: written"
                    if [ $file != a.log.br ]; then
                        cat "$file" | "$LOGSCRUB" >../out.$$ 2>/dev/null; [ $? = 65 ] || echo "$file: piped"
                        [ -s ../out.$$ ] && echo "$file: written from a pipe"
                        mv "$file" "$file.1"; touch -d '9 days ago' "$file.1"
                        "$LOGSCRUB" retain --quiet --after 1d=minimal "$file.1" 2>/dev/null; [ $? = 65 ] || echo "$file: retained"
                        mv "$file.1" "$file"
                    fi
                    cp $good ../good.$$
                    "$LOGSCRUB" --in-place --quiet "$file" ../good.$$ 2>/dev/null; [ $? = 65 ] || echo "$file: in place"
                    grep -q '203.0.0.0' ../good.$$ || echo "$file: the other one was not done"
                    cmp "$file" ../before.$$
                done
                echo *
                rm -f ../*.$$
                """, in: folder)
        #expect(
            outcome.text
                == "a.db a.journal a.log.br a.lz4 a.lzma a.pcap a.pcapng a.png a.tar a.tgz a.txz a.utf-16 a.utf-16-be a.utf-16-le a.utf-32 a.utf-32-le a.zip btmp core db.gz pcap.zst program twice.gz wtmp\n"
        )
        #expect(outcome.errors == "")
    }

    @Test("--force text reads anything as text, in the filter and in place")
    func forced() async throws {
        let folder = try TemporaryFolder()
        try folder.file("a.zip", Array("PK\u{3}\u{4}\u{14}\0 client 203.0.113.7\n".utf8))
        let expected = Array("PK\u{3}\u{4}\u{14}\0 client 203.0.0.0\n".utf8)
        let zip = folder.path.appending("a.zip").string
        let outcome = try await Command.run(["--force", "text", zip])
        #expect(outcome.status == .success)
        #expect(outcome.output == expected)
        let inPlace = try await Command.run(["--in-place", "--quiet", "--force", "text", zip])
        #expect(inPlace.status == .success)
        #expect(try folder.contents("a.zip") == expected)
        #expect(try await Command.run(["--force", "open", zip]).status == .usage)
    }

    @Test("A hole of 3,000,000 NULs, a mark of UTF-8, Latin-1 and a line that a visitor began as an archive pass")
    func text() async throws {
        let outcome = try await Command.shell(
            """
            { head -c 3000000 /dev/zero; echo; echo 'x 203.0.113.7'; } | "$LOGSCRUB" | tail -n 1
            printf '\\357\\273\\277x 203.0.113.7\\n' | "$LOGSCRUB" | tail -c +4
            printf 'caf\\351 203.0.113.7\\n' | "$LOGSCRUB" | tr -d '\\351'
            for beginning in 'BZh91AY&SY' '\\037\\213\\010\\010' 'PK\\003\\004' '\\377\\376' 'Rar!\\032\\007'; do
                { printf "$beginning"; echo ' came from 203.0.113.7 and wrote a line that is long enough to be seen as text'; echo x; } >log
                "$LOGSCRUB" log >out || echo "$beginning: refused"
                grep -a -q 'from 203.0.0.0 and' out || echo "$beginning: unscrubbed"
            done
            """, in: try TemporaryFolder())
        #expect(outcome.text == "x 203.0.0.0\nx 203.0.0.0\ncaf 203.0.0.0\n")
        #expect(outcome.errors == "")
    }

    @Test("Where the program is missing, it and its package are named, and the exit code is 69; the others are done")
    func missingProgram() async throws {
        let outcome = try await Command.shell(
            """
            echo 203.0.113.7 | xz -c >a.xz; echo x 203.0.113.7 >b.log
            PATH=/nonexistent "$LOGSCRUB" a.xz b.log; echo $?
            """, in: try TemporaryFolder())
        #expect(outcome.text == "x 203.0.0.0\n69\n")
        #expect(outcome.errors.contains("the program xz is missing; install the package xz-utils"))
    }
}
