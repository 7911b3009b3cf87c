"""统一社会信用代码, the unified social credit code of every organisation in China: 18 characters.

=========  ============================================================================================
character  meaning
=========  ============================================================================================
1          registering department (9 市场监管, 1 机构编制, 5 民政 …)
2          category within the department (91 企业, 92 个体工商户, 12 事业单位 …)
3-8        administrative region of the registrar, six digits (GB/T 2260); 100000 is the national registrar
9-17       organisation code (GB 11714), itself with a check character
18         check character: weights 3^(i-1) mod 31, so every single wrong character is caught
=========  ============================================================================================

The alphabet has 31 characters: digits and capitals without I, O, S, V, Z. `validate` checks length, alphabet, region
digits and check character. It does not refuse departments or categories that are missing from our table (the standard
has been amended before), nor regions; refusing a genuine code is worse than letting `category` say "unknown".
The inner check of the organisation code is separate, because its failure is a warning and no refusal.

Source: GB 32100-2015 法人和其他组织统一社会信用代码编码规则, with its amendment for departments A, N and Y.

>>> validate("9135 0100 M000 100Y 43")
'91350100M000100Y43'
>>> is_valid("91350100M000100Y4Z")
False
>>> certificate_kinds("91350100M000100Y43")
('business_licence', 'representative_office_certificate')
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.numbers import organisation_code
from extractors.numbers.characters import DIGITS, capitals, fold_number, require
from extractors.numbers.exceptions import InvalidChecksum, InvalidComponent, accepts

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_NOT_ZERO = ALPHABET[1:]
POSITION_ALPHABETS: tuple[str, ...] = (_NOT_ZERO,) * 2 + (DIGITS,) * 6 + (ALPHABET,) * 10

_WEIGHTS = tuple(pow(3, index, 31) for index in range(LENGTH - 1))


class Category(NamedTuple):
    """What the first two characters of a credit code say.

    Attributes:
        prefix: the two characters, such as "91".
        department: registering department, in Chinese.
        name: kind of organisation, in Chinese.
        certificates: kinds of certificate that such an organisation holds, the usual one first; none where no reader
            knows its certificate (a temple's, a union's), so the code proves nothing.
    """

    prefix: str
    department: str
    name: str
    certificates: tuple[str, ...]


_DEPARTMENTS = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "工商",
    "A": "中央军委改革和编制办公室",
    "N": "农业",
    "Y": "其他",
}

# Prefix -> kind of organisation, and the kinds of certificate it holds. Offices of foreign enterprises are registered
# by 市场监管 as enterprises are, under 91, and hold a 登记证 instead of a licence.
_CATEGORIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "11": ("机关", ("organization_code_certificate",)),
    "12": ("事业单位", ("public_institution_certificate",)),
    "13": ("编办直接管理机构编制的群众团体", ("organization_code_certificate",)),
    "19": ("其他", ("organization_code_certificate",)),
    "21": ("外国常驻新闻机构", ()),
    "29": ("其他", ()),
    "31": ("律师执业机构", ("law_firm_licence",)),
    "32": ("公证处", ()),
    "33": ("基层法律服务所", ()),
    "34": ("司法鉴定机构", ()),
    "35": ("仲裁委员会", ()),
    "39": ("其他", ()),
    "41": ("外国在华文化中心", ()),
    "49": ("其他", ()),
    "51": ("社会团体", ("social_organization_certificate",)),
    "52": ("民办非企业单位", ("private_non_enterprise_certificate",)),
    "53": ("基金会", ("foundation_certificate",)),
    "59": ("其他", ()),
    "61": ("外国旅游部门常驻代表机构", ()),
    "62": ("港澳台地区旅游部门常驻内地(大陆)代表机构", ()),
    "69": ("其他", ()),
    "71": ("宗教活动场所", ()),
    "72": ("宗教院校", ()),
    "79": ("其他", ()),
    "81": ("基层工会", ()),
    "89": ("其他", ()),
    "91": ("企业", ("business_licence", "representative_office_certificate")),
    "92": ("个体工商户", ("business_licence",)),
    "93": ("农民专业合作社", ("business_licence",)),
    "A1": ("军队事业单位", ()),
    "A9": ("其他", ()),
    "N1": ("组级集体经济组织", ()),
    "N2": ("村级集体经济组织", ()),
    "N3": ("乡镇级集体经济组织", ()),
    "N9": ("其他", ()),
    "Y1": ("其他", ()),
}


def compact(number: str | None) -> str:
    """Return the code in capitals, half-width, without spaces and dashes.

    Raises:
        InvalidFormat: `number` is not a string.

    >>> compact("91350100-m000100y43")
    '91350100M000100Y43'
    """
    return capitals(fold_number(number))


def calc_check_digit(body: str) -> str:
    """Return the check character that belongs to the first 17 characters.

    Raises:
        InvalidFormat: a character outside the alphabet.
        InvalidLength: not 17 characters.

    Source: GB 32100-2015, annex A. (31 - sum mod 31) mod 31; the outer mod keeps a sum of 0 from becoming 31.

    >>> calc_check_digit("91350100M000100Y4")
    '3'
    """
    require(body, LENGTH - 1, ALPHABET)
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(_WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]


def validate(number: str | None) -> str:
    """Return the compact code, if it can be a credit code.

    Raises:
        InvalidFormat: no text, or a character outside the alphabet.
        InvalidLength: not 18 characters.
        InvalidComponent: department or category 0, or a region (characters 3-8) that is not all digits.
        InvalidChecksum: the last character does not fit.

    Source: GB 32100-2015, clauses 4 and 5.
    """
    code = compact(number)
    require(code, LENGTH, ALPHABET)
    if any(character not in allowed for character, allowed in zip(code, POSITION_ALPHABETS, strict=True)):
        raise InvalidComponent("department, category or region cannot be")
    if calc_check_digit(code[:-1]) != code[-1]:
        raise InvalidChecksum("the check character does not fit")
    return code


def is_valid(number: str | None) -> bool:
    """Return whether `validate` accepts the number."""
    return accepts(validate, number)


def category(number: str | None) -> Category | None:
    """Return what department and category say, or None when the table does not know the pair.

    None is no sign of a bad code: the standard may have been amended since.

    Raises:
        ValidationError: the code is not valid.

    >>> category("91350100M000100Y43").name
    '企业'
    """
    prefix = validate(number)[:2]
    known = _CATEGORIES.get(prefix)
    return Category(prefix, _DEPARTMENTS[prefix[0]], *known) if known else None


def certificate_kinds(number: str | None) -> tuple[str, ...]:
    """Return the kinds of certificate that organisations with such a code hold; empty when that cannot be said.

    Raises:
        ValidationError: the code is not valid.
    """
    known = category(number)
    return known.certificates if known else ()


def region(number: str | None) -> str:
    """Return the six digits of the registrar's region; 100000 is the national registrar. For advice only.

    Raises:
        ValidationError: the code is not valid.

    >>> region("91350100M000100Y43")
    '350100'
    """
    return validate(number)[2:8]


def inner_organisation_code(number: str | None) -> str:
    """Return characters 9-17, the organisation code, whether or not its own check character fits.

    Raises:
        ValidationError: the credit code is not valid.

    >>> inner_organisation_code("91350100M000100Y43")
    'M000100Y4'
    """
    return validate(number)[8:17]


def is_consistent(number: str | None) -> bool:
    """Return whether the code is valid and the organisation code inside it passes its own check as well.

    A failure is a warning, not a refusal: the credit code's own check is what the standard demands.
    """
    return is_valid(number) and organisation_code.is_valid(inner_organisation_code(number))
