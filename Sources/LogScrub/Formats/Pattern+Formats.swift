extension Pattern {
    /// The same pattern, for records of some formats only.
    ///
    /// - Throws: `ScrubError` with the code `pattern` if one of them is no format of records, but of what wraps them (`syslog`, `docker-json`), or any (`auto`).
    public func limited(to formats: [LogFormat]) throws(ScrubError) -> Pattern {
        var pattern = self
        (pattern.formats, pattern.recordIndices) = (formats.map(\.name), [])
        for format in formats {
            guard let index = format.recordIndex else {
                throw ScrubError(.pattern, "records are of no format '\(format.name)': it says what stands around them")
            }
            pattern.recordIndices.append(index)
        }
        return pattern
    }
}
