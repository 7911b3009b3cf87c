"""Which province an address or a region code lies in. Advice only: addresses leave it out, and codes outlive moves."""

from __future__ import annotations

from extractors.text import fold

# First two digits of GB/T 2260. The national registrar (10) and the residence permits (81 to 83) are not among them.
BY_CODE = {
    "11": "北京",
    "12": "天津",
    "13": "河北",
    "14": "山西",
    "15": "内蒙古",
    "21": "辽宁",
    "22": "吉林",
    "23": "黑龙江",
    "31": "上海",
    "32": "江苏",
    "33": "浙江",
    "34": "安徽",
    "35": "福建",
    "36": "江西",
    "37": "山东",
    "41": "河南",
    "42": "湖北",
    "43": "湖南",
    "44": "广东",
    "45": "广西",
    "46": "海南",
    "50": "重庆",
    "51": "四川",
    "52": "贵州",
    "53": "云南",
    "54": "西藏",
    "61": "陕西",
    "62": "甘肃",
    "63": "青海",
    "64": "宁夏",
    "65": "新疆",
}


def province_in(text: str) -> str | None:
    """Return the province an address (or the form's province) begins with, in its short name; None when it names none.

    >>> province_in("广西壮族自治区南宁市…"), province_in("海淀区中关村大街")
    ('广西', None)
    """
    folded = fold(text).removeprefix("中国")
    return next((name for name in BY_CODE.values() if folded.startswith(name)), None)
