"""Is the domain registered with a registrar in the country?

A registrar that was not read may be any, unless the registry's own stamp vouches for it.

Basis: HW-DOM, TX-REJ (境外注册服务机构的域名不能备案); scenario 46.
Fails: GoDaddy.com, LLC.
Passes: 阿里云计算有限公司, as printed or as stamped.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts import Document, Field, StampOwner
from extractors.text import fold
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed, unread
from validators.requirements import Material
from validators.trust import text_of, well_read

_CODE = CheckCode.REGISTRAR_ACCEPTED


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every domain certificate."""
    for _, document in case.serving(Material.DOMAIN_CERTIFICATE):
        yield _finding(case, document)


def _finding(case: Case, document: Document) -> Finding:
    """Return whether the registrar is none of the foreign ones; who it is does not matter otherwise."""
    name = Field.REGISTRAR
    reading = document.fields.get(name)
    place = Place(document, name)
    if reading is None:
        stamps = (stamp.text for stamp in document.stamps if stamp.owner is StampOwner.REGISTRY)
        registry = next(stamps, None)
        return passed(_CODE, place, found=registry) if registry else unread(_CODE, document, name)
    found = text_of(reading) or ""
    words = fold(found).casefold()
    foreign = any(fold(other).casefold() in words for other in case.policy.domain.foreign_registrars.value)
    if not foreign:
        return passed(_CODE, place, found=found)
    if well_read(document, name, case.policy) is None:
        return unread(_CODE, document, name)
    message = f"域名由境外注册服务机构“{found}”注册，不能备案"
    advice = "请将域名转入境内注册服务机构后重新办理"
    return failed(_CODE, ReasonCode.DOMAIN_REGISTRAR_FOREIGN, message, advice, place, found=found)
