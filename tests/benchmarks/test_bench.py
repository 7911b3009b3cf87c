"""What is drawn: seeds, levels and defects of a run, without drawing it."""

import pytest

from benchmarks import bench
from benchmarks.run import SampleJob
from samples.defects import DEFECTS


def jobs(*arguments):
    return bench.jobs_of(bench.options_of(arguments))


def test_every_seed_is_drawn_at_every_level():
    assert jobs("--count", "2", "--seed", "3", "--level", "clean", "--level", "hard") == [
        SampleJob(30000, "clean", None, 0.4, "standard"),
        SampleJob(30000, "hard", None, 0.4, "standard"),
        SampleJob(30001, "clean", None, 0.4, "standard"),
        SampleJob(30001, "hard", None, 0.4, "standard"),
    ]


def test_each_defect_has_seeds_of_its_own():
    drawn = jobs("--each-defect", "--count", "2", "--level", "mild")
    assert len({job.seed for job in drawn}) == len(drawn) == 2 * len(DEFECTS)
    assert {job.defect for job in drawn} == {defect.name for defect in DEFECTS}


def test_documents_only_judges_nothing():
    assert {job.policy for job in jobs("--documents-only", "--count", "1")} == {None}


@pytest.mark.parametrize("arguments", [["--level", "worst"], ["--each-defect", "--defect", "fine"]])
def test_wrong_usage(arguments):
    with pytest.raises(SystemExit, match="2"):
        jobs(*arguments)
