"""Every code a report can hold: verdicts, severities, statuses, what was asked (checks), what was wrong (reasons)."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What the pre-screening says about a submission."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NEEDS_REVIEW = "needs_review"


class Severity(StrEnum):
    """What a reason does to the verdict: `fail` makes it incomplete, `review` at best needs_review."""

    FAIL = "fail"
    REVIEW = "review"


class CheckStatus(StrEnum):
    """Outcome of one check. `skipped`: the question does not arise here, and `found` says why where it helps."""

    PASS = "pass"
    FAIL = "fail"
    UNSURE = "unsure"
    SKIPPED = "skipped"


class RequirementStatus(StrEnum):
    """Whether a required material is among the documents."""

    MET = "met"
    UNMET = "unmet"
    UNSURE = "unsure"
    NOT_APPLICABLE = "not_applicable"


class ReasonCode(StrEnum):
    """Why a submission is not complete: `<thing>.<what is wrong>`. Those below the line are our own."""

    MATERIAL_MISSING = "material.missing"
    MATERIAL_KIND_MISMATCH = "material.kind_mismatch"
    MATERIAL_DUPLICATE = "material.duplicate"
    MATERIAL_UNCLASSIFIED = "material.unclassified"
    FILE_UNREADABLE = "file.unreadable"
    FILE_ENCRYPTED = "file.encrypted"
    FILE_TOO_LARGE = "file.too_large"
    FILE_EMPTY = "file.empty"
    FILE_UNSUPPORTED = "file.unsupported"
    FORM_INVALID = "form.invalid"
    FORM_NUMBER_INVALID = "form.number_invalid"
    IMAGE_BLURRED = "image.blurred"
    IMAGE_TOO_SMALL = "image.too_small"
    IMAGE_CROPPED = "image.cropped"
    IMAGE_GLARE = "image.glare"
    IMAGE_BLACK_AND_WHITE = "image.black_and_white"
    IMAGE_SCREEN_PHOTO = "image.screen_photo"
    IMAGE_WATERMARK = "image.watermark"
    STAMP_MISSING = "stamp.missing"
    STAMP_WRONG_OWNER = "stamp.wrong_owner"
    STAMP_WRONG_KIND = "stamp.wrong_kind"
    STAMP_UNREAD = "stamp.unread"
    STAMP_NOT_RED = "stamp.not_red"
    NAME_MISMATCH = "name.mismatch"
    NUMBER_MISMATCH = "number.mismatch"
    ADDRESS_MISMATCH = "address.mismatch"
    PERSON_MISMATCH = "person.mismatch"
    DOMAIN_MISMATCH = "domain.mismatch"
    REGISTRANT_MISMATCH = "registrant.mismatch"
    VALIDITY_MISMATCH = "validity.mismatch"
    NUMBER_INVALID = "number.invalid"
    CERTIFICATE_EXPIRED = "certificate.expired"
    CERTIFICATE_EXPIRING = "certificate.expiring"
    CERTIFICATE_NOT_YET_VALID = "certificate.not_yet_valid"
    CERTIFICATE_TYPE_UNSUITABLE = "certificate.type_unsuitable"
    DOMAIN_EXPIRED = "domain.expired"
    DOMAIN_EXPIRING = "domain.expiring"
    AUTHORIZATION_MISSING = "authorization.missing"
    SHEET_UNSIGNED = "sheet.unsigned"
    SHEET_DATED = "sheet.dated"
    VALIDITY_IMPLAUSIBLE = "validity.implausible"
    IDENTITY_INCONSISTENT = "identity.inconsistent"
    PERSON_UNDERAGE = "person.underage"
    PERSON_PHOTO_INVALID = "person.photo_invalid"
    FIELD_UNREAD = "field.unread"
    PRE_APPROVAL_MISSING = "pre_approval.missing"
    SERVICE_NOT_REQUIRED = "service.not_required"
    SERVICE_WRONG_CHANNEL = "service.wrong_channel"
    APP_IDENTITY_MISSING = "app.identity_missing"
    # ---
    AUTHORIZATION_OUTDATED = "authorization.outdated"
    AUTHORIZATION_UNDATED = "authorization.undated"
    AUTHORIZATION_UNSIGNED = "authorization.unsigned"
    COMMITMENT_UNSIGNED = "commitment.unsigned"
    CERTIFICATE_ELECTRONIC = "certificate.electronic"
    DOMAIN_REGISTRAR_FOREIGN = "domain.registrar_foreign"
    MATERIAL_UNEXPECTED = "material.unexpected"
    PROVINCE_MISMATCH = "province.mismatch"
    SHEET_UNDATED = "sheet.undated"
    SYSTEM_FAILED = "system.failed"


class CheckCode(StrEnum):
    """What was asked: `<thing>.<what should be>`. Each is asked by one file of `rules/`."""

    FORM_VALID = "form.valid"
    FORM_NUMBER_VALID = "form.number_valid"
    FILE_USABLE = "file.usable"
    FILE_RECOGNISED = "file.recognised"
    MATERIAL_KIND_AS_DECLARED = "material.kind_as_declared"
    MATERIAL_PRESENT = "material.present"
    MATERIAL_USED_ONCE = "material.used_once"
    MATERIAL_EXPECTED = "material.expected"
    SERVICE_TO_BE_FILED_HERE = "service.to_be_filed_here"
    APP_IDENTITY_GIVEN = "app.identity_given"
    NAME_MATCHES_FORM = "name.matches_form"
    NUMBER_MATCHES_FORM = "number.matches_form"
    NUMBER_VALID = "number.valid"
    ADDRESS_MATCHES_FORM = "address.matches_form"
    VALIDITY_MATCHES_FORM = "validity.matches_form"
    PERSON_MATCHES_FORM = "person.matches_form"
    DOMAIN_MATCHES_FORM = "domain.matches_form"
    REGISTRANT_IS_SPONSOR = "registrant.is_sponsor"
    REGISTRAR_ACCEPTED = "domain.registrar_accepted"
    CERTIFICATE_IN_FORCE = "certificate.in_force"
    CERTIFICATE_TYPE_SUITS = "certificate.type_suits"
    CERTIFICATE_ORIGINAL = "certificate.original"
    DOMAIN_IN_FORCE = "domain.in_force"
    PROVINCE_MATCHES_FORM = "province.matches_form"
    AUTHORIZATION_SUFFICES = "authorization.suffices"
    AUTHORIZATION_SIGNED = "authorization.signed"
    AUTHORIZATION_DATED = "authorization.dated"
    COMMITMENT_SIGNED = "commitment.signed"
    IDENTITY_SIDES_BELONG_TOGETHER = "identity.sides_belong_together"
    IDENTITY_CONSISTENT = "identity.consistent"
    VALIDITY_PLAUSIBLE = "validity.plausible"
    PERSON_IS_SPONSOR = "person.is_sponsor"
    PERSON_OF_AGE = "person.of_age"
    PERSON_PHOTO_SHOWS_ONE_FACE = "person.photo_shows_one_face"
    SHEET_SIGNED = "sheet.signed"
    SHEET_DATE_AS_WANTED = "sheet.date_as_wanted"
    STAMP_OF_SPONSOR = "stamp.of_sponsor"
    PRE_APPROVAL_DECLARED = "pre_approval.declared"
    IMAGE_GOOD_ENOUGH = "image.good_enough"
    DOCUMENTS_AGREE = "documents.agree"
    SYSTEM_RAN = "system.ran"
