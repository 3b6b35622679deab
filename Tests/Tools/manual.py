#!/usr/bin/env python3
"""Makes a manual page:

    manual.py PROGRAM TEMPLATE README DATE >logscrub.1

What the program says of itself (--help, and the same as JSON) is put into the template, and the README's table of what
is kept. So the page is true by construction; nothing is compiled. It is written in mdoc(7).
"""

import datetime
import json
import re
import subprocess
import sys

program, template, readme, date = sys.argv[1:5]


def output(*arguments):
    # As wide as the longest line, so that nothing is folded.
    run = subprocess.run([program, *arguments], env={"COLUMNS": "9999"}, stdout=subprocess.PIPE, check=True)
    return run.stdout.decode()


# ----------------------------------------------------------------------------------------------------------------------
# mdoc


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("'", "\\(aq")
    return text.replace("^", "\\(ha").replace("~", "\\(ti").replace("|", "\\(ba")


def guard(line):
    return "\\&" + line if line[:1] in (".", "'") else line


def prose(text):
    """Text that may be filled, each sentence on a line of its own."""
    sentences = re.split(r"(?<=[a-zA-Z0-9)\]])\. (?=[A-Z$]|\.[a-z])", " ".join(text.split()))
    return [guard(escape(part + ("" if part is sentences[-1] else "."))) for part in sentences]


def literal(lines):
    return [".Bd -literal -offset indent", *[guard(escape(line.strip())) for line in lines], ".Ed"]


def argument(word):
    """A word as an argument of a macro: none is taken for a macro or for punctuation."""
    return '"' + escape(word).replace('"', '""') + '"'


# ----------------------------------------------------------------------------------------------------------------------
# What the program says


class Command:
    def __init__(self, data, path):
        self.path = path
        self.abstract = data.get("abstract", "")
        self.arguments = [a for a in data.get("arguments", []) if a["shouldDisplay"]]
        self.subcommands = [
            Command(sub, path + [sub["commandName"]])
            for sub in data.get("subcommands", [])
            if sub["commandName"] != "help"
        ]
        self.paragraphs, self.sections = self.split(data.get("discussion", ""))

    @staticmethod
    def split(discussion):
        """The text, and the sections below it by their heads, which are in capitals."""
        paragraphs, sections, lines = [""], {}, None
        for line in discussion.split("\n"):
            head = re.match(r"([A-Z][A-Z ]+[A-Z])(,.*)?$", line)
            if head:
                lines = sections.setdefault(head[1] + (head[2] or ""), [])
            elif lines is not None:
                lines.append(line)
            elif line:
                paragraphs[-1] += line + " "
            else:
                paragraphs.append("")
        for lines in sections.values():
            while lines and not lines[-1]:
                lines.pop()
        return [p for p in paragraphs if p.strip()], sections

    @property
    def name(self):
        return " ".join(["logscrub", *self.path])

    @property
    def all(self):
        return [self, *[c for sub in self.subcommands for c in sub.all]]

    @property
    def usage(self):
        text = output(*self.path, "--help").split("USAGE:", 1)[1].split("\n\n", 1)[0]
        return [line.strip() for line in text.strip().split("\n")]


def names(item):
    """`-h, --help`, and the value behind it."""
    words = [("-" if n["kind"] == "short" else "--") + n["name"] for n in item["names"]]
    return sorted(words, key=len), item["valueName"] if item["kind"] == "option" else None


def option(item):
    words, value = names(item)
    macro = ".It " + " , ".join("Fl " + argument(word[1:]) for word in words)
    if value:
        # `--stats` alone will do.
        macro += " Ns Op " + argument("=" + value) if words[-1] == "--stats" else " Ar " + argument(value)
    return [macro, *prose(item["abstract"])]


def options(command, known):
    """Those of its own, by their titles; in one line those that are the filter's."""
    groups, same = {}, []
    for item in command.arguments:
        if item["kind"] == "positional":
            continue
        words, _ = names(item)
        if words[-1] in ("--version", "--help") and known:
            continue
        if (words, item["abstract"]) in known:
            same.append(words[-1])
        else:
            groups.setdefault(item.get("sectionTitle") or "", []).append(item)
    lines = []
    for title, items in sorted(groups.items(), key=lambda group: group[0] == ""):
        if not known:
            lines.append(".Ss " + (title or "Others"))
        lines += [".Bl -tag -width Ds", *[line for item in items for line in option(item)], ".El"]
    if same:
        lines += [".Pp", "And, as told above:"]
        lines += [".Fl " + argument(word[1:]) + (" ," if word != same[-1] else " .") for word in same]
    return lines


def synopsis(commands):
    lines = []
    for command in commands:
        if any(command.path == other.path[:-1] for other in commands if command.path):
            continue
        for usage in command.usage:
            rest = escape(usage.removeprefix("logscrub").strip())
            rest = re.sub(r"<([^>]*)>", r"\\fI\1\\fR", rest)
            rest = re.sub(r"(\\-\\-[a-z0-9\\-]+)", r"\\fB\1\\fR", rest)
            words = [f"\\fB{word}\\fR" for word in command.path]
            lines += [".Nm logscrub", " ".join(words + [rest.removeprefix(" ".join(command.path)).strip()])]
    return lines


