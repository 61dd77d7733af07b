"""Builds portals with Lanmu and with Hugo in turn, and prints a table in Markdown.

    python3 against_hugo.py LANMU HUGO CORPORA [PAIRS]

LANMU and HUGO are the programs themselves, since a shim in between would be measured too. CORPORA is a folder that
has the portals named below. With SEARCH=1 in the environment Lanmu builds its index too, over the levels of laws.toml;
Hugo has none. Every build but the one that finds no change begins without any output. After one pair
that is not counted, so that the files are in memory for both, there are PAIRS (7) more.
"""

import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

import hugo_site

PORTALS = ["laws", "laws2000"]

# What is left out of Lanmu's build, unless its index is asked for; and the ranks by which that is ordered.
NO_SEARCH = [] if os.environ.get("SEARCH") else ["--no-search"]
LEVELS = pathlib.Path(__file__).with_name("laws.toml")

# The same day each time, so that the same versions are in force.
AS_OF = "2026-11-24"


@dataclass
class Run:
    """How long a program took, in seconds, and the most memory that it held, in MiB."""

    seconds: float
    mebibytes: float


def run(command, folder):
    """Runs a program to its end; one that fails ends everything."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            sys.exit(f"{command}: {process.returncode}\n{said.read().decode(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1024)


def median(runs):
    return Run(
        statistics.median(each.seconds for each in runs),
        statistics.median(each.mebibytes for each in runs),
    )


class Bench:
    """One corpus as both programs read it, below a folder of its own."""

    def __init__(self, lanmu, hugo, corpus, folder):
        self.portal, self.site, self.output = folder / "portal", folder / "hugo", folder / "output"
        shutil.copytree(corpus, self.portal)
        self.documents = hugo_site.make(self.portal, self.site)
        self.lanmu = [lanmu, "build", *NO_SEARCH, "--as-of", AS_OF, "--output"]
        if not NO_SEARCH:
            shutil.copy(LEVELS, self.portal / "portal.toml")
        self.hugo = [hugo, "--quiet", "--source", str(self.site), "--destination"]
        self.pairs = 0

    def pair(self):
        """Lanmu from nothing and once more without a change, then Hugo from nothing.

        Each writes to a folder of its own and nothing is removed meanwhile: a file system that has just freed
        thousands of inodes is slow to give out new ones, and that would be what is measured.
        """
        self.pairs += 1
        own, theirs = (self.output / f"{self.pairs}-{name}" / "site" for name in ("lanmu", "hugo"))
        own.parent.mkdir(parents=True)
        theirs.parent.mkdir(parents=True)
        cold = run([*self.lanmu, str(own)], self.portal)
        self.check_pages(own)
        again = run([*self.lanmu, str(own)], self.portal)
        hugo = run([*self.hugo, str(theirs)], self.site)
        self.check_pages(theirs)
        return cold, again, hugo

    def check_pages(self, built):
        """Each document must have its page, else the programs did not do the same."""
        pages = sum(1 for _ in built.glob("**/index.html"))
        if pages < self.documents:
            sys.exit(f"{pages} pages of {self.documents} documents")


def row(name, documents, runs):
    cold, again, hugo = (median(each) for each in zip(*runs))
    cells = [
        name,
        documents,
        f"{cold.seconds:.2f} s",
        f"{hugo.seconds:.2f} s",
        f"{statistics.median(c.seconds / h.seconds for c, _, h in runs):.2f}",
        f"{again.seconds:.2f} s",
        f"{cold.mebibytes:.0f} MiB",
        f"{hugo.mebibytes:.0f} MiB",
        f"{cold.mebibytes / hugo.mebibytes:.2f}",
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def version(program, *asked):
    said = subprocess.run([program, *asked], capture_output=True, text=True, check=True).stdout
    return said.split("\n")[0].split("-")[0].split("+")[0]


def main(lanmu, hugo, corpora, pairs=7):
    lanmu, hugo, corpora = os.path.abspath(lanmu), os.path.abspath(hugo), pathlib.Path(corpora)
    print(f"{version(lanmu, '--version')}, {version(hugo, 'version')}; {os.cpu_count()} cores, {platform.system()}")
    print(f"{platform.machine()}; medians of {pairs} pairs after one that is not counted; load before: {os.getloadavg()[0]:.1f}")
    print()
    print("| corpus | documents | Lanmu | Hugo | ratio | Lanmu, no change | Lanmu, memory | Hugo, memory | ratio |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name in PORTALS:
        with tempfile.TemporaryDirectory(prefix="lanmu-bench-") as folder:
            bench = Bench(lanmu, hugo, corpora / name, pathlib.Path(folder))
            bench.pair()
            runs = [bench.pair() for _ in range(pairs)]
            print(row(name, bench.documents, runs), flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:4], *map(int, sys.argv[4:]))
