"""What the QR code of a certificate says about it: code, number, name, domain, as far as it says so openly.

Forms seen on licences: an address of gsxt.gov.cn with the code in its query (`?uniscid=…`), addresses of provincial
systems with keys of their own or with nothing but an opaque or encrypted one, a line `注册号…` above an address,
labelled text, JSON. A value counts beside a key that names it, or where it can be nothing else; the rest is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from extractors.facts.documents import Document, Reading
from extractors.facts.kinds import Field
from extractors.numbers import credit_code, domain_name, registration_number
from extractors.numbers.exceptions import ValidationError
from extractors.text import fold, is_han

CONFIRMED = "qr_agrees"
# A number that is valid by its check digit and stands alike in print and in the code was misread in neither: the same
# wrong characters would have to come up twice, and a QR code has an error correction of its own.
_CONFIRMED_TRUST = 0.99
_NUMBERS = (Field.CREDIT_CODE, Field.REGISTRATION_NUMBER)
# Keys of queries and JSON, and labels of text; written as `_plain_key` leaves them.
_KEYS = {
    Field.CREDIT_CODE: (
        *("uniscid", "uniscode", "uscc", "creditcode", "socialcreditcode", "unifiedcode", "tyshxydm", "shxydm", "xydm"),
        *("统一社会信用代码", "社会信用代码", "信用代码"),
    ),
    Field.REGISTRATION_NUMBER: ("regno", "zch", "注册号", "营业执照注册号"),
    Field.NAME: (
        *("entname", "enterprisename", "companyname", "orgname", "qymc", "ztmc", "dwmc"),
        *("名称", "企业名称", "单位名称", "主体名称", "机构名称"),
    ),
    Field.DOMAIN: ("domain", "domainname", "域名"),
}
_FIELD_OF = {key: name for name, keys in _KEYS.items() for key in keys}
_URL = re.compile(r"https?://[^\s,;，；]+", re.IGNORECASE)
_LABELS = "|".join(sorted(_FIELD_OF, key=len, reverse=True))
_LABELLED = re.compile(rf"(?<!\w)({_LABELS})([:=]?)([^:=;,\n]+)", re.IGNORECASE)
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])")
_UNDECODABLE = "\ufffd"
_LEAST_NAME = 3


def claims(text: str) -> dict[Field, str]:
    """Return what a code's text says: numbers valid by their check digits, names folded, domains as registered.

    A field that is said in two ways is left out.
    """
    said: dict[Field, set[str]] = {}
    for name, value in (*_keyed(text), *_plain(text)):
        said.setdefault(name, set()).add(value)
    return {name: values.pop() for name, values in said.items() if len(values) == 1}


def confirmed(document: Document) -> Document:
    """Return the document with those numbers believed that its own QR code repeats, however faintly they are printed.

    A repaired number stays as it is: it was not read.
    """
    repeated = {claim for code in document.qr_codes for claim in claims(code.text).items()}
    fields = {
        name: _confirmed(reading) if name in _NUMBERS and (name, reading.value) in repeated else reading
        for name, reading in document.fields.items()
    }
    return document.model_copy(update={"fields": fields})


def _confirmed(reading: Reading) -> Reading:
    if reading.repaired:
        return reading
    trust = max(reading.confidence, _CONFIRMED_TRUST)
    return reading.model_copy(update={"confidence": trust, "methods": (*reading.methods, CONFIRMED)})


def _keyed(text: str) -> Iterator[tuple[Field, str]]:
    """Yield what stands beside a key or a label that names it."""
    pairs = [pair for url in _URL.findall(text) for pair in _query(url)] + _json(text)
    for line in [] if _json(text) else _URL.sub("\n", text).splitlines():
        found = _LABELLED.findall(fold(line))
        # Without a colon only a number is told from what is said about a name (名称变更…).
        pairs += [(key, value) for key, sign, value in found if sign or _FIELD_OF[_plain_key(key)] in _NUMBERS]
    for key, value in pairs:
        yield from _meant(_FIELD_OF.get(_plain_key(key)), value)


def _plain_key(key: str) -> str:
    return re.sub("[-_]", "", fold(key)).casefold()


def _query(url: str) -> list[tuple[str, str]]:
    """Return the keys and values of an address, those behind `#/page?` included."""
    try:
        parts = urlsplit(url)
        return [*parse_qsl(parts.query), *parse_qsl(parts.fragment.partition("?")[2])]
    except ValueError:  # brackets that are no address
        return []


def _json(text: str) -> list[tuple[str, str]]:
    """Return the keys and values of an object and of those inside it, one level deep; nothing where it is none."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(content, dict):
        return []
    inner = [pair for value in content.values() if isinstance(value, dict) for pair in value.items()]
    return [(key, value) for key, value in (*content.items(), *inner) if isinstance(value, str)]


def _plain(text: str) -> Iterator[tuple[Field, str]]:
    """Yield credit codes wherever they stand: valid and of a known category, as few other numbers are."""
    for run in _CODE.findall(unquote(text)):
        if credit_code.is_valid(run) and credit_code.category(run) is not None:
            yield Field.CREDIT_CODE, run


def _meant(name: Field | None, value: str) -> Iterator[tuple[Field, str]]:
    """Yield the value as that field, if it can be one; many systems give either number under the same key."""
    if name in _NUMBERS:
        for field, number in zip(_NUMBERS, (credit_code, registration_number), strict=True):
            if number.is_valid(value):
                yield field, number.compact(value)
    elif name is Field.NAME:
        words = fold(value)
        if len(words) >= _LEAST_NAME and is_han(words[0]) and _UNDECODABLE not in words:
            yield name, words
    elif name is Field.DOMAIN:
        try:
            yield name, domain_name.registrable(value)
        except ValidationError:
            return
