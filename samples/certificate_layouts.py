"""How certificates of units other than licences lie on their sheets: rows, two columns, a sentence, a booklet.

Each layout prints on a framed sheet, 1000 units wide and 700 high, notes the truth, and returns where the issuer's seal
belongs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from samples import fonts
from samples import vocabulary as words
from samples.identities import Unit
from samples.ink import Style
from samples.licence_print import written_day
from samples.ornament import Board
from samples.truth import LONG_TERM

_LABEL = Style(fonts.SERIF, 16, bold=1)
_ACROSS = ("name", "address", "scope", "sent_by", "sent_from", "purpose")  # too long for half a sheet


@dataclass
class CertificatePrint:
    """One certificate while it is printed."""

    unit: Unit
    board: Board
    rng: Random
    face: str
    fields: dict[str, object] = field(default_factory=dict)

    @property
    def value(self) -> Style:
        """What values are printed in."""
        return Style(self.face, 16)

    def number(self, x: float, y: float, label: str = "统一社会信用代码") -> None:
        """Prints the code behind its label."""
        self.fields["credit_code"] = self.unit.number
        end = self.board.write(x, y, label, _LABEL)
        self.board.write(end + 10, y, self.unit.number, self.value)

    def rows(self) -> dict[str, tuple[str, str]]:
        """Field -> (label, value), with the truth noted; what no contract knows is printed as well."""
        unit, rng = self.unit, self.rng
        other = {
            "funding": rng.choice(("财政补助收入", "全额拨款", "经费自理")),
            "sponsor": f"{unit.place.city}{rng.choice(('教育局', '文化和旅游局', '民政局'))}",
            "region": unit.place.city,
        }
        other |= {name: rng.choice(texts) for name, texts in words.CERTIFICATE_EXTRAS.get(unit.form, {}).items()}
        values = {
            "name": unit.name,
            "type": unit.type_text,
            "scope": unit.scope,
            "address": unit.address,
            "legal_representative": unit.representative,
            "registered_capital": unit.capital,
            "established_on": written_day(unit.established, "{:%Y年%m月%d日}"),
        }
        rows = {}
        for name, labels in words.CERTIFICATE_LABELS[unit.form].items():
            rows[name] = (rng.choice(labels), values.get(name, other.get(name, "")))
            if name in values:
                self.fields[name] = unit.established.isoformat() if name == "established_on" else values[name]
        return rows

    def term(self) -> str:
        """The term as a row, noted; empty where this form has none."""
        labels = words.CERTIFICATE_TERMS[self.unit.form]
        if not self.unit.term_printed or not labels:
            return ""
        start, end = self.unit.issued, self.unit.valid_until
        until = "长期" if end is None else f"{end:%Y年%m月%d日}"
        self.fields.update(valid_from=start.isoformat(), valid_until=LONG_TERM if end is None else end.isoformat())
        return f"{self.rng.choice(labels)}  自{start:%Y年%m月%d日}至{until}"

    def foot(self, x: float, y: float, *, labelled: bool = False) -> None:
        """Prints the issuer's label and the date of issue below it, noted; `labelled` gives the date a label, too."""
        unit, rng = self.unit, self.rng
        self.board.write(x, y, rng.choice(words.CERTIFICATE_OFFICES[unit.form]), _LABEL)
        day = written_day(unit.issued, "plain")
        if labelled:
            x = self.board.write(x, y + 46, rng.choice(("发证日期", "颁证日期", "发证日期：")), _LABEL) - 60
        self.board.write(x + 70, y + 46, day, self.value)
        self.fields["issued_on"] = unit.issued.isoformat()


Place = tuple[float, float]


def listed(printed: CertificatePrint) -> Place:
    """One row a field, the term at the lower left, the issuer at the lower right."""
    board, rng = printed.board, printed.rng
    printed.number(110, 222)
    rows = printed.rows()
    y, width = rng.uniform(256, 264), rng.uniform(150, 190)
    for label, value in rows.values():
        board.spread(110, y, width if len(label) > 4 else 120, label, _LABEL)
        y = max(board.paragraph(122 + width, y, 560, value, printed.value, leading=1.3) + 10, y + 36)
    if term := printed.term():
        board.write(110, 572, term, printed.value)
    printed.foot(620, 560)
    return rng.uniform(770, 820), rng.uniform(580, 600)


def paired(printed: CertificatePrint) -> Place:
    """Long values across the sheet, short ones two in a row; the code at the right or the left."""
    board, rng = printed.board, printed.rng
    printed.number(rng.choice((110, 540)), 214, rng.choice(("统一社会信用代码", "统一社会信用代码：")))
    y, column, width = rng.uniform(252, 262), 0, rng.uniform(100, 122)
    for name, (label, value) in printed.rows().items():
        if name in _ACROSS and column:
            y, column = y + 38, 0
        x = 110 + 400 * column
        board.spread(x, y, max(width, 17 * len(label)), label, _LABEL)
        left = x + max(width, 17 * len(label)) + 12
        below = board.paragraph(left, y, 890 - left if name in _ACROSS else 270, value, printed.value) + 8
        if name in _ACROSS or column:
            y, column = max(below, y + 36), 0
        else:
            column = 1
    y = max(y + 38 * column, 520)
    if term := printed.term():
        board.write(110, y, term, printed.value)
    printed.foot(640, 566)
    return rng.uniform(780, 820), rng.uniform(585, 600)


def original(printed: CertificatePrint) -> Place:
    """The upright original of a law firm: a sentence with its name, and neither address nor head."""
    rng, unit = printed.rng, printed.unit
    below = rng.random() < 0.5
    printed.number(110 if below else 330, 560 if below else 214)
    _sentence(printed, 130, rng.uniform(280, 310), 740, rng.uniform(22, 26))
    printed.fields["name"] = unit.name
    printed.foot(600, 540, labelled=rng.random() < 0.5)
    return rng.uniform(750, 800), rng.uniform(560, 590)


def booklet(printed: CertificatePrint) -> Place:
    """An open booklet: what is registered on the left page, the sentence and the seal on the right one."""
    board, rng = printed.board, printed.rng
    board.centred(290, 216, rng.choice(("律师事务所登记事项", "登记事项（一）")), Style(fonts.SERIF, 18, bold=1))
    y = 258.0
    for label, value in printed.rows().values():
        board.spread(80, y, max(84, 17 * len(label)), label, _LABEL)
        left = 80 + max(84, 17 * len(label)) + 12
        y = max(board.paragraph(left, y, 480 - left, value, printed.value, leading=1.3) + 12, y + 38)
    printed.number(560, 222)
    _sentence(printed, 560, 270, 360, rng.uniform(17, 19))
    printed.foot(600, 548, labelled=rng.random() < 0.5)
    return rng.uniform(760, 810), rng.uniform(575, 595)


def _sentence(printed: CertificatePrint, x: float, y: float, width: float, size: float) -> None:
    text = printed.rng.choice(words.TEXTS["law_firm_sentences"]).format(name=printed.unit.name)
    printed.board.paragraph(x, y, width, text, Style(printed.face, size), leading=1.7)


def layout_of(rng: Random, unit: Unit, copy: str) -> Callable[[CertificatePrint], Place]:
    """The layout of a unit's certificate; `copy` is 正本, 副本 or nothing."""
    if unit.form == "law_firm":
        return original if copy == "正本" else rng.choice((listed, booklet))
    if unit.form in {"foundation", "representative_office"}:
        return rng.choice((listed, paired))
    return listed
