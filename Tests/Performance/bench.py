#!/usr/bin/env python3
"""Measures logscrub beside `cat`, sed, perl, ripgrep and Anonip, and says which targets it reaches.

Everything runs in interleaved rounds and the median is reported. The main figure is MiB per CPU-second
(user and system), which other work on the machine disturbs least. The exit status is 1 if a filter
failed; a missed target is a fact to read. Needs Linux and Python 3.9. README.md explains the method.
"""

import argparse
import collections
import contextlib
import ctypes
import importlib.util
import os
import pathlib
import re
import select
import shutil
import subprocess
import sys
import time
from statistics import median, quantiles
from typing import NamedTuple

sys.dont_write_bytecode = True
import corpora  # noqa: E402 (after the line that keeps the source folder clean)
import hostile  # noqa: E402

MIB, SLOW_MIB, SLOWEST_MIB = corpora.MIB, 16, 4
CPU_TARGETS = {"nginx-access": 1200, "jitsi-logs": 600, "journal-json": 300, "journal-export": 300, "address-free": 3000,
               "address-dense": 800}
KEYED, KEYED_TARGETS = "logscrub, pseudonyms", {"nginx-access": 286, "address-dense": 48}  # 300 and 50 MB/s
PIPE_RATIO, START_MS, MEMORY_MB, P99_MS, MESSAGE_NS = 0.98, 5, 20, 2, 1_000  # cat itself differs by 2 % from run to run
START_RUNS, PIPE_RUNS, LATENCY_SECONDS, LINES_PER_SECOND, HELD_BACK_SECONDS = 50, 3, 3, 1000, 0.5
ENVIRONMENT = {**os.environ, "LC_ALL": "C"}  # the fastest locale of sed and perl, for fairness
LINE = b'203.0.113.7 - - [25/Aug/2026:10:11:12 +0000] "GET / HTTP/2.0" 200 5 "-" "curl/8.5.0"\n'
# What /16 and /32 leave of an address does not match this; the corpora's IPv6 prefixes are known.
FULL_ADDRESS = re.compile(rb"(?<![\d.])(?!127\.)\d{1,3}\.\d{1,3}\.(?!0\.0(?![\d.]))\d{1,3}\.\d{1,3}(?![\d.])"
                          rb"|(?:2001:db8|3fff:[0-9a-f]{2,3}):[0-9a-f:]*[0-9a-f]")
NULL = os.open(os.devnull, os.O_RDWR)
failures = {}  # an ordered set


class Tool(NamedTuple):
    """A filter, and how many MiB of a corpus it gets (slow ones get the beginning only)."""
    name: str
    command: list
    limit: int = sys.maxsize
    allowed: tuple = (0,)


class Run(NamedTuple):
    """One run: MiB of input, MiB per CPU-second, MiB per second, and peak memory in MB."""
    size: float
    per_cpu: float
    per_wall: float
    peak: float


def find_tools(logscrub):
    """The filters that are installed; says which are not."""
    group = "[0-9A-Fa-f]{1,4}"
    v4 = r"s/([0-9]{1,3}\.[0-9]{1,3})\.[0-9]{1,3}\.[0-9]{1,3}/\1.0.0/g"
    v6 = rf"s/({group}:{group})((:{group}){{3,6}}|(:{group}){{0,4}}::({group}(:{group}){{0,4}})?)/\1::/g"
    rg = ["rg", "--no-config", "--passthru", "-N", "--color", "never", "-r", "$1.0.0",
          r"([0-9]{1,3}\.[0-9]{1,3})\.[0-9]{1,3}\.[0-9]{1,3}", "-"]
    module = not shutil.which("anonip") and importlib.util.find_spec("anonip")
    anonip = [sys.executable, "-m", "anonip"] if module else ["anonip"]
    tools = [Tool("logscrub", [logscrub]), Tool("cat", ["cat"]), Tool(KEYED, [logscrub, "--level", "pseudonymous"]),
             Tool("sed -E, v4 and v6", ["sed", "-E", "-e", v4, "-e", v6], SLOW_MIB),
             Tool("perl, v4 and v6", ["perl", "-pe", f"{v4}; {v6}".replace(r"\1", "$1")], SLOW_MIB),
             Tool("rg --passthru, v4", rg, SLOW_MIB, (0, 1)),  # 1: no match, as in address-free text
             Tool("Anonip, column 1", anonip + ["-4", "16", "-6", "96"], SLOWEST_MIB)]
    there = [tool for tool in tools if shutil.which(tool.command[0])]
    if missing := [tool.name for tool in tools if tool not in there]:
        print("not installed, left out:", ", ".join(missing))
    return there


