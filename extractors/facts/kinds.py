"""What documents are called, and what the fields are called that are read from them."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a page or a part of it is (contract: material kinds, and three more of units)."""

    VERIFICATION_SHEET = "verification_sheet"
    BUSINESS_LICENCE = "business_licence"
    ORGANIZATION_CODE_CERTIFICATE = "organization_code_certificate"
    PUBLIC_INSTITUTION_CERTIFICATE = "public_institution_certificate"
    SOCIAL_ORGANIZATION_CERTIFICATE = "social_organization_certificate"
    PRIVATE_NON_ENTERPRISE_CERTIFICATE = "private_non_enterprise_certificate"
    FOUNDATION_CERTIFICATE = "foundation_certificate"
    LAW_FIRM_LICENCE = "law_firm_licence"
    REPRESENTATIVE_OFFICE_CERTIFICATE = "representative_office_certificate"
    ID_CARD_PORTRAIT = "id_card_portrait"
    ID_CARD_EMBLEM = "id_card_emblem"
    PASSPORT = "passport"
    TAIWAN_TRAVEL_PERMIT = "taiwan_travel_permit"
    HK_MACAO_TRAVEL_PERMIT = "hk_macao_travel_permit"
    HKMT_RESIDENCE_PERMIT = "hkmt_residence_permit"
    PERMANENT_RESIDENT_CARD = "permanent_resident_card"
    DOMAIN_CERTIFICATE = "domain_certificate"
    PRE_APPROVAL = "pre_approval"
    PORTRAIT_PHOTO = "portrait_photo"
    AUTHORIZATION_LETTER = "authorization_letter"
    COMMITMENT_LETTER = "commitment_letter"
    OTHER = "other"


UNIT_CERTIFICATES = (
    Kind.BUSINESS_LICENCE,
    Kind.ORGANIZATION_CODE_CERTIFICATE,
    Kind.PUBLIC_INSTITUTION_CERTIFICATE,
    Kind.SOCIAL_ORGANIZATION_CERTIFICATE,
    Kind.PRIVATE_NON_ENTERPRISE_CERTIFICATE,
    Kind.FOUNDATION_CERTIFICATE,
    Kind.LAW_FIRM_LICENCE,
    Kind.REPRESENTATIVE_OFFICE_CERTIFICATE,
)


class Field(StrEnum):
    """Names of what is read from documents (contract: fields by kind)."""

    CREDIT_CODE = "credit_code"
    REGISTRATION_NUMBER = "registration_number"
    NAME = "name"
    TYPE = "type"
    ADDRESS = "address"
    LEGAL_REPRESENTATIVE = "legal_representative"
    REGISTERED_CAPITAL = "registered_capital"
    ESTABLISHED_ON = "established_on"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    SCOPE = "scope"
    ISSUED_BY = "issued_by"
    ISSUED_ON = "issued_on"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    BIRTH_DATE = "birth_date"
    ID_NUMBER = "id_number"
    AUTHORITY = "authority"
    NAME_LATIN = "name_latin"
    NUMBER = "number"
    NATIONALITY = "nationality"
    DOMAIN = "domain"
    REGISTRANT = "registrant"
    REGISTRANT_LATIN = "registrant_latin"
    REGISTERED_ON = "registered_on"
    EXPIRES_ON = "expires_on"
    REGISTRAR = "registrar"
    SPONSOR_NAME = "sponsor_name"
    DOMAINS = "domains"
    SERVICE_NAME = "service_name"
    PERSON_IN_CHARGE = "person_in_charge"
    VERIFIED_ON = "verified_on"
    SIGNATURE_PRESENT = "signature_present"
    HOLDER = "holder"
    CATEGORY = "category"
    FACE_COUNT = "face_count"
