"""域名注册证书, the domain registration certificate, of whichever registrar.

There is no common form: tables, centred lists, bilingual sheets, screen prints and plain prose occur, in Chinese and in
English. Labels come first; what no label gives is looked for in the sentences.

Source of labels: the project's domain dossier, 3.4.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.documents.domain_sentences import from_sentences, words_reading
from extractors.documents.domain_text import find_domains, has_domain, value_domains
from extractors.documents.reader import NOT_THIS, Facts, Reader, Recognition, Sheet, gather, names_on_stamps, title_of
from extractors.facts.documents import Reading
from extractors.facts.kinds import Field, Kind
from extractors.facts.stamps import StampOwner
from extractors.labels import Label
from extractors.layout import FieldText, Form, read_form
from extractors.readings import date_reading, term_readings
from extractors.text import fold, han_ratio

_TERM_WORDS = ("域名有效期", "有效期", "有效期限", "域名有效期限")
_HOLDERS = ("所有者", "所有人", "持有者", "持有人", "注册者", "注册人", "申请者", "申请人")
_HOLDER_TAILS = ("", "名称", "姓名", "(中文)", "(单位)", "(个人)")
_REGISTERED = ("Registration", "Registered", "Register", "Creation", "Created")
_EXPIRING = ("Expiration", "Expiry", "Expire", "RegistryExpiry", "RegistrationExpiration")
_OPEN_LABELS = (
    Label(
        Field.DOMAIN,
        ("域名", "域名名称", "注册域名", "中文域名", "英文域名", "DomainName", "Domain", "TheDomainName"),
    ),
    Label(
        Field.REGISTRANT,
        (
            *(of + holder + what for of in ("域名", "") for holder in _HOLDERS for what in _HOLDER_TAILS),
            "域名注册单位",
            "注册所有人",
            "Registrant",
            "RegistrantName",
            "RegistrantOrganization",
            "DomainOwner",
            "DomainHolder",
            "Owner",
            "Holder",
        ),
    ),
    Label(
        Field.REGISTRANT_LATIN,
        ("所有者(英文)", "域名所有者(英文)", "注册者(英文)", "注册人(英文)", "英文名称", "RegistrantinEnglish"),
    ),
    Label(
        Field.REGISTERED_ON,
        (
            "注册时间",
            "注册日期",
            "域名注册日期",
            "域名注册时间",
            "创建时间",
            "创建日期",
            "注册生效日期",
            "生效日期",
            *(word + when for word in _REGISTERED for when in ("Date", "Time", "On")),
            "DateofRegistration",
        ),
    ),
    Label(
        Field.EXPIRES_ON,
        (
            "到期时间",
            "到期日期",
            "到期日",
            "域名到期日期",
            "域名到期时间",
            "过期时间",
            "过期日期",
            "有效期至",
            *_TERM_WORDS,
            "失效日期",
            "截止日期",
            *(word + when for word in _EXPIRING for when in ("Date", "Time")),
            "ExpiresOn",
            "DateofExpiration",
            "ValidUntil",
        ),
    ),
    Label(
        Field.REGISTRAR,
        (
            "注册机构",
            "注册服务机构",
            "域名注册服务机构",
            "域名注册机构",
            "注册商",
            "域名注册商",
            "注册服务商",
            "域名注册服务商",
            "所属注册机构",
            "所属注册服务机构",
            "Registrar",
            "SponsoringRegistrar",
            "RegistrarName",
            "DomainRegistrar",
        ),
    ),
    Label(
        None,
        (
            "打印日期",
            "打印时间",
            "制证日期",
            "颁发日期",
            "发证日期",
            "证书编号",
            "域名状态",
            "DNS服务器",
            "域名服务器",
            "NameServer",
            "DomainStatus",
            "注册局",
            "Registry",
            "PrintDate",
            "IssueDate",
            "DateofIssue",
            "CertificateNo",
            "注册年限",
            "注册管理机构",
            "更新时间",
            "更新日期",
            "证书生成时间",
            "UpdatedDate",
        ),
    ),
)
# Titles and sentences begin with the same words; a label ends where it ends.
LABELS = tuple(replace(label, closed=True) for label in _OPEN_LABELS)
_TITLES = (
    "域名注册证书",
    "域名证书",
    "国际域名证书",
    "顶级域名注册证书",
    "顶级域名证书",
    "域名注册证明",
    "CertificateofDomainName",
    "DomainNameRegistrationCertificate",
    "DomainRegistrationCertificate",
    "CertificationofDomain",
    "TopLevelDomainName",
)
_SIGN_LABELS = {Field.DOMAIN, Field.REGISTRANT, Field.REGISTERED_ON, Field.EXPIRES_ON, Field.REGISTRAR}
_FIRM = re.compile(r"(?:公司|中心|\b(?:LLC|Inc|Ltd|Limited|GmbH|Corporation|Corp|B\.?V|S\.?A))\.?$", re.IGNORECASE)
_HOLDER_FIELDS = (Field.REGISTRANT, Field.REGISTRANT_LATIN)


def recognise(sheet: Sheet) -> Recognition:
    """Return how surely a sheet is a domain certificate: by its title, or by its labels together with a domain."""
    title = title_of(sheet, _TITLES, 60)
    domain_seen = any(has_domain(text) for text in sheet.texts)
    if not title and not domain_seen:
        return NOT_THIS
    labels = len(_SIGN_LABELS & read_form(sheet.lines, LABELS).fields.keys())
    if title:
        return Recognition(min(0.85 + 0.03 * labels + 0.03 * domain_seen, 0.99), title)
    if "域名" in "".join(sheet.texts) and domain_seen and labels >= 3:
        return Recognition(0.9)
    return Recognition(0.2 * labels) if domain_seen and labels >= 3 else NOT_THIS


def read(sheet: Sheet) -> Facts:
    """Return the fields of a domain certificate."""
    form = read_form(sheet.lines, LABELS)
    page = sheet.page
    readings: dict[Field, Reading | None] = {
        Field.DOMAIN: _domain(form, page),
        **_dates(form, page),
        Field.REGISTRAR: words_reading(form.fields.get(Field.REGISTRAR), page),
        **_registrants(form, page),
    }
    missing = {name for name in (*_SIGN_LABELS, Field.REGISTRANT) if readings.get(name) is None}
    readings |= from_sentences(sheet, missing)
    if readings.get(Field.REGISTRAR) is None:
        readings[Field.REGISTRAR] = _registrar_by_stamp(sheet) or _registrar_as_signed(form, page, readings)
    return gather(readings, set(form.fields) - {Field.REGISTRANT_LATIN})


def _domain(form: Form, page: int) -> Reading | None:
    """Return the domain beside a label of it, else the only one on the sheet."""
    beside = [r for v in form.values if v.field is Field.DOMAIN for p in v.pieces for r in value_domains(p, page)]
    if beside:
        return beside[0]
    anywhere = [
        r for piece in (*form.rest, *(p for v in form.values for p in v.pieces)) for r in find_domains(piece, page)
    ]
    return anywhere[0] if len({r.value for r in anywhere}) == 1 else None


def _dates(form: Form, page: int) -> dict[Field, Reading | None]:
    """Return the days of registration and expiry; a term (`有效期 … 至 …`) states both."""
    registered = date_reading(form.fields[Field.REGISTERED_ON], page) if Field.REGISTERED_ON in form.fields else None
    value = form.fields.get(Field.EXPIRES_ON)
    if value is None:
        return {Field.REGISTERED_ON: registered, Field.EXPIRES_ON: None}
    if value.label is not None and value.label.words in _TERM_WORDS:
        first, last = term_readings(value, page)
        return {Field.REGISTERED_ON: registered or first, Field.EXPIRES_ON: last or date_reading(value, page)}
    return {Field.REGISTERED_ON: registered, Field.EXPIRES_ON: date_reading(value, page)}


def _registrants(form: Form, page: int) -> dict[Field, Reading | None]:
    """Return the holder, under the Chinese or the Latin field by the script it is printed in."""
    holder = words_reading(form.fields.get(Field.REGISTRANT), page)
    latin = words_reading(form.fields.get(Field.REGISTRANT_LATIN), page)
    if holder is not None and han_ratio(str(holder.value)) == 0:
        return {Field.REGISTRANT_LATIN: holder}
    return {Field.REGISTRANT: holder, Field.REGISTRANT_LATIN: latin}


def _registrar_as_signed(form: Form, page: int, readings: dict[Field, Reading | None]) -> Reading | None:
    """Return the registrar that signs at the foot, without a label: the last firm named below all labelled values.

    The holder may sign there as well, and is none.
    """
    holders = {fold(str(r.value)) for name in _HOLDER_FIELDS if (r := readings.get(name)) is not None}
    lowest = max((piece.bottom for value in form.values for piece in value.pieces), default=0.0)
    foot = [piece for piece in form.rest if piece.top > lowest and fold(piece.text) not in holders]
    firms = [piece for piece in foot if _FIRM.search(piece.text.strip())]
    return (
        words_reading(FieldText(Field.REGISTRAR, (max(firms, key=lambda piece: piece.middle),)), page)
        if firms
        else None
    )


def _registrar_by_stamp(sheet: Sheet) -> Reading | None:
    """Return the registrar by the words of its stamp, where the sheet names it nowhere else."""
    return max(names_on_stamps(sheet, StampOwner.REGISTRY), key=lambda reading: reading.confidence, default=None)


READER = Reader(Kind.DOMAIN_CERTIFICATE, recognise, read)
