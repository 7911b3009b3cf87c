"""Is the domain registered with a registrar in the country?

A registrar that was not read, or not well enough, may be any, unless the registry's own stamp vouches for it. A name
that is not Chinese is that of a foreign firm unless the policy knows it: nobody can list all foreign ones.

Basis: HW-DOM, TX-REJ (境外注册服务机构的域名不能备案); scenario 46.
Fails: GoDaddy.com, LLC; an unknown one (Example Registrar, UAB), which a person must look at.
Passes: 阿里云计算有限公司, as printed or as stamped; Xin Net Technology Corporation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.facts.documents import Document
from extractors.facts.kinds import Field
from extractors.facts.stamps import StampOwner
from extractors.text import fold, is_han
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed, unread, unsure
from validators.requirements import Material
from validators.trust import words_of

_CODE = CheckCode.REGISTRAR_ACCEPTED
# Japanese kana and Korean letters stand beside Chinese characters in names that are not Chinese.
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\uac00-\ud7af]")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every domain certificate."""
    for _, document in case.serving(Material.DOMAIN_CERTIFICATE):
        yield _finding(case, document)


def _finding(case: Case, document: Document) -> Finding:
    """Return whether the registrar is Chinese or known, and none of the foreign ones."""
    name, place = Field.REGISTRAR, Place(document, Field.REGISTRAR)
    printed = words_of(document, name, case.policy)
    stamped = next((stamp.text for stamp in document.stamps if stamp.owner is StampOwner.REGISTRY), "")
    known = [words for words in (printed, stamped) if words]
    # A foreign name keeps a certificate from passing however badly it was read.
    foreign = next((words for words in (*known, document.text(name) or "") if _is_foreign(case, words)), None)
    if not known or (foreign is not None and foreign not in known):
        return unread(_CODE, document, name)
    if foreign is not None:
        message = f"域名由境外注册服务机构“{foreign}”注册，不能备案"
        advice = "请将域名转入境内注册服务机构后重新办理"
        return failed(_CODE, ReasonCode.DOMAIN_REGISTRAR_FOREIGN, message, advice, place, found=foreign)
    if not (_is_chinese(known[0]) or _is_domestic(case, known[0])):
        message = f"域名注册服务机构“{known[0]}”不在已知的境内机构之列"
        advice = "请人工核对其是否为工信部批准的境内域名注册服务机构；如为境外机构，须将域名转入境内机构"
        return unsure(_CODE, ReasonCode.DOMAIN_REGISTRAR_UNKNOWN, message, advice, place, found=known[0])
    return passed(_CODE, place, found=known[0])


def _is_chinese(words: str) -> bool:
    return any(map(is_han, words)) and not _OTHER_SCRIPT.search(words)


def _is_domestic(case: Case, words: str) -> bool:
    said = _letters(words)
    return any(said.startswith(_letters(name)) for name in case.policy.domain.domestic_registrars.value)


def _letters(words: str) -> str:
    return "".join(character for character in fold(words).casefold() if character.isalnum())


def _is_foreign(case: Case, words: str) -> bool:
    said = fold(words).casefold()
    return any(fold(other).casefold() in said for other in case.policy.domain.foreign_registrars.value)
