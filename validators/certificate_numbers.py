"""Whether the number on a form can be the number of a certificate of that type."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.form import CertificateType
from extractors.numbers import credit_code, organisation_code, permits, registration_number, resident_id
from extractors.numbers.exceptions import accepts
from extractors.text import fold

_PERMITS: dict[CertificateType, Callable[[str | None], str]] = {
    CertificateType.TAIWAN_TRAVEL_PERMIT: permits.validate_taiwan,
    CertificateType.HK_MACAO_TRAVEL_PERMIT: permits.validate_hk_macao,
    CertificateType.HKMT_RESIDENCE_PERMIT: permits.validate_residence,
    CertificateType.PERMANENT_RESIDENT_CARD: permits.validate_permanent,
}
# Every country numbers passports its own way; this is what a machine-readable line can hold, and some room.
_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")


def can_be(certificate: CertificateType, number: str) -> bool | None:
    """Return whether the number passes what its type can be checked by; None where nothing can be said.

    Source: GB 32100, GB 11714, GB 11643, GS15-2006; `extractors.numbers.permits` for permits.
    """
    if certificate in _PERMITS:
        return accepts(_PERMITS[certificate], number)
    text = re.sub(r"[\s()-]", "", fold(number)).upper()
    if certificate is CertificateType.PASSPORT:
        return _PASSPORT.fullmatch(text) is not None
    if certificate is CertificateType.ID_CARD:
        return resident_id.is_valid(text)
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
