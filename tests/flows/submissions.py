"""Small submissions for tests; persons, units and numbers are invented."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np


def form(**changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = {
        "submission_id": "S-1",
        "submitted_on": "2026-11-20",
        "province": "北京",
        "filing_type": "first",
        "sponsor": {
            "kind": "unit",
            "name": "样本科技有限公司",
            "certificate": {"type": "business_licence", "number": "91990108MA01ABCD2X"},
            "person_in_charge": {"name": "样本", "certificate": {"type": "id_card", "number": "990108198001010010"}},
        },
        "services": [
            {
                "kind": "website",
                "name": "样本网",
                "domains": ["yangben.cn"],
                "person_in_charge": {
                    "name": "样本",
                    "certificate": {"type": "id_card", "number": "990108198001010010"},
                },
            }
        ],
    }
    return content | changes


def write_submission(folder: Path, content: Any = None, files: dict[str, bytes] | None = None) -> Path:
    """Write a submission; a `content` that is bytes is the form as it is, None the form above."""
    folder.mkdir(parents=True)
    data = content if isinstance(content, bytes) else json.dumps(form() if content is None else content).encode()
    (folder / "form.json").write_bytes(data)
    for name, uploaded in (files or {}).items():
        (folder / name).write_bytes(uploaded)
    return folder


def blank_picture(brightness: int = 255) -> bytes:
    encoded, data = cv2.imencode(".png", np.full((600, 800, 3), brightness, dtype=np.uint8))
    assert encoded
    return data.tobytes()
