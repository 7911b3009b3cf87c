"""Deletes what killed processes left half written in a result folder. To be called with the run lock held."""

from __future__ import annotations

from pathlib import Path

from flows.reports.files import is_temporary, remove_whole
from flows.reports.folders import HISTORY, SOURCE_FILE
from flows.reports.locks import state_folder, write_lock


def sweep(out: Path) -> int:
    """Delete unfinished files and folders among the results, in reports' folders and their histories; return how many.

    Raises:
        OSError: the folder cannot be read or written.
    """
    with write_lock(out):
        reports = [entry for entry in out.iterdir() if (entry / SOURCE_FILE).is_file() and not entry.is_symlink()]
        histories = (folder / HISTORY for folder in reports)
        return sum(map(_sweep, (out, state_folder(out), *reports, *histories)))


def _sweep(folder: Path) -> int:
    try:
        found = [entry for entry in folder.iterdir() if is_temporary(entry.name)]
    except FileNotFoundError:
        return 0  # no history
    for entry in found:
        remove_whole(entry)
    return len(found)
