import json
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

import pytest

from samples.damage import LEVELS, damage
from samples.defects import DEFECTS, named
from samples.generate import write_samples
from samples.ink import paper
from samples.shots import encode
from tests.contract import REASON_CODES

SMALL = 0.12
SPOILED_FORMS = {"form_is_no_json", "form_missing", "form_without_name", "form_date_malformed"}


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def fine(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_samples(tmp_path_factory.mktemp("fine"), count=10, seed=11, defect="fine", size=SMALL)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_samples(tmp_path / name, count=2, seed=5, size=SMALL) for name in ("a", "b"))
    for one, other in zip(first, second, strict=True):
        names = sorted(path.name for path in one.iterdir())
        assert names == sorted(path.name for path in other.iterdir())
        for name in names:
            assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_forms_carry_the_keys_of_the_contract(fine: list[Path]) -> None:
    for folder in fine:
        form = _read(folder, "form.json")
        assert set(form) - {"materials"} == {
            "submission_id",
            "submitted_on",
            "province",
            "filing_type",
            "sponsor",
            "services",
        }
        assert set(form["sponsor"]) == {"kind", "name", "certificate", "person_in_charge"}
        assert set(form["sponsor"]["certificate"]) == {"type", "number", "address", "valid_until"}
        for service in form["services"]:
            assert set(service) == {"kind", "name", "domains", "pre_approval_categories", "person_in_charge", "app"}
        for entry in form.get("materials", []):
            assert (folder / entry["file"]).is_file()


def test_a_fine_submission_holds_every_material(fine: list[Path]) -> None:
    for folder in fine:
        form, truth = _read(folder, "form.json"), _read(folder, "truth.json")
        kinds = [document["kind"] for document in truth["documents"]]
        person = form["sponsor"]["person_in_charge"]["certificate"]["type"]
        cards = {"id_card_portrait", "id_card_emblem"} if person == "id_card" else {person}
        assert {"verification_sheet", "portrait_photo", "domain_certificate"} | cards <= set(kinds)
        assert truth["verdict"] == "complete"
        assert truth["reasons"] == []
        printed = {
            document["fields"]["domain"] for document in truth["documents"] if document["kind"] == "domain_certificate"
        }
        domains = {domain for service in form["services"] for domain in service["domains"]}
        assert {name.encode("idna") for name in printed} == {name.encode("idna") for name in domains}
        if form["sponsor"]["kind"] == "unit":
            assert form["sponsor"]["certificate"]["type"] in kinds


def test_a_fine_units_papers_carry_its_own_red_seal(fine: list[Path]) -> None:
    for folder in fine:
        form, truth = _read(folder, "form.json"), _read(folder, "truth.json")
        if form["sponsor"]["kind"] == "individual":
            continue
        need = {form["sponsor"]["certificate"]["type"], "domain_certificate", "verification_sheet", "pre_approval"}
        for document in truth["documents"]:
            if document["kind"] in need:
                own = [stamp for stamp in document["stamps"] if stamp["owner"] == "sponsor"]
                name = normalize("NFKC", form["sponsor"]["name"])
                said = [(stamp["colour"], normalize("NFKC", stamp["text"])) for stamp in own]
                # A copy of an older, stamped copy shows its seal in black as well.
                assert said in ([("red", name)], [("black", name), ("red", name)])


def test_documents_name_files_that_are_there(fine: list[Path]) -> None:
    for folder in fine:
        for document in _read(folder, "truth.json")["documents"]:
            assert (folder / document["file"]).stat().st_size > 0


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_every_defect_makes_a_submission(defect: Any, tmp_path: Path) -> None:
    assert defect.verdict in {"incomplete", "needs_review"}
    assert set(defect.reasons) | set(defect.accepted_reasons) <= set(REASON_CODES)
    assert "complete" not in defect.accepted_verdicts
    (folder,) = write_samples(tmp_path, count=1, seed=21, level="clean", defect=defect.name, size=SMALL)
    truth = _read(folder, "truth.json")
    assert truth["verdict"] == defect.verdict
    assert truth["defects"] == [defect.name]
    files = [path for path in folder.iterdir() if path.name not in {"form.json", "truth.json"}]
    assert files
    if defect.name not in SPOILED_FORMS:
        assert _read(folder, "form.json")["sponsor"]["name"]


def test_defects_are_many_and_named_once() -> None:
    names = [defect.name for defect in DEFECTS]
    assert len(names) == len(set(names)) >= 45
    assert named(names[0]) is DEFECTS[0]


def test_unknown_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no level 'foggy'"):
        write_samples(tmp_path, count=1, seed=1, level="foggy")
    with pytest.raises(ValueError, match="no defect 'moth'"):
        write_samples(tmp_path, count=1, seed=1, defect="moth")


@pytest.mark.parametrize("level", LEVELS)
def test_damage_depends_on_the_seed_alone(level: str) -> None:
    page = paper(Random(1), (300, 200))
    first, second = (encode(damage(page, level, Random(3)), "jpg") for _ in range(2))
    assert first == second
