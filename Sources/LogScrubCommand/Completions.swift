internal import ArgumentParser

/// The scripts with which shells complete `logscrub`.
///
/// They are the parser's, mended in one place: for it, a command that takes any number of files takes all words for files, so that bash and
/// fish never come to the subcommands, and zsh refuses the script. Here the first word decides, as in `Subcommand`.
enum Completions {
    /// The shell for which the arguments ask for a script, if they do.
    static func shell(in arguments: [String]) -> CompletionShell? {
        let option = "--generate-completion-script"
        guard let first = arguments.first, first.hasPrefix(option) else { return nil }
        switch (first.dropFirst(option.count), arguments.count) {
        case ("", 1): return .autodetected()
        case ("", 2): return CompletionShell(rawValue: arguments[1])
        case (let value, 1) where value.first == "=": return CompletionShell(rawValue: String(value.dropFirst()))
        default: return nil
        }
    }

    static func script(for shell: CompletionShell) -> String {
        var script = LogScrubCommand.completionScript(for: shell)
        for (found, replacement) in mends(for: shell) {
            // A newer parser may write it in another way; the tests in the shells tell.
            guard let place = script.firstRange(of: found) else { continue }
            script.replaceSubrange(place, with: replacement)
        }
        if shell == .fish {
            script.replace(
                "'__logscrub_should_offer_completions_for_positional \"logscrub\" -eq 2'",
                with: "'test (count (__logscrub_tokens -pc)) -eq 1'")
        }
        return script
    }

    private static let names = Subcommand.allCases.map(\.rawValue)
    private static let words = (names + ["help"]).joined(separator: " ")
    private static let alternatives = (names + ["help"]).joined(separator: "|")

    private static func mends(for shell: CompletionShell) -> [(String, String)] {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        default: []
        }
    }

    private static let bash: [(String, String)] = [
        (
            "    __logscrub_offer_flags_options -1\n\n    # Offer option value completions\n",
            """
                # Only the first word is a subcommand.
                if [[ "${COMP_CWORD}" -gt 1 && " \(words) " == *" ${COMP_WORDS[1]} "* ]]; then
                    unparsed_words=("${unparsed_words[@]:1}")
                    "_logscrub_${COMP_WORDS[1]}"
                    return
                fi
                if [[ "${COMP_CWORD}" -eq 1 ]]; then
                    COMPREPLY+=($(compgen -W '\(words)' -- "${cur}"))
                fi
                __logscrub_offer_flags_options -1

                # Offer option value completions

            """
        ),
        (
            "_logscrub_help() {\n",
            "_logscrub_help() {\n    COMPREPLY+=($(compgen -W '\(names.joined(separator: " "))' -- \"${cur}\"))\n"
        ),
    ]

    private static let zsh: [(String, String)] = [
        (
            "    local -i ret=1\n",
            """
                local -i ret=1
                # Only the first word is a subcommand.
                if (( CURRENT > 2 )) && [[ "${words[2]}" == (\(alternatives)) ]]; then
                    shift words
                    (( CURRENT-- ))
                    "_logscrub_${words[1]}"
                    return
                fi

            """
        ),
        ("        '*:file:_files'\n", "        '1: :->command'\n        '*:file:_files'\n"),
        ("        '(-): :->command'\n        '(-)*:: :->arg'\n", ""),
        (
            "        _describe -V subcommand subcommands && ret=0\n",
            """
                    (( CURRENT == 2 )) && _describe -V subcommand subcommands && ret=0
                    _files && ret=0

            """
        ),
        ("        '*:subcommands:'\n", "        ':subcommand:(\(names.joined(separator: " ")))'\n"),
    ]

    private static let fish: [(String, String)] = [
        (
            "        __logscrub_parse_subcommand -r 1",
            """
                    # Only the first word is a subcommand.
                    set -l files -r 1
                    contains -- "$unparsed_tokens[2]" \(words)
                    and set files 0
                    __logscrub_parse_subcommand $files
            """
        ),
        (
            "complete -c 'logscrub' -f\n",
            """
            complete -c 'logscrub' -f
            complete -c 'logscrub' -n '__logscrub_should_offer_completions_for_positional "logscrub help" -eq 1' -fa '\(names.joined(separator: " "))'

            """
        ),
    ]
}
