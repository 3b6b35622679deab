internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// One run that shows what would become of files.
struct PreviewRun {
    /// What the rows are written on.
    struct Page {
        let layout: PreviewLayout
        /// How many rows fit; `nil` if nothing is paged.
        let height: Int?
        let isTerminal: Bool

        init(isTerminal: Bool, isPlain: Bool) {
            let size = isTerminal ? Terminal.size(of: .standardOutput) : nil
            let given = Terminal.environment("COLUMNS").flatMap { Int($0) }
            let hasColor =
                isTerminal && !isPlain && Terminal.environment("NO_COLOR") ?? "" == ""
                && Terminal.environment("TERM") ?? "dumb" != "dumb"
            layout = PreviewLayout(width: isPlain ? nil : max(40, size?.columns ?? given ?? 80), isColored: hasColor)
            height = isTerminal && !isPlain ? size?.rows ?? 24 : nil
            self.isTerminal = isTerminal
        }
    }

    let scrubbers: FileScrubbers
    /// Of which kinds a record must have one; none if any will do.
    let kinds: [Kind]
    let sample: Int?
    let page: Page
    private var exitCode = ExitCode.success

    init(scrubbers: FileScrubbers, kinds: [Kind], sample: Int?, page: Page) {
        self.scrubbers = scrubbers
        self.kinds = kinds
        self.sample = sample
        self.page = page
    }

    private static let warning =
        "This is the log itself, with all that is personal in it: for your eyes only, and to be kept nowhere."

    /// Shows what would become of each file. One that cannot be read is named, and the others are still shown.
    mutating func show(_ files: [String]) throws {
        let wakeUp = Signals.descriptorForWakeUps()
        let isLive = sample == nil && files.contains("-") && !StreamInput(.standardInput).isFile
        let output = PagedOutput(height: page.height, isLive: isLive)
        if page.isTerminal {
            output.write(page.layout.folded(Self.warning).map { page.layout.paint($0, "1") } + [""])
        } else {
            StandardError.write("logscrub: \(Self.warning)\n")
        }
        var drawn = sample.map { PreviewSample(count: $0) }
        var ends: [String] = []
        for name in files {
            guard show(name, to: output, &drawn, &ends, wakeUp) else { break }
        }
        if let drawn {
            for each in drawn.drawn() { output.write(page.layout.rows(each.record, of: each.file)) }
            if drawn.passedOver > 0 {
                ends.append("\(drawn.passedOver) of these are longer than 256 KiB, and none of them was drawn")
            }
        }
        output.write(ends.flatMap(page.layout.folded))
        output.finish()
        if let failure = output.failure { fail(.ioError, "the output cannot be written: \(failure)") }
        if Signals.wasReceived { Signals.endByReceivedSignal() }
        try exitCode.throwUnlessSuccess()
    }

    /// - Returns: Whether to go on.
    private mutating func show(
        _ name: String, to output: PagedOutput, _ drawn: inout PreviewSample?, _ ends: inout [String],
        _ wakeUp: FileDescriptor?
    ) -> Bool {
        let shown = InputFiles.printable(name)
        let (layout, kinds) = (page.layout, kinds)
        var shownCount = 0
        // A closure that outlives the call cannot have what is lent to the call.
        var sample = drawn
        drawn = nil
        defer { drawn = sample }
        do throws(ScrubError) {
            let end = try InputFiles.reading(name) { input throws(ScrubError) in
                try scrubbers.scrubber(for: name).review(input, wakeUp: wakeUp) { record in
                    let own = record.marks.filter { mark in kinds.isEmpty || mark.kind.map(kinds.contains) == true }
                    if own.isEmpty { return true }
                    shownCount += 1
                    if sample == nil {
                        output.write(layout.rows(record, of: shown))
                        return !output.isClosed
                    }
                    sample?.add(record, of: shown, kinds: Set(own.map { $0.kind?.rawValue ?? $0.treatment }))
                    return true
                }
            }
            let lines = "\(end.lines) \(end.lines == 1 ? "line" : "lines")"
            let records = "\(end.changed) \(end.changed == 1 ? "record" : "records") would be changed"
            let those = kinds.isEmpty ? "" : ", \(shownCount) in what was asked for"
            ends.append("\(shown): \(lines), \(records)\(those)\(end.end == .endOfInput ? "" : ", and it goes on")")
            return end.end == .endOfInput && !output.isClosed
        } catch {
            // A message would be lost in the pager's page.
            ends.append("\(shown): \(error.message)")
            fail(ExitCode(for: error), "\(shown): \(error.message)")
            return !output.isClosed
        }
    }

    private mutating func fail(_ code: ExitCode, _ message: String) {
        StandardError.write("logscrub: \(message)\n")
        exitCode.add(code)
    }
}
