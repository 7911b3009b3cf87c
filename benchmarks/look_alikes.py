"""How surely one character is read as its look-alike: what the policy's `agree` rests on.

A reading that equals the form passes from a confidence of `agree` on. The danger is a document that says something
else, by one character that looks alike, and is read as what the form says. This draws names and domains with one such
character, reads them, and shows at every confidence how many would pass for their twins, and how many right readings
would be left to people: `python -m benchmarks.look_alikes --count 2000 --seed 1`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw
from rich.console import Console

from benchmarks.tables import Table, share, show
from extractors.facts.pictures import Image as Picture
from extractors.ocr import OcrEngine
from extractors.readings import confidence
from extractors.text import fold
from flows.engines import engine_for
from flows.settings import load_settings
from samples import fonts
from samples.damage import damage

# Pairs either of which may be printed; names of units and people of the world hold them.
_HAN = (
    "己已已巳末未土士日曰戊戌冼洗佘余仝全木本田由由甲干千于干"
    "人入大太天夫王玉贝见申甲鸟乌今令东车刀力午牛目日白自侯候"
    "晴睛拨拔折拆沣洋栗粟茶荼析折科料徽微辩辨哀衷免兔戍戌竞竟"
    "清请诚城俊骏昊吴璐潞瑜渝琪淇凯铠钰珏晟成宏弘泓鸿润闰嘉喜"
    "扬杨建健伟纬冰水永水云去元无历厉阳阴陈阵梁粱仑仓冈网圆园"
    "间问"
)
HAN_PAIRS = tuple(_HAN[i : i + 2] for i in range(0, len(_HAN), 2))
LATIN_PAIRS = ("l1", "o0", "s5", "z2", "b8", "b6", "g9", "q9", "nm", "uv", "ij")
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)
_NAME = "云启数智科技有限公司明华北京建新安平林海天成贸易发展文化传媒"
_LETTERS = "abcdefghjkmnpqrtuvwxy"
_SIZES = (24, 28, 32, 38, 46)
_INK, _PAPER = (30, 30, 34), (250, 249, 245)
_MARGIN = 100


@dataclass(frozen=True)
class Outcome:
    """One drawn word: what was printed, what its twin would say, what was read and how surely."""

    printed: str
    twin: str
    read: str
    confidence: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, read and show; return 0."""
    parser = argparse.ArgumentParser(prog="benchmarks.look_alikes", description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="words of each script")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--width", type=int, help="columns of the output; the terminal's by default")
    options = parser.parse_args(arguments)
    engine = engine_for(load_settings(os.environ), threads=2)
    tables = [
        table_of(title, read_all(engine, pairs, options.count, Random(options.seed)))
        for title, pairs in (("Chinese look-alikes in names", HAN_PAIRS), ("Latin look-alikes in domains", LATIN_PAIRS))
    ]
    show(Console(width=options.width), tables)
    return 0


def read_all(engine: OcrEngine, pairs: Sequence[str], count: int, rng: Random) -> list[Outcome]:
    """Return what the engine says of `count` words, each with one of a pair in it."""
    outcomes = []
    for printed, twin, strip in _words(pairs, count, rng):
        (read,) = engine.recognise([strip])
        outcomes.append(Outcome(printed, twin, fold(read.text), confidence(read.chars)))
    return outcomes


def table_of(title: str, outcomes: Sequence[Outcome]) -> Table:
    """Return, for each threshold, the share of words that would pass for their twins, and of right ones left over."""
    twins = [outcome for outcome in outcomes if outcome.read == outcome.twin]
    right = [outcome for outcome in outcomes if outcome.read == outcome.printed]
    rows = tuple(
        (
            f"{threshold:.2f}",
            len(outcomes),
            passing := sum(outcome.confidence >= threshold for outcome in twins),
            share(passing, len(outcomes)),
            share(sum(outcome.confidence < threshold for outcome in right), len(right)),
        )
        for threshold in THRESHOLDS
    )
    return Table(title, ("from confidence", "n", "pass for their twins", "%", "right, but below"), rows)


def _words(pairs: Sequence[str], count: int, rng: Random) -> Iterator[tuple[str, str, Picture]]:
    """Yield words as printed, their twins, and their pictures."""
    made = 0
    while made < count:
        printed, twin = rng.sample(rng.choice(pairs), 2)
        is_han = not printed.isascii()
        rest = [rng.choice(_NAME if is_han else _LETTERS) for _ in range(rng.randint(1, 6))]
        place = rng.randint(0, len(rest))
        before, behind = "".join(rest[:place]), "".join(rest[place:]) + ("" if is_han else ".com")
        face = rng.choice((fonts.SERIF, fonts.SANS, fonts.FANG))
        if not fonts.covers(face, printed + twin):
            continue
        made += 1
        yield before + printed + behind, before + twin + behind, _drawn(before + printed + behind, face, rng)


def _drawn(text: str, face: str, rng: Random) -> Picture:
    """Return a strip of print, scanned well or less well, cut as closely as a detector cuts."""
    size = rng.choice(_SIZES)
    letters = fonts.font(face, size)
    page = Image.new("RGB", (int(letters.getlength(text)) + 2 * _MARGIN, size + 2 * _MARGIN), _PAPER)
    ImageDraw.Draw(page).text((_MARGIN, _MARGIN), text, font=letters, fill=_INK)
    shot = damage(page, rng.choice(("clean", "mild")), rng)
    picture = cv2.cvtColor(np.asarray(shot.image), cv2.COLOR_RGB2BGR)
    ys, xs = np.nonzero(picture.min(axis=2) < (_PAPER[0] + _INK[0]) // 2)
    pad = int(0.18 * size)
    part = picture[max(ys.min() - pad, 0) : ys.max() + pad, max(xs.min() - pad, 0) : xs.max() + pad]
    return np.ascontiguousarray(part, dtype=np.uint8)


if __name__ == "__main__":
    sys.exit(main())
