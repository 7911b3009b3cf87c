"""Does every document that needs it carry the sponsor's red official stamp?

Basis: SEED 一.2, 一.5, 一.7, 二.4 (复印件加盖公章), AVOS (核验单); scenarios 3-13, 47, 50, 52, 54, 75.
Fails: only the registrar's stamp; a finance stamp; a photocopied stamp.
Passes: a round or oval red stamp with the sponsor's exact name.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.stamps import StampOwner
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding
from validators.letters import letters_needed
from validators.outcomes import Place, answered, passed, skipped
from validators.policy import Entry, StampNeed
from validators.requirements import Material
from validators.stamp_answers import answer_to
from validators.stamps import counting_stamp, objection

_CODE = CheckCode.STAMP_OF_SPONSOR


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every document a stamp may be asked of."""
    needs = case.policy.stamp.unit if case.is_unit else case.policy.stamp.individual
    by_material: dict[Material, Entry[StampNeed]] = {
        Material.SPONSOR_CERTIFICATE: needs.sponsor_certificate,
        Material.PERSON_CERTIFICATE: needs.person_certificate,
        Material.DOMAIN_CERTIFICATE: needs.domain_certificate,
        Material.VERIFICATION_SHEET: needs.verification_sheet,
        Material.PRE_APPROVAL: needs.pre_approval,
        Material.COMMITMENT_LETTER: needs.commitment_letter,
    }
    for material, need in by_material.items():
        for _, document in case.serving(material):
            yield _finding(case, document, need.value, material)
    for letter, _ in letters_needed(case):
        yield _finding(case, letter, needs.authorization_letter.value, None)


def _finding(case: Case, document: Document, need: StampNeed, material: Material | None) -> Finding:
    sponsor = case.form.sponsor.name
    place = Place(document)
    is_colour = document.quality.is_colour and "image.black_and_white" not in document.quality.issues
    if need is StampNeed.NEVER or (need is StampNeed.IF_COPY_OR_BW and is_colour):
        return skipped(_CODE, place, found="、".join(stamp.text for stamp in document.stamps) or None)
    # An individual has no official stamp: the approval bears that of the authority.
    is_authoritys = material is Material.PRE_APPROVAL and not case.is_unit
    owners = (StampOwner.SPONSOR, StampOwner.REGISTRAR) if is_authoritys else (StampOwner.SPONSOR,)
    stamp = counting_stamp(document, owners, case.policy)
    expected = "审批机关公章" if is_authoritys else sponsor
    if stamp is not None:
        return passed(_CODE, place, expected, stamp.text)
    found = objection(document, sponsor, case.policy)
    message, advice = f"{labels.KINDS[document.kind]}：{found.message}", found.advice
    if is_authoritys:
        message, advice = "前置审批文件上未确认审批机关的红色公章", "请上传盖有审批机关公章的文件，或人工核对印章"
    answer = answer_to(case, document, found, need)
    return answered(answer, _CODE, found.reason, message, advice, place, expected, found.found)
