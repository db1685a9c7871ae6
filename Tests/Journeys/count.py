"""Adds up the parts that bin/test ran and prints the last line: `N passed, N failed`.

A folder holds `parts` (a line `NAME EXIT-CODE` for each part that ran) and a folder NAME for each part with its
JUnit reports. A part that reports nothing is one check by itself. A part that ended badly without a failure in its
report (a crash, say) counts as one failure, and a part of tests that ran none has failed.
"""
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped of one JUnit report; one that was broken off is one failure."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except ElementTree.ParseError:
        return 0, 1, 0
    total, bad, skipped = (
        sum(int(suite.get(name) or 0) for suite in suites for name in names)
        for names in (["tests"], ["failures", "errors"], ["skipped"])
    )
    return max(total - bad - skipped, 0), bad, skipped


def main(folder: Path) -> int:
    passed = failed = skipped = 0
    for line in (folder / "parts").read_text().splitlines():
        part, code = line.split()
        reports = sorted((folder / part).glob("*.xml"))
        p, f, s = (sum(numbers) for numbers in zip(*map(counts, reports))) if reports else (int(code == "0"), 0, 0)
        if reports and p + f == 0:
            print(f"{part}: no test ran")
            f = 1
        if code != "0" and f == 0:
            print(f"{part}: ended with exit code {code}")
            f = 1
        print(f"{part}: {p} passed, {f} failed" + (f", {s} skipped" if s else ""))
        passed, failed, skipped = passed + p, failed + f, skipped + s
    # Alone on the last line, in the form that tools read.
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
