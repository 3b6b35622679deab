"""Hostile input beside a plain log: one unit again and again in lines of a length, and days in turns.

Each cell is the time of the processor for a file of such lines, less that of the start, over the time for as
many bytes of a plain access log. The work must be linear: the ratio must not grow with the length.
"""

import itertools
import subprocess
from statistics import median

UNITS = ["-", ".", ":", "7", "%25", '"', "'", "[", "(", "@", "=", "<nick>", "<email>", "ip-1-2-3-4", "a:", "::",
         "00-50-56-", "QUJD", "&#", "\\x", "{", "a%40", "/", "&", "user ", "token=", "eyJ", "a@b ", "1.2.3.4:", "://"]
LENGTHS = {"200 B": 200, "20 KB": 20_000, "1.3 MB": 1_300_000, "4 MB": 4_000_000}
SIZE, LIMIT, ROUNDS, DAYS, SECONDS = 4_000_000, 5, 3, 32, 20
RECORD = '203.0.113.%d - - [%02d/%s/2026:10:11:12 +0000] "GET /TeamSync-%d HTTP/2.0" 200 5 "-" "curl/8.5.0"\n'


def lines(unit, length):
    """Some megabytes of lines of one unit."""
    line = unit * (length // len(unit)) + "\n"
    return (line * max(1, SIZE // len(line))).encode()


def days(count):
    """Records of so many days in turns."""
    numbers = itertools.count()
    return "".join(RECORD % (n % 250, n % count % 28 + 1, ("Jul", "Aug")[n % count // 28], n % 99)
                   for n in itertools.islice(numbers, SIZE // 100)).encode()


def write(folder, name, data):
    path = folder / f"hostile-{name}.log"
    path.write_bytes(data)
    return path


def seconds(measure, tool, path):
    """The time of the processor for a file, or the limit if it takes too long to wait for."""
    try:
        subprocess.run([*tool.command, str(path)], stdout=subprocess.DEVNULL, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return float("inf")
    return median(run.size / run.per_cpu for run in (measure(tool, path) for _ in range(ROUNDS)))


def report(measure, table, tool, keyed, plain, folder):
    """Prints the table of units and lengths, and what days in turns cost."""
    start = seconds(measure, tool, write(folder, "start", b"x\n"))
    each = (seconds(measure, tool, plain) - start) / plain.stat().st_size

    def ratio(data):
        path = write(folder, "unit", data)
        return (seconds(measure, tool, path) - start) / (each * len(data))

    rows = []
    for unit in UNITS:
        ratios = [ratio(lines(unit, length)) for length in LENGTHS.values()]
        worst = max(ratios)
        rows.append([repr(unit)[1:-1], *(f"{value:,.1f}" for value in ratios),
                     f"< {LIMIT} " + ("PASS" if worst < LIMIT else "SHORT")])
    table("hostile units in lines of a length: time of the processor over that for a plain access log",
          ["unit", *LENGTHS, "target"], rows)
    one, many = (seconds(measure, keyed, write(folder, "days", days(count))) - start for count in (1, DAYS))
    table("pseudonyms of many days in turns: time of the processor over that for one day",
          ["records of", "ratio", "target"], [[f"{DAYS} days", f"{many / one:.1f}", f"< {LIMIT} " + ("PASS" if many / one < LIMIT else "SHORT")]])
