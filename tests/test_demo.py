"""The committed demo submissions through the real engine: what a newcomer sees first must be right."""

import json
from pathlib import Path

import jsonschema
import pytest

from extractors.limits import Limits
from extractors.ocr import PaddleEngine
from flows.screening import screen
from validators.findings import Report
from validators.policy_files import load_policy

DEMO = Path(__file__).parent.parent / "samples" / "demo"


@pytest.mark.ocr
@pytest.mark.parametrize("folder", sorted(p.name for p in DEMO.iterdir()))
def test_demo_gets_the_verdict_of_its_truth(folder: str, engine: PaddleEngine) -> None:
    truth = json.loads((DEMO / folder / "truth.json").read_text("utf-8"))
    report = screen(DEMO / folder, engine=engine, policy=load_policy("standard"), limits=Limits())
    assert report.verdict == truth["verdict"]
    assert set(truth["reasons"]) <= {reason.code for reason in report.reasons}
    jsonschema.validate(json.loads(report.model_dump_json(by_alias=True)), Report.model_json_schema(by_alias=True))
