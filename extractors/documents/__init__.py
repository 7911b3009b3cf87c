"""One file a document kind; `READERS` registers them, the ones that need the least to be sure of themselves first."""

from extractors.documents import (
    business_licence,
    domain_certificate,
    foundation_certificate,
    hkmt_residence_permit,
    id_card,
    law_firm_licence,
    letters,
    organization_code_certificate,
    passport,
    permanent_resident_card,
    portrait_photo,
    pre_approval,
    private_non_enterprise_certificate,
    public_institution_certificate,
    representative_office_certificate,
    social_organization_certificate,
    travel_permits,
    verification_sheet,
)
from extractors.documents.reader import Facts, Reader, Recognition, Sheet

READERS: tuple[Reader, ...] = (
    verification_sheet.READER,
    business_licence.READER,
    public_institution_certificate.READER,
    social_organization_certificate.READER,
    private_non_enterprise_certificate.READER,
    foundation_certificate.READER,
    law_firm_licence.READER,
    representative_office_certificate.READER,
    organization_code_certificate.READER,
    id_card.PORTRAIT_READER,
    id_card.EMBLEM_READER,
    passport.READER,
    travel_permits.HK_MACAO_READER,
    travel_permits.TAIWAN_READER,
    hkmt_residence_permit.READER,
    permanent_resident_card.READER,
    domain_certificate.READER,
    pre_approval.READER,
    letters.AUTHORIZATION_READER,
    letters.COMMITMENT_READER,
    portrait_photo.READER,
)

__all__ = ["READERS", "Facts", "Reader", "Recognition", "Sheet"]
