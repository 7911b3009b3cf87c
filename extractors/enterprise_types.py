"""The types of enterprises that licences print, a closed list: what stands beside 类型 is one of them.

Source: 《企业登记注册类型对照表》 and the registrars' type codes (1100 to 9999) as licences of the last thirty years
print them; brackets as the form of 2019 has them, either width counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts.lines import Char
from extractors.lexicon import corrected

_OWNERS = (
    "自然人投资或控股",
    "自然人独资",
    "法人独资",
    "自然人投资或控股的法人独资",
    "非自然人投资或控股的法人独资",
    "国有独资",
    "国有控股",
    "外商投资企业投资",
    "外商投资企业法人独资",
    "外商投资企业与内资合资",
    "外商投资企业合资",
    "外商投资、非独资",
    "外商合资",
    "外国法人独资",
    "外国自然人独资",
    "外国非法人经济组织独资",
    "中外合资",
    "中外合作",
    "港澳台投资、非独资",
    "港澳台法人独资",
    "港澳台自然人独资",
    "港澳台与境内合资",
    "台港澳合资",
    "台港澳法人独资",
    "台港澳自然人独资",
    "台港澳与境内合资",
    "台港澳与境内合作",
)
_SHAREHOLDERS = (
    "自然人投资或控股",
    "国有控股",
    "外商投资企业投资",
    "外商投资、未上市",
    "中外合资、未上市",
    "港澳台投资、未上市",
)
_PLAIN = (
    "有限公司",
    "有限责任公司",
    "其他有限责任公司",
    "股份有限公司",
    "股份有限公司(上市)",
    "股份有限公司(非上市)",
    "其他股份有限公司(上市)",
    "其他股份有限公司(非上市)",
    "其他股份有限公司分公司(上市)",
    "其他股份有限公司分公司(非上市)",
    "有限责任公司分公司",
    "其他有限责任公司分公司",
    "股份有限公司分公司",
    "分公司",
    "一人有限责任公司",
    "一人有限责任公司(自然人独资)",
    "一人有限责任公司(法人独资)",
    "一人有限责任公司(自然人投资)",
    "全民所有制",
    "全民所有制分支机构(非法人)",
    "集体所有制",
    "集体所有制(股份合作)",
    "集体分支机构(非法人)",
    "股份合作制",
    "股份合作企业",
    "联营",
    "个人独资企业",
    "个人独资企业分支机构",
    "合伙企业",
    "普通合伙企业",
    "普通合伙",
    "有限合伙企业",
    "有限合伙",
    "特殊普通合伙企业",
    "合伙企业分支机构",
    "普通合伙企业分支机构",
    "有限合伙企业分支机构",
    "外商投资合伙企业",
    "外商投资有限合伙企业",
    "个体工商户",
    "个体户",
    "个体",
    "个体(内地)",
    "农民专业合作社",
    "农民专业合作社分支机构",
    "农民专业合作社联合社",
    "内资企业法人",
    "内资非法人企业",
    "外国(地区)企业常驻代表机构",
    "外国(地区)企业在中国境内从事经营活动",
    "外商投资企业分公司",
    "外商投资企业分支机构",
)
TYPES = (
    *_PLAIN,
    *(f"有限责任公司({owner})" for owner in _OWNERS),
    *(f"有限责任公司分公司({owner})" for owner in _OWNERS),
    *(f"股份有限公司({listed}、{owner})" for listed in ("上市", "非上市") for owner in _SHAREHOLDERS),
    *(f"股份有限公司分公司({listed}、{owner})" for listed in ("上市", "非上市") for owner in _SHAREHOLDERS),
)


def with_type(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Return the characters of a type, those that were doubtful as the one type in the list that is near has them."""
    return corrected(chars, TYPES)