def spawn(command, stdin, stdout):
    """Starts a program directly, with the least that can be timed."""
    actions = [(os.POSIX_SPAWN_DUP2, stdin, 0), (os.POSIX_SPAWN_DUP2, stdout, 1)]
    return os.posix_spawnp(command[0], command, ENVIRONMENT, file_actions=actions)


def check(child, name, allowed=(0,)):
    """Waits for a child, notes a failure, and returns what it used."""
    _, status, usage = os.wait4(child, 0)
    if (code := os.waitstatus_to_exitcode(status)) not in allowed:
        failures[f"{name} ended with status {code}"] = True
    return usage


def measure(tool, path, stdout=NULL, consume=None):
    """Runs a filter, file to /dev/null; or into the pipe `stdout`, which `consume` reads.

    The kernel counts the parent's memory at exec as the child's, so a program that Python starts
    never shows less than Python has. Therefore a small shell starts it, waits for a sign, and
    leaves; Python, which adopts the orphans of its children, reaps the program itself.
    """
    script = 'exec 3<&0; { read -r _ <&4; exec "$@" <&3 3<&- 4<&-; } &'
    (ready, go), source = os.pipe(), os.open(path, os.O_RDONLY)
    stderr = 2 if tool.name.startswith("logscrub") else NULL
    actions = [(os.POSIX_SPAWN_DUP2, *pair) for pair in ((source, 0), (stdout, 1), (stderr, 2), (ready, 4))]
    shell = os.posix_spawn("/bin/sh", ["sh", "-c", script, "sh", *tool.command], ENVIRONMENT, file_actions=actions)
    os.waitpid(shell, 0)
    start = time.perf_counter()
    for descriptor in (go, ready, source):  # closing `go` is the sign
        os.close(descriptor)
    if consume:
        os.close(stdout)
        consume()
    usage = check(-1, tool.name, tool.allowed)
    wall, size = time.perf_counter() - start, path.stat().st_size / MIB
    return Run(size, size / (usage.ru_utime + usage.ru_stime), size / wall, usage.ru_maxrss * 1024 / 1e6)


def measure_pipeline(tool, path):
    """Wall MiB/s of `cat FILE | filter | cat >/dev/null`."""
    (out1, in1), (out2, in2), source = os.pipe(), os.pipe(), os.open(path, os.O_RDONLY)
    start = time.perf_counter()
    children = [spawn(["cat"], source, in1), spawn(tool.command, out1, in2), spawn(["cat"], out2, NULL)]
    for descriptor in (out1, in1, out2, in2, source):
        os.close(descriptor)
    for child in children:
        check(child, f"a pipe with {tool.name}")
    return path.stat().st_size / MIB / (time.perf_counter() - start)


def table(title, head, rows):
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(f"\n{title}")
    for row in [head, ["-" * width for width in widths], *rows]:
        cells = [row[0].ljust(widths[0]), *map(str.rjust, row[1:-1], widths[1:-1]), row[-1]]
        print("  " + "  ".join(cells).rstrip(), flush=True)


def target(text, reached):
    return text + (" PASS" if reached else " SHORT")


def beginning(path, size, folder):
    """The first lines of an input up to `size` bytes, in a file of their own among the corpora."""
    part = path if path.stat().st_size <= size else folder / f"{path.stem}-{size // MIB}.log"
    if not part.exists() or part.stat().st_mtime < path.stat().st_mtime:
        with open(path, "rb") as source:
            part.write_bytes(source.read(size) + source.readline())
    return part


def run_rounds(tools, inputs, folder, count):
    """All filters over all inputs, and the pipelines; returns the runs and the speeds in the pipe."""
    runs, pipes = collections.defaultdict(list), collections.defaultdict(list)
    for number in range(count):
        print(f"round {number + 1} of {count}", file=sys.stderr)
        for name, path in inputs.items():
            with open(path, "rb", buffering=0) as file:  # from here on it comes from memory, for the first filter too
                while file.read(MIB):
                    pass
            for tool in tools[number % len(tools):] + tools[:number % len(tools)]:  # nobody is always first
                runs[name, tool.name].append(measure(tool, beginning(path, tool.limit * MIB, folder)))
            for tool in tools[:2] * PIPE_RUNS:
                pipes[name, tool.name].append(measure_pipeline(tool, path))
    return runs, pipes