def command_sections(commands, known):
    lines = []
    for command in commands[1:]:
        if command.subcommands:
            continue
        lines += [".Ss " + " ".join(command.path), *prose(command.abstract)]
        for paragraph in command.paragraphs:
            lines += [".Pp", *prose(paragraph)]
        for head, text in command.sections.items():
            if not head.startswith(("EXAMPLE", "EXIT STATUS")):
                table = [line for line in text if line.startswith(" ")]
                lines += [".Pp", *prose(head.capitalize() + ":"), *literal(table)]
                for line in text[len(table) :]:
                    lines += [".Pp", *prose(line)]
        lines += options(command, known)
    return lines


def status(commands):
    meanings = {}
    for command in commands:
        for line in command.sections.get("EXIT STATUS", []):
            code, text = re.match(r" +(\d+) +(.*)", line).groups()
            meanings.setdefault(int(code), {}).setdefault(text, []).append(command)
    lines = [".Bl -tag -width Ds"]
    for code, texts in sorted(meanings.items()):
        lines.append(f".It {code}")
        for number, (text, those) in enumerate(texts.items()):
            paths = [" ".join(c.path) for c in those]
            if number:
                lines.append(".Pp")
            if "" in paths or number == 0 and len(texts) == 1:
                lines += prose(text[:1].upper() + text[1:] + ".")
            else:
                lines += [".Cm " + " , ".join(argument(path) for path in paths) + " :", *prose(text + ".")]
    return lines + [".El"]


def examples(commands):
    lines = []
    for command in commands:
        for head in ("EXAMPLES", "EXAMPLE"):
            for line in command.sections.get(head, []):
                labelled = re.match(r"  (\S[^:]*): +(\S.*)", line)
                if labelled:
                    if lines:
                        lines.append(".Ed")
                    lines += [".Pp", *prose(labelled[1] + ":"), ".Bd -literal -offset indent"]
                    line = labelled[2]
                elif head == "EXAMPLE":
                    if lines:
                        lines.append(".Ed")
                    lines += [".Pp", *prose(command.abstract.rstrip(".") + ":"), ".Bd -literal -offset indent"]
                # What belongs below a command is indented there for the help's columns.
                lines.append(guard(escape(line.strip())))
    return lines[1:] + [".Ed"]


def kept():
    """The table of the README: for each kind, what becomes of it at which level."""
    text = open(readme, encoding="utf-8").read()
    rows = []
    for line in text.split("## What is kept", 1)[1].split("\n## ", 1)[0].split("\n"):
        if line.startswith("|"):
            cells = [cell.strip().replace("`", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            rows.append([re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell) for cell in cells])
    levels = [re.search(r"--level (\S+)", cell)[1] for cell in rows[0][1:]]
    lines = [".Bl -tag -width Ds"]
    for row in rows[2:]:
        lines.append(".It " + argument(row[0]))
        cells = row[1:]
        for index, cell in enumerate(cells):
            if cell == "the same":
                cells[index] = cells[index - 1]
        groups = {}
        for level, cell in zip(levels, cells):
            groups.setdefault(cell, []).append(level)
        for cell, those in groups.items():
            if len(groups) == 1:
                lines += prose(cell)
            else:
                lines += [".Cm " + " , ".join(argument(level) for level in those) + " :", *prose(cell), ".br"]
        if lines[-1] == ".br":
            lines.pop()
    return lines + [".El"]


def main():
    lines = open(template, encoding="utf-8").read().rstrip("\n").split("\n")
    day = datetime.date.fromisoformat(date)
    parts = {"DATE": [day.strftime("%B ") + f"{day.day}, {day.year}"]}
    if "@OPTIONS@" in lines:
        root = Command(json.loads(output("--experimental-dump-help"))["command"], [])
        commands = root.all
        known = [(names(a)[0], a["abstract"]) for a in root.arguments if a["kind"] != "positional"]
        description = [line for paragraph in root.paragraphs for line in [".Pp", *prose(paragraph)]]
        parts |= {
            "SYNOPSIS": synopsis(commands),
            "DESCRIPTION": description[1:],
            "OPTIONS": options(root, []),
            "COMMANDS": command_sections(commands, known),
            "KEPT": kept(),
            "FORMATS": prose(" ".join(root.sections["FORMATS"])),
            "STATUS": status(commands),
            "EXAMPLES": examples(commands),
        }
    for line in lines:
        mark = re.search(r"@([A-Z]+)@", line)
        if line.startswith('.\\"') or not mark:
            print(line)
        elif line == mark[0]:
            print("\n".join(parts[mark[1]]))
        else:
            print(line.replace(mark[0], parts[mark[1]][0]))


main()
