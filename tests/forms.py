"""A form as a filer writes it, whole or broken, as the bytes of a `form.json`."""

from __future__ import annotations

import json
from typing import Any

SECRET = "11010819800101001X"


def form_data() -> dict[str, Any]:
    person = {"name": "欧阳明远", "certificate": {"type": "id_card", "number": SECRET, "valid_until": "long_term"}}
    return {
        "submission_id": "S-2026-0001",
        "submitted_on": "2026-11-20",
        "province": "北京",
        "filing_type": "first",
        "sponsor": {
            "kind": "unit",
            "name": "北京云启数智科技有限公司",
            "certificate": {
                "type": "business_licence",
                "number": "91110108MA01ABCD2X",
                "address": "北京市海淀区",
                "valid_until": "2038-03-14",
            },
            "person_in_charge": person,
        },
        "services": [
            {
                "kind": "website",
                "name": "云启数智",
                "domains": ["yunqi-shuzhi.cn"],
                "pre_approval_categories": [],
                "person_in_charge": person,
                "app": None,
            }
        ],
        "materials": [{"file": "执照.jpg", "kind": "business_licence"}],
    }


FORM = json.dumps(form_data(), ensure_ascii=False).encode()


def broken(**changes: Any) -> bytes:
    data = form_data()
    for path, value in changes.items():
        *steps, last = path.split("__")
        place: Any = data
        for step in steps:
            place = place[int(step) if step.isdigit() else step]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return json.dumps(data, ensure_ascii=False).encode()
