"""Writes sample submissions: the same seed writes the same files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from samples.damage import LEVELS
from samples.defects import DEFECTS, Defect, named, partners
from samples.drafting import make_draft
from samples.submissions import write_submission

_LEVEL_WEIGHTS = (30, 45, 18, 7)
_SHARE_OF_PAIRS = 0.12


def write_samples(
    directory: Path,
    *,
    count: int,
    seed: int,
    level: str | None = None,
    defect: str | None = None,
    share_fine: float = 0.4,
    size: float = 1.0,
    extra_fonts: bool = False,
) -> list[Path]:
    """Folders of sample submissions, each with form.json, its files and truth.json.

    Args:
        directory: where the folders go; made when it is not there.
        count: how many submissions.
        seed: the same seed, count and options give the same files.
        level: one of `LEVELS` for all, or a mixture.
        defect: the name of one defect for all, or `fine` for none; otherwise a mixture.
        share_fine: the share of submissions without a defect in a mixture.
        extra_fonts: print licences in Chinese faces of this machine as well; other machines draw otherwise then.
        size: the scale of all pages; below 1 they are drawn faster and are hard to read.

    Raises:
        ValueError: `level` or `defect` is not a known name.
    """
    if level is not None and level not in LEVELS:
        raise ValueError(f"no level '{level}'; there are {', '.join(LEVELS)}")
    directory.mkdir(parents=True, exist_ok=True)
    return [
        _write_one(
            directory,
            f"S-{seed:04d}-{index + 1:04d}",
            level,
            _choose(defect, share_fine, index, seed),
            size,
            extra_fonts,
        )
        for index in range(count)
    ]


def _choose(name: str | None, share_fine: float, index: int, seed: int) -> tuple[Defect, ...]:
    """The defects of one submission."""
    if name is not None:
        return () if name == "fine" else (named(name),)
    rng = Random(f"choice:{seed}:{index}")
    if rng.random() < share_fine:
        return ()
    first = rng.choice(DEFECTS)
    others = partners(first)
    return (first, rng.choice(others)) if others and rng.random() < _SHARE_OF_PAIRS else (first,)


def _write_one(
    directory: Path, name: str, level: str | None, defects: tuple[Defect, ...], size: float, extra_fonts: bool
) -> Path:
    rng = Random(f"submission:{name}")
    sponsors = {sponsor for sponsor in ("unit", "individual") if all(sponsor in defect.sponsors for defect in defects)}
    sponsor = rng.choice([sponsor for sponsor in ("unit", "unit", "unit", "individual") if sponsor in sponsors])
    chosen = level or rng.choices(LEVELS, _LEVEL_WEIGHTS)[0]
    draft = make_draft(
        rng, name, level=chosen, sponsor=sponsor, forms=("company",) if defects else (), travellers=not defects
    )
    draft.size = size
    draft.certificate = replace(draft.certificate, extra_fonts=extra_fonts)
    for defect in defects:
        defect.apply(draft)
    return write_submission(draft, defects, directory)
