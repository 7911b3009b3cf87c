"""Names of units say last what the unit is."""

import pytest

from extractors.unit_names import is_whole_name


@pytest.mark.parametrize(
    "name",
    [
        "北京云启数智科技有限公司",
        "云启管理中心(有限合伙)",
        "海口致远物业服务有限公司南京第一分公司",
        "平顶山市湛河区眼镜店",
        "北京市朝阳区云启社区服务站",
    ],
)
def test_whole_names(name: str) -> None:
    assert is_whole_name(name)


@pytest.mark.parametrize("name", ["北京云启数智科技有限", "拔萝卜的小", "", "北京"])
def test_names_that_may_go_on(name: str) -> None:
    assert not is_whole_name(name)
