"""Whether a unit's name is whole, by its end: names say last what a unit is (公司, 店, 中心, 协会).

Source: 企业名称登记管理规定 (the form of organisation stands last). Names of individual businesses end as they please,
most of them in one of these words, too.
"""

from __future__ import annotations

import re

# None that a legal form mostly follows (商务, 咨询): a name cut off before it would pass for whole.
_ENDS = (
    "公司|厂|店|行|部|社|会|院|校|学|所|站|馆|中心|局|厅|处|室|政府|集团|合伙|企业|基金|户|场|坊|园|城|吧|阁|苑|堂|庄|队|团|台|库|网|科技"
    "|超市|铺|屋|居|轩|斋|楼|寨|摊|门市|药房|民宿"
)
# Bracketed forms of partnership and capital stand behind the end: 云启中心（有限合伙）.
_WHOLE = re.compile(rf"(?:{_ENDS})(?:[(（][^()（）]+[)）])?$")


def is_whole_name(name: str) -> bool:
    """Return whether a name ends as names of units do; one that was cut off or painted over mostly does not."""
    return _WHOLE.search(name) is not None
