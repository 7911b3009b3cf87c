"""Is the domain registered with a registrar in the country?

A registrar that was not read, or not well enough, may be any, unless the registry's own stamp vouches for it.

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
from validators.trust import words_of

_CODE = CheckCode.REGISTRAR_ACCEPTED


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every domain certificate."""
    for _, document in case.serving(Material.DOMAIN_CERTIFICATE):
        yield _finding(case, document)


def _finding(case: Case, document: Document) -> Finding:
    """Return whether the registrar is none of the foreign ones; who it is does not matter otherwise."""
    name, place = Field.REGISTRAR, Place(document, Field.REGISTRAR)
    printed = words_of(document, name, case.policy)
    stamped = next((stamp.text for stamp in document.stamps if stamp.owner is StampOwner.REGISTRY), "")
    known = [words for words in (printed, stamped) if words]
    # A foreign name keeps a certificate from passing however badly it was read.
    foreign = next((words for words in (*known, document.text(name) or "") if _is_foreign(case, words)), None)
    if not known or (foreign is not None and foreign not in known):
        return unread(_CODE, document, name)
    if foreign is None:
        return passed(_CODE, place, found=known[0])
    message = f"域名由境外注册服务机构“{foreign}”注册，不能备案"
    advice = "请将域名转入境内注册服务机构后重新办理"
    return failed(_CODE, ReasonCode.DOMAIN_REGISTRAR_FOREIGN, message, advice, place, found=foreign)


def _is_foreign(case: Case, words: str) -> bool:
    said = fold(words).casefold()
    return any(fold(other).casefold() in said for other in case.policy.domain.foreign_registrars.value)
