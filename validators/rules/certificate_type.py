"""Are the certificates of the type the form states, and of one that their own number and the policy bear out?

Basis: GB 32100 (categories of credit codes), TX-PROV17 (temporary ID cards, old numbers); scenarios 21, 23, 36.
Fails: a temporary ID card; a licence with the code of a public institution, which a person must look at.
Passes: a company (91…) with a business licence.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import UNIT_CERTIFICATES, Field, Kind
from extractors.form import CertificateType
from extractors.numbers import credit_code
from validators import labels
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, answered, failed, passed, unsure
from validators.requirements import Material
from validators.trust import words_of

_CODE, _REASON = CheckCode.CERTIFICATE_TYPE_SUITS, ReasonCode.CERTIFICATE_TYPE_UNSUITABLE
_TEMPORARY = "临时"


def check(case: Case) -> Iterator[Finding]:
    """Yield findings on the certificates that serve sponsor and persons."""
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE):
        if document.kind in UNIT_CERTIFICATES:
            if case.form.sponsor.certificate.type in case.policy.sponsor.unit_certificates.value:
                yield _as_stated(case, document)
            yield _category(case, document)
    for _, document in case.serving(Material.SPONSOR_CERTIFICATE, Material.PERSON_CERTIFICATE):
        if document.kind in (Kind.ID_CARD_PORTRAIT, Kind.ID_CARD_EMBLEM) and _TEMPORARY in (document.title or ""):
            message, advice = "临时居民身份证不能用于备案", "请上传正式的居民身份证或其他有效证件"
            answer = case.policy.person.temporary_id_card.value
            yield answered(answer, _CODE, _REASON, message, advice, Place(document), found=document.title)


def _as_stated(case: Case, document: Document) -> Finding:
    stated = case.form.sponsor.certificate.type
    place, found = Place(document), document.kind
    if document.kind.value == stated.value:
        return passed(_CODE, place, stated, found)
    expected, actual = labels.CERTIFICATES[stated], labels.KINDS[document.kind]
    message = f"备案信息填写的证件类型为{expected}，上传的是{actual}"
    return failed(_CODE, _REASON, message, "请更正证件类型或上传相应的证件", place, expected, actual)


def _category(case: Case, document: Document) -> Finding:
    """Return whether the number is one that holders of such a certificate have."""
    read = words_of(document, Field.CREDIT_CODE, case.policy)
    number = read if read and credit_code.is_valid(read) else case.form.sponsor.certificate.number
    place = Place(document, Field.CREDIT_CODE)
    if credit_code.is_valid(number):
        expected = credit_code.certificate_kinds(number)
        fits = not expected or document.kind.value in expected
        if fits or document.kind is Kind.ORGANIZATION_CODE_CERTIFICATE:
            return passed(_CODE, place, document.kind if fits else expected[0], document.kind)
        label = labels.CERTIFICATES[CertificateType(expected[0])]
        message = f"代码“{number}”属于持有{label}的主体，与{labels.KINDS[document.kind]}不符"
        advice = "请人工核对证件类型与主体性质"
        return unsure(_CODE, _REASON, message, advice, place, label, labels.KINDS[document.kind])
    if document.kind is Kind.BUSINESS_LICENCE and Field.REGISTRATION_NUMBER in document.fields:
        message = "营业执照使用旧注册号，多数省份要求换发加载统一社会信用代码的执照"
        answer = case.policy.sponsor.old_registration_number.value
        place = Place(document, Field.REGISTRATION_NUMBER)
        return answered(answer, _CODE, _REASON, message, "请换发新版营业执照，或由审核人员按省份要求判断", place)
    return passed(_CODE, place, found=document.kind)
