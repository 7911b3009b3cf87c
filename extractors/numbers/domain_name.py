"""Domain names, brought to the one form in which they can be compared: lower-case A-labels without `www.`.

Filers write domains in many ways: with a scheme, a path, `www.`, full-width letters, the Chinese full stop, or as
Chinese characters where the certificate has punycode. Everything works on the A-label; `to_unicode` is for people.

Zeros and the letter O are never exchanged here: both are good characters of a domain and no check digit can tell them
apart. The registrable part comes from the ICANN section of the public suffix list, from data in the package, offline.
`validate` does not ask for a known suffix, since lists grow older than domains; `has_known_suffix` does.

Source: RFC 5890-5892 (IDNA2008), UTS #46 (non-transitional), RFC 1035 section 2.3.4, publicsuffix.org.

>>> validate("https://WWW.Yunqi-Shuzhi。cn/index.html")
'yunqi-shuzhi.cn'
>>> compact("例子.公司.cn")
'xn--fsqu00a.xn--55qx5d.cn'
>>> registrable("mail.yunqi.com.cn")
'yunqi.com.cn'
"""

from __future__ import annotations

import functools
import re

import idna
from publicsuffixlist import PublicSuffixList

from extractors.numbers.characters import half_width
from extractors.numbers.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError, accepts

MAX_LENGTH = 253

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
# Where the host ends: path, query, fragment, or a port.
_AFTER_HOST = re.compile(r"(?::[0-9]*)?(?:[/\\?#].*)?$", re.DOTALL)
_DOTS = re.compile("[\u3002\uff0e\uff61]")


def compact(domain: str | None) -> str:
    """Return the domain as lower-case A-labels, without scheme, `www.`, port, path and the dot of the root.

    `www.` is kept where it is the registered name itself (www.com.cn).

    Raises:
        InvalidFormat: no text, or labels that IDNA2008 refuses (underscores, spaces, emoji, hyphens at an edge), or an
            e-mail address.
        InvalidLength: longer than 253 characters, or a label longer than 63.
    """
    if not isinstance(domain, str):
        raise InvalidFormat("expected text")
    # Only widths are folded before the host is cut out; UTS #46 does the rest of NFKC and refuses what hides a slash.
    host = _DOTS.sub(".", half_width(_INVISIBLE.sub("", domain))).strip()
    host = _AFTER_HOST.sub("", _SCHEME.sub("", host, count=1)).strip().removesuffix(".")
    if not host or "@" in host:
        raise InvalidFormat("no domain name")
    return _without_www(_to_ascii(host))


def validate(domain: str | None) -> str:
    """Return the compact domain, if it has at least two labels and is no IP address.

    Raises:
        InvalidFormat: as for `compact`, or a single label.
        InvalidLength: as for `compact`.
        InvalidComponent: the top level is all digits, as in an IP address.
    """
    name = compact(domain)
    labels = name.split(".")
    if len(labels) < 2:
        raise InvalidFormat("a domain has at least two labels")
    if labels[-1].isdigit():
        raise InvalidComponent("a top level of digits is an IP address")
    return name


def is_valid(domain: str | None) -> bool:
    """Return whether `validate` accepts the domain."""
    return accepts(validate, domain)


def to_unicode(domain: str | None) -> str:
    """Return the domain as people read it (U-labels), normalised like `compact`.

    Raises:
        ValidationError: the domain is not valid.

    >>> to_unicode("xn--fsqu00a.xn--55qx5d.cn")
    '例子.公司.cn'
    """
    name = validate(domain)
    try:
        return idna.decode(name)
    except (idna.IDNAError, UnicodeError) as error:
        raise InvalidFormat("labels that IDNA2008 refuses") from error


def registrable(domain: str | None) -> str:
    """Return the part of the domain that is registered with a registrar, as A-labels.

    Raises:
        ValidationError: the domain is not valid.
        InvalidComponent: the domain is itself a public suffix, such as com.cn.

    Source: publicsuffix.org, ICANN section only: a name under a private suffix (github.io) is not registered.
    """
    name = _registrable_part(validate(domain))
    if name is None:
        raise InvalidComponent("a public suffix, not a registered name")
    return name


def has_known_suffix(domain: str | None) -> bool:
    """Return whether the domain is valid and ends in a suffix of the list; a misread ending mostly does not."""
    try:
        name = validate(domain)
    except ValidationError:
        return False
    return _suffixes(accept_unknown=False).publicsuffix(name) is not None


@functools.cache
def _suffixes(accept_unknown: bool) -> PublicSuffixList:
    """Return the list, read once and only when needed."""
    return PublicSuffixList(only_icann=True, accept_unknown=accept_unknown)


def _registrable_part(name: str) -> str | None:
    """Return suffix plus one label, or None for a bare suffix."""
    part: str | None = _suffixes(accept_unknown=True).privatesuffix(name)
    return part


def _to_ascii(host: str) -> str:
    """Return the A-labels; IDNA's own errors become ours."""
    try:
        name = idna.encode(host, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        if "too long" in str(error):
            raise InvalidLength("the domain or one of its labels is too long") from error
        raise InvalidFormat("labels that IDNA2008 refuses") from error
    if name.endswith("."):
        raise InvalidFormat("an empty label")
    if len(name) > MAX_LENGTH:
        raise InvalidLength(f"longer than {MAX_LENGTH} characters")
    return name


def _without_www(name: str) -> str:
    """Return the name without leading `www.`, unless that would leave no registered name."""
    while name.startswith("www.") and _registrable_part(name.removeprefix("www.")) is not None:
        name = name.removeprefix("www.")
    return name
