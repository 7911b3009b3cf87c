"""Truth as samples and pictures write it."""

import json

from benchmarks.truth import StampTruth, read_picture_truth, read_submission_truth

DOCUMENT = {
    "file": "a.jpg",
    "kind": "verification_sheet",
    "fields": {"domains": ["a.cn"], "signature_present": True},
    "unreadable": ["verified_on"],
    "stamps": [{"colour": "red", "owner": "registrar", "text": None}],
}


def test_picture_truth(tmp_path):
    (tmp_path / "truth.json").write_text(json.dumps([DOCUMENT | {"rotated": 0}]), encoding="utf-8")
    (document,) = read_picture_truth(tmp_path)
    assert (document.file, document.page) == ("a.jpg", 1)
    assert document.fields == {"domains": ("a.cn",), "signature_present": True}
    assert document.stamps == (StampTruth("red", "registrar", None),)


def test_submission_truth(tmp_path):
    data = {
        "submission_id": "S-1",
        "level": "mild",
        "verdict": "incomplete",
        "accepted_verdicts": ["needs_review"],
        "defects": ["no_stamp"],
        "reasons": ["stamp.missing"],
        "accepted_reasons": [],
        "documents": [DOCUMENT | {"page": 2, "absent": []}],
    }
    (tmp_path / "truth.json").write_text(json.dumps(data), encoding="utf-8")
    truth = read_submission_truth(tmp_path)
    assert (truth.defect, truth.reasons, truth.documents[0].page) == ("no_stamp", ("stamp.missing",), 2)
