"""Kills a batch again and again at random moments, and looks whether anything was lost, half written or doubled.

    python -m benchmarks.kills --kills 50 --count 100

The batch is the real one but for Prefect and the engine, which sees nothing; two worker processes. Some submissions
share a number, some a content. With `--command` it is `beian intake` itself, whose start takes seconds.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import cv2
import numpy as np

from benchmarks.plain_batch import plain_job, run_plainly
from flows.inbox import content_digest, look_into
from flows.reports.files import is_temporary
from flows.reports.folders import REPORT_HTML, REPORT_JSON, read_source
from flows.reports.summary import SUMMARY_CSV, SUMMARY_FILES
from validators.findings import Report

ROOT = Path(__file__).parents[1]
_PROCESSES = 2
_LONGEST = 900  # seconds the last run may take
_EARLY, _START_SECONDS = 0.2, 5.0
_STEP_SECONDS, _POLL_SECONDS = 0.3, 0.02


def main() -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--count", type=int, default=100, help="submissions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", action="store_true", help="kill beian intake instead")
    parser.add_argument("--child", nargs=2, type=Path, metavar=("INBOX", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_plainly(options.child[0], plain_job(options.child[1]), _PROCESSES)
        return
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), options.kills, options.count, options.seed, options.command)
    print(*found, sep="\n")
    sys.exit(1 if found else 0)


def measure(folder: Path, kills: int, count: int, seed: int, command: bool = False) -> list[str]:
    """Run, kill and run again until all is done; return what went wrong."""
    inbox, out = folder / "inbox", folder / "out"
    contents = write_inbox(inbox, count)
    rng = random.Random(seed)
    arguments = child(inbox, out, command=command)
    environment = os.environ | {"BEIAN_SETTLE_SECONDS": "0", "BEIAN_PREFECT_HOME": str(folder / "prefect")}
    whole: list[int] = []
    left = 0
    for _ in range(kills):
        process = subprocess.Popen(
            arguments,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait(process, out, rng)
        process.send_signal(signal.SIGKILL)
        process.wait()
        whole.append(_whole(out))
        left += sum(is_temporary(path.name) for path in out.rglob("*"))
    print(f"reports that were whole after each of {kills} kills: {whole}")
    start = time.monotonic()
    done = subprocess.run(arguments, cwd=ROOT, env=environment, timeout=_LONGEST, check=False)
    print(
        f"unfinished files left by kills: {left}; last run: status {done.returncode}, {time.monotonic() - start:.0f} s"
    )
    found = problems(inbox, out, contents)
    lost = [
        f"after kill {n}: {now} whole reports, {before} before"
        for n, (before, now) in enumerate(itertools.pairwise(whole), 2)
        if now < before
    ]
    print(f"{count} submissions of {contents} contents, {_whole(out)} reports, problems: {len(found) + len(lost)}")
    return lost + found


def _wait(process: subprocess.Popen[bytes], out: Path, rng: random.Random) -> None:
    """Wait for the moment of a kill: one in five as it starts, the others just after it finished another report."""
    if rng.random() < _EARLY:
        time.sleep(rng.uniform(0, _START_SECONDS))
        return
    before = _whole(out)
    while process.poll() is None and _whole(out) == before:
        time.sleep(_POLL_SECONDS)
    time.sleep(rng.uniform(0, _STEP_SECONDS))


def write_inbox(inbox: Path, count: int) -> int:
    """Write submissions of a form and a picture; every tenth is a copy of the one before. Returns how many differ."""
    contents = 0
    for number in range(count):
        folder = inbox / f"{number:04}"
        if number % 10 == 9:
            shutil.copytree(inbox / f"{number - 1:04}", folder)
            continue
        contents += 1
        folder.mkdir(parents=True)
        # Not a whole form: its report says so. Every third shares its number with the one before.
        form = {"submission_id": f"S-{number - (number % 3 == 2)}", "province": f"{number}"}
        (folder / "form.json").write_text(json.dumps(form))
        cv2.imwrite(str(folder / "a.png"), np.full((400, 600, 3), 255 - number % 100, np.uint8))
    return contents


def problems(inbox: Path, out: Path, contents: int) -> list[str]:
    """Return what is wrong with the results of an inbox, each as a sentence."""
    found = [f"unfinished: {path.relative_to(out)}" for path in out.rglob("*") if is_temporary(path.name)]
    keys: Counter[str] = Counter()
    for folder in (path for path in out.iterdir() if path.is_dir() and not path.name.startswith(".")):
        source = read_source(folder)
        if source is None or source.key is None:
            found.append(f"not whole: {folder.name}")
            continue
        keys[source.key] += 1
        try:
            Report.model_validate_json((folder / REPORT_JSON).read_bytes())
        except (OSError, ValueError) as error:
            found.append(f"broken: {folder.name}: {type(error).__name__}")
        if not (folder / REPORT_HTML).read_text().rstrip().endswith("</html>"):
            found.append(f"broken page: {folder.name}")
    found += [f"doubled: {key}" for key, number in keys.items() if number > 1]
    if len(keys) != contents:
        found.append(f"{len(keys)} contents have reports, not {contents}")
    found += [f"missing: {name}" for name in SUMMARY_FILES if not (out / name).is_file()]
    submissions = look_into(inbox).submissions
    lines = (out / SUMMARY_CSV).read_text("utf-8-sig").splitlines()[1:]
    if [line.split(",")[0] for line in lines] != [path.name for path in submissions]:
        found.append("the summary does not name every submission once")
    if len({content_digest(path) for path in submissions}) != contents:
        found.append("the inbox was changed")
    return found


def child(inbox: Path, out: Path, *, command: bool = False) -> list[str]:
    """Return the command line of a batch, to be run in the repository's root."""
    if not command:
        return [sys.executable, "-m", "benchmarks.kills", "--child", str(inbox), str(out)]
    start = "from flows.cli import app; app()"
    return [sys.executable, "-c", start, "intake", str(inbox), "--out", str(out), "--workers", str(_PROCESSES)]


def _whole(out: Path) -> int:
    if not out.is_dir():
        return 0
    sources = (read_source(path) for path in out.iterdir())
    return sum(source is not None and source.key is not None for source in sources)


if __name__ == "__main__":
    main()