def report_throughput(tools, inputs, runs):
    head = ["filter", "input MiB", "MiB/CPU-s", "best", "wall MiB/s", "memory MB", "logscrub is", "target"]
    for name in inputs:
        rows, own = [], median(run.per_cpu for run in runs[name, "logscrub"])
        for tool in tools:
            size, cpu, wall, peak = map(median, zip(*runs[name, tool.name]))
            best = max(run.per_cpu for run in runs[name, tool.name])
            rows.append([tool.name, f"{size:,.0f}", f"{cpu:,.0f}", f"{best:,.0f}", f"{wall:,.0f}", f"{peak:.1f}",
                         f"{own / cpu:.2f} x", ""])
        if goal := CPU_TARGETS.get(name):
            rows[0][-1] = target(f">= {goal:,}", own >= goal)
        if goal := KEYED_TARGETS.get(name):
            keyed = median(run.per_cpu for run in runs[name, KEYED])
            rows[[row[0] for row in rows].index(KEYED)][-1] = target(f">= {goal:,}", keyed >= goal)
        table(f"{name}: file to /dev/null", head, rows)
    print("  (an input smaller than the corpus is its beginning: slow filters get less, so that this ends in time)")


def report_pipes(inputs, pipes):
    rows = []
    for name in inputs:
        own, cat = (median(pipes[name, tool]) for tool in ("logscrub", "cat"))
        reached = target(f">= {PIPE_RATIO}", own / cat >= PIPE_RATIO)
        rows.append([name, f"{own:,.0f}", f"{cat:,.0f}", f"{own / cat:.2f}", reached])
    table("pipe to pipe: cat FILE | filter | cat >/dev/null, wall MiB/s",
          ["corpus", "logscrub", "cat", "ratio", "target"], rows)


def report_start(logscrub):
    """From the start of the process to its end, on no input and on one line."""
    cases = {(name, what): [] for name in (logscrub, "cat", "true") for what in ("empty input", "one line")}
    for (command, what), times in list(cases.items()) * START_RUNS:
        out, into = os.pipe()
        os.write(into, LINE if what == "one line" else b"")
        os.close(into)
        start = time.perf_counter()
        check(spawn([command], out, NULL), command)
        times.append((time.perf_counter() - start) * 1e3)
        os.close(out)
    rows = [[f"{'logscrub' if command == logscrub else command}, {what}", f"{median(times):.2f}", f"{min(times):.2f}",
             target(f"< {START_MS}", median(times) < START_MS) if command == logscrub else ""]
            for (command, what), times in cases.items()]
    table(f"start-up, ms ({START_RUNS} runs)", ["program", "median", "best", "target"], rows)


def measure_latency(command):
    """Milliseconds from writing each line into a live pipe to having read it whole."""
    (out1, in1), (out2, in2) = os.pipe(), os.pipe()
    child, times, due, piece = spawn([command], out1, in2), [], time.perf_counter(), b"-"
    os.close(out1), os.close(in2)
    while piece and len(times) < LATENCY_SECONDS * LINES_PER_SECOND:
        due += 1 / LINES_PER_SECOND
        time.sleep(max(0, due - time.perf_counter()))
        start, answer = time.perf_counter(), b""
        with contextlib.suppress(BrokenPipeError):  # its exit status tells
            os.write(in1, LINE)
        while piece and not answer.endswith(b"\n"):
            piece = os.read(out2, 65536) if select.select([out2], [], [], HELD_BACK_SECONDS)[0] else b""
            answer += piece
        times.append((time.perf_counter() - start) * 1e3)
    os.close(in1)
    check(child, command)
    os.close(out2)
    return times if piece else times * 2  # a line held back in a buffer: no use in waiting for the others


def report_latency(logscrub):
    rows = []
    for name, command in (("logscrub", logscrub), ("cat", "cat")):
        p99 = quantiles(times := measure_latency(command), n=100)[98]
        rows.append([name, f"{median(times):.3f}", f"{p99:.3f}", f"{max(times):.3f}",
                     target(f"< {P99_MS}", p99 < P99_MS) if command == logscrub else ""])
    table(f"latency of a line in a live pipe, ms ({LINES_PER_SECOND:,} lines/s for {LATENCY_SECONDS} s)",
          ["filter", "median", "p99", "worst", "p99 target"], rows)


