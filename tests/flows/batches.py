"""Batches of made-up rows, as large as wanted."""

import datetime as dt
import random

from flows.reports.reason_words import REASONS
from flows.rows import Row, RowStatus
from validators.findings import DueDate, Verdict

VERDICTS = (Verdict.COMPLETE, Verdict.INCOMPLETE, Verdict.INCOMPLETE, Verdict.NEEDS_REVIEW)
PLACES = ("北京", "上海", "四川", "广东", "浙江", "陕西")
NAMES = ("云启", "海纳", "远山", "明德", "嘉诚", "天工", "恒信")


def rows(count: int, seed: int = 1) -> list[Row]:
    """Return rows with verdicts and reasons in a plausible mixture; the same for the same seed."""
    rng = random.Random(seed)
    # Few reasons are frequent and many are rare, as in life.
    weights = [1 / (rank + 1) for rank in range(len(REASONS))]
    made = []
    for number in range(1, count + 1):
        verdict = rng.choice(VERDICTS)
        some = [] if verdict is Verdict.COMPLETE else rng.choices(list(REASONS), weights, k=rng.randint(1, 4))
        sentences = tuple(f"{REASONS[code]}：第 {number} 份申请里的情况说明" for code in some)
        made.append(
            Row(
                submission=f"inbox-{number:05}",
                status=RowStatus.SCREENED,
                submission_id=f"S-2026-{number:05}",
                verdict=verdict,
                sponsor=f"{rng.choice(PLACES)}{rng.choice(NAMES)}{rng.choice(NAMES)}科技有限公司",
                domains=(f"example-{number}.cn",) * rng.randint(1, 2),
                codes=tuple(some),
                fails=sentences if verdict is Verdict.INCOMPLETE else (),
                reviews=sentences if verdict is Verdict.NEEDS_REVIEW else (),
                decision_due_on=DueDate(date=dt.date(2026, 12, 1) + dt.timedelta(days=number % 30), estimated=False),
                folder=f"S-2026-{number:05}",
                seconds=rng.uniform(4, 15),
                fingerprint=f"{number:016x}",
            )
        )
    return made
