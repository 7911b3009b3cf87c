"""How long a run takes that finds nothing to do.

    python -m benchmarks.idle --count 10000

Draws an inbox in which every submission has a report (one report, many times over), lets a first run take note of them
all, and measures the runs after it with `beian intake` itself: alone, as when nobody keeps a Prefect server,
and with a server, whose own start is measured apart.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.plain_batch import plain_job, run_plainly
from flows.embedded_server import embedded_server
from flows.inbox import content_digest
from flows.keys import context_digest, report_key
from flows.reports.folders import REPORT_HTML, REPORT_JSON, Source, write_source
from flows.settings import load_settings
from flows.workers import Job, job_for
from validators.findings import Report
from validators.policy import Policy

ROOT = Path(__file__).parents[1]
_SAMPLE = ROOT / "samples" / "demo" / "complete"
_FILES = 5  # beside the form, as in the sample


def main() -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        inbox, out, home = Path(folder, "inbox"), Path(folder, "out"), Path(folder, "prefect")
        environ = os.environ | {"BEIAN_PREFECT_HOME": str(home)}
        job = job_for(out, "standard", None, load_settings(environ), mask=False)
        write_all(inbox, out, job, count)
        _tell("a run that has to read everything, for want of a record", lambda: _intake(inbox, out, environ))
        _tell("a run that finds nothing to do", lambda: _intake(inbox, out, environ))
        start = time.monotonic()
        with embedded_server(home, environ) as address:
            url = address()
            print(f"{time.monotonic() - start:6.1f} s  the start of a Prefect server of one's own")
            environ |= {"PREFECT_API_URL": url, "PREFECT_HOME": str(home)}
            _tell("a run that finds nothing to do, told to a server", lambda: _intake(inbox, out, environ))


def write_all(inbox: Path, out: Path, job: Job, count: int) -> None:
    """Write an inbox, and for each submission the report of a sample as if it were its own."""
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder, "inbox")
        sample.mkdir()
        (sample / "one").symlink_to(_SAMPLE)
        run_plainly(sample, plain_job(Path(folder, "out")))
        (made,) = Path(folder, "out").glob(f"*/{REPORT_JSON}")
        report, page = json.loads(made.read_bytes()), made.with_name(REPORT_HTML).read_bytes()
    Report.model_validate(report)
    policy = Policy.model_validate_json(job.policy)
    context = context_digest(job.make_engine(job.settings), policy, job.settings.limits, job.today, job.mask)
    for number in range(count):
        name = f"S-{number:05}"
        submission, results = inbox / name, out / name
        submission.mkdir(parents=True)
        results.mkdir(parents=True, mode=0o700)
        (submission / "form.json").write_text(json.dumps({"submission_id": name}))
        for file in range(_FILES):
            (submission / f"{file}.jpg").write_bytes(b"%d" % file)
        (results / REPORT_JSON).write_text(json.dumps(report | {"submission_id": name}, ensure_ascii=False))
        (results / REPORT_HTML).write_bytes(page[:1000])  # nobody looks at it here
        key = report_key(content_digest(submission), context)
        write_source(results, Source(path=str(submission), key=key))


def _intake(inbox: Path, out: Path, environ: dict[str, str]) -> str:
    command = [sys.executable, "-c", "from flows.cli import app; app()", "intake", str(inbox), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    return f"status {done.returncode}: {(done.stdout or done.stderr).splitlines()[0]}"


def _tell(what: str, run: Callable[[], str]) -> None:
    start = time.monotonic()
    said = run()
    print(f"{time.monotonic() - start:6.1f} s  {what} ({said})", flush=True)


if __name__ == "__main__":
    main()
