"""Whether the number on a form can be the number of a certificate of that type."""

from __future__ import annotations

import re

from extractors.form import CertificateType
from extractors.numbers import credit_code, organisation_code, registration_number, resident_id
from extractors.text import fold

_PERMITS: dict[CertificateType, re.Pattern[str]] = {
    CertificateType.TAIWAN_TRAVEL_PERMIT: re.compile(r"\d{8}(\d{2,3})?[A-Z]?"),
    CertificateType.HK_MACAO_TRAVEL_PERMIT: re.compile(r"[HM]\d{8}(\d{2})?"),
    CertificateType.PASSPORT: re.compile(r"[A-Z0-9]{5,20}"),
}
_OLD_RESIDENT_CARD = re.compile(r"[A-Z]{3}\d{12}")


def can_be(certificate: CertificateType, number: str) -> bool | None:
    """Return whether the number passes what its type can be checked by; None where nothing can be said.

    Source: GB 32100, GB 11714, GB 11643, GS15-2006; domain notes 2.1 to 2.5 for permits.
    """
    text = re.sub(r"[\s()-]", "", fold(number)).upper()
    if certificate in _PERMITS:
        return _PERMITS[certificate].fullmatch(text) is not None
    if certificate in (CertificateType.ID_CARD, CertificateType.HKMT_RESIDENCE_PERMIT):
        return resident_id.is_valid(text)
    if certificate is CertificateType.PERMANENT_RESIDENT_CARD:
        return _OLD_RESIDENT_CARD.fullmatch(text) is not None or resident_id.is_valid(text)
    return _can_be_units(certificate, text)


def _can_be_units(certificate: CertificateType, text: str) -> bool | None:
    """Return the same for units; certificates of before 2015 bear numbers that nothing can check."""
    if len(text) == credit_code.LENGTH:
        return credit_code.is_valid(text)
    if certificate is CertificateType.BUSINESS_LICENCE:
        if len(text) == registration_number.LEGACY_LENGTH:
            return None
        return registration_number.is_valid(text)
    if certificate is CertificateType.ORGANIZATION_CODE_CERTIFICATE:
        return organisation_code.is_valid(text)
    return None