def report_memory(tool, folder, runs, shrinkage):
    """Peak memory on a corpus and on one very long line, whose output is checked by length and end."""
    seen, (out, into) = {"length": 0, "end": b""}, os.pipe()

    def consume():
        with open(out, "rb", buffering=0) as stream:
            while piece := stream.read(MIB):
                seen.update(length=seen["length"] + len(piece), end=(seen["end"] + piece)[-64:])

    line = measure(tool, folder / f"{corpora.ONE_LINE}.log", into, consume)
    peaks = {name: max(run.peak for run in runs[name, tool.name]) for name in corpora.CORPORA}
    peaks["one line, no newline"] = line.peak
    table(f"peak memory of logscrub, MB, inputs of {line.size:.0f} MiB", ["input", "peak", "target"],
          [[name, f"{peak:.1f}", target(f"< {MEMORY_MB}", peak < MEMORY_MB)] for name, peak in peaks.items()])
    if seen["length"] != round(line.size * MIB) - shrinkage or not seen["end"].endswith(corpora.ONE_LINE_END):
        print(f"WARNING: the output of the one line is {seen}; the input shrinks by {shrinkage}")


def report_messages(program):
    """Single messages through the library, as a log handler scrubs them."""
    lines = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    times = {name: int(rest.split()[0]) for name, rest in (line.rsplit(": ", 1) for line in lines)}
    rows = [[name, f"{time:,}", target(f"< {MESSAGE_NS:,}", time < MESSAGE_NS) if name.startswith("clean") else ""]
            for name, time in times.items()]
    table("one message at a time through the library, ns", ["message", "median", "target"], rows)


def report_sanity(logscrub, folder):
    """Is it scrubbing at all that was measured? Looks at the beginning of each corpus."""
    rows = []
    for name in corpora.CORPORA:
        text = beginning(folder / f"{name}.log", SLOW_MIB * MIB, folder).read_bytes()
        output = subprocess.run([logscrub], input=text, stdout=subprocess.PIPE, env=ENVIRONMENT).stdout
        before, after = (len(FULL_ADDRESS.findall(lines)) for lines in (text, output))
        complaints = ["full addresses in the output"] * bool(after)
        if output == text and name != "address-free":
            complaints.append("the output equals the input")
        if name.startswith("nginx") and b"example.net" in output:
            complaints.append("third-party referrers in the output")
        if output.count(b"\n") != text.count(b"\n"):
            complaints.append("lines are missing or new")
        verdict = "WARNING: " * bool(complaints) + "; ".join(complaints) or "as it should be"
        rows.append([name, f"{before:,}", f"{after:,}", verdict])
    table(f"is it scrubbing? the first {SLOW_MIB} MiB", ["corpus", "addresses in", "out", "output"], rows)


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--logscrub", metavar="PATH", default=str(root / ".build/bin/logscrub"))
    parser.add_argument("--size", metavar="MIB", type=int, default=256, help="size of each corpus (256)")
    parser.add_argument("--rounds", metavar="N", type=int, default=5)
    parser.add_argument("--folder", metavar="PATH", type=pathlib.Path, default=root / ".build/bench", help="corpora")
    parser.add_argument("--logs", metavar="FILE", type=pathlib.Path, nargs="*", default=[],
                        help="logs of your own: measured first, and nothing of them is printed")
    parser.add_argument("--messages", metavar="PATH", help="the program that scrubs single messages (`swift build -c release`)")
    options = parser.parse_args()
    if not shutil.which(options.logscrub):
        parser.error(f"{options.logscrub} is not a program: build it first, or say --logscrub PATH")
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER, for `measure`
    tools = find_tools(options.logscrub)
    shrinkage = corpora.prepare(options.folder, options.size)
    inputs = {path.name: path for path in options.logs if path.stat().st_size >= MIB}
    if small := [path.name for path in options.logs if path.name not in inputs]:
        print("smaller than 1 MiB, left out:", ", ".join(small))
    inputs |= {name: options.folder / f"{name}.log" for name in corpora.CORPORA}
    runs, pipes = run_rounds(tools, inputs, options.folder, options.rounds)
    print(f"\nmedian of {options.rounds} rounds, {os.cpu_count()} cores, corpora of {options.size} MiB")
    report_throughput(tools, inputs, runs)
    report_pipes(inputs, pipes)
    report_start(options.logscrub)
    report_latency(options.logscrub)
    report_memory(tools[0], options.folder, runs, shrinkage)
    plain = beginning(options.folder / "nginx-access.log", SLOW_MIB * MIB, options.folder)
    hostile.report(measure, table, tools[0], tools[2], plain, options.folder)
    report_sanity(options.logscrub, options.folder)
    if options.messages:
        report_messages(options.messages)
    for failure in failures:
        print(f"FAILED: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
