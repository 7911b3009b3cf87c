import datetime as dt

import pytest

from extractors.facts.kinds import Field, Kind
from flows.reports import render_page
from flows.reports.album import Album
from flows.reports.identity import fingerprint, reason_keys
from flows.reports.masking import Masker, hidden, holds_identity, masked_report
from tests.flows.pages import NUMBER, card, page
from tests.flows.test_reports import report
from validators.findings import Check, CheckCode, CheckStatus, ReasonCode, Report, ReportedDocument

PASSPORT = "E12345678"


def with_number(number: str, field: Field = Field.ID_NUMBER, kind: Kind = Kind.ID_CARD_PORTRAIT) -> Report:
    document = card(kind=kind)
    reading = document.fields[Field.ID_NUMBER].model_copy(update={"value": number, "raw": number})
    check = Check(
        code=CheckCode.NUMBER_MATCHES_FORM,
        status=CheckStatus.PASS,
        document="d1",
        field=field,
        expected=number,
        found=number,
    )
    return report("样本").model_copy(
        update={
            "documents": (ReportedDocument.of(document.model_copy(update={"fields": {field: reading}})),),
            "checks": (check,),
            "reasons": (
                report().reasons[0].model_copy(update={"message": f"号码{number}不一致", "suggestion": number}),
            ),
        }
    )


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("110101199003071234", "110101********1234"),
        ("号码11010119900307123x。", "号码110101********123x。"),
        ("110101 19900307 1234", "110101********1234"),
        ("91110108MA01ABCD2X", "91110108MA01ABCD2X"),
        ("911101081234567890", "911101081234567890"),  # a credit code of digits only has no date of birth
        ("1101011990030712345", "1101011990030712345"),
        ("", ""),
    ],
)
def test_identity_numbers_are_hidden_wherever_they_stand(text: str, masked: str) -> None:
    assert Masker().text(text) == masked
    assert holds_identity(text) is (text != masked)


def test_other_numbers_keep_their_ends_only() -> None:
    assert hidden(PASSPORT) == "E1*****78"


@pytest.mark.parametrize(
    ("number", "field", "kind"),
    [(NUMBER, Field.ID_NUMBER, Kind.ID_CARD_PORTRAIT), (PASSPORT, Field.NUMBER, Kind.PASSPORT)],
)
def test_a_masked_report_and_its_page_hold_the_number_nowhere(number: str, field: Field, kind: Kind) -> None:
    whole = with_number(number, field, kind)
    masked = masked_report(whole, Masker.of(whole))
    assert number in whole.model_dump_json()
    assert number not in masked.model_dump_json()
    assert hidden(number) in masked.reasons[0].message
    assert masked.documents[0].sha256 == whole.documents[0].sha256
    album = Album(mask=True)
    album.saw_page(page(), [card()], ())
    html = render_page(whole, album, "S-1")
    assert number not in html
    assert hidden(number) in html
    assert number in render_page(whole, Album(), "S-1")


def test_the_date_of_birth_goes_with_the_number_it_is_part_of() -> None:
    document = card()
    born = document.fields[Field.ID_NUMBER].model_copy(update={"value": "1990-03-07", "raw": "1990年3月7日"})
    dated = document.model_copy(update={"fields": document.fields | {Field.BIRTH_DATE: born}})
    whole = with_number(NUMBER).model_copy(update={"documents": (ReportedDocument.of(dated),)})
    masked = masked_report(whole, Masker.of(whole)).model_dump_json()
    assert "****-**-**" in masked
    for part in ("1990-03-07", "1990年3月7日", "19900307"):
        assert part in whole.model_dump_json()
        assert part not in masked


def test_a_masked_page_goes_by_the_same_keys_as_its_report() -> None:
    whole = with_number(NUMBER)
    masked = masked_report(whole, Masker.of(whole))
    assert reason_keys(masked) == reason_keys(whole)
    assert fingerprint(masked) == fingerprint(whole)
    later = whole.model_copy(update={"policy_date": dt.date(2030, 1, 1)})
    assert fingerprint(later) != fingerprint(whole)


@pytest.mark.parametrize("number", ["incomplete", "passport", "2026-11-24", "image.blurred"])
def test_a_number_that_is_a_code_elsewhere_is_hidden_and_breaks_nothing(number: str) -> None:
    whole = with_number(number, Field.NUMBER, Kind.PASSPORT)
    masked = masked_report(whole, Masker.of(whole))
    assert masked.checks[0].found == hidden(number)
    assert Report.model_validate_json(masked.model_dump_json(by_alias=True)) == masked
    kept = (whole.verdict, whole.policy_date, whole.documents[0].kind)
    assert (masked.verdict, masked.policy_date, masked.documents[0].kind) == kept


def test_a_number_in_a_file_name_changes_no_key() -> None:
    whole = with_number(NUMBER)
    reason = whole.reasons[0].model_copy(update={"file": f"身份证_{NUMBER}.jpg"})
    whole = whole.model_copy(update={"reasons": (reason,), "submission_id": f"备案 {NUMBER}"})
    masked = masked_report(whole, Masker.of(whole))
    assert NUMBER not in masked.model_dump_json()
    assert reason_keys(masked) == reason_keys(whole)
    assert fingerprint(masked) == fingerprint(whole)


def test_a_mistyped_number_of_the_form_is_hidden_without_the_form() -> None:
    mistyped = "110101199013071234"  # no month has the number 13
    reason = (
        report()
        .reasons[0]
        .model_copy(
            update={"code": ReasonCode.FORM_NUMBER_INVALID, "found": mistyped, "message": f"号码“{mistyped}”校验不通过"}
        )
    )
    whole = report().model_copy(update={"reasons": (reason,)})
    assert mistyped not in masked_report(whole, Masker.of(whole)).model_dump_json()
