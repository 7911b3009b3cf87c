"""Could every file be opened, and is every file there that the form names?

Basis: contract, `file.*`; scenarios 60-62.
Fails: a PDF that asks for a password.
Passes: a readable picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from validators.case import Case, Evidence
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import Place, failed, passed

_ADVICE = {
    ReasonCode.FILE_ENCRYPTED: "请解除密码保护后重新上传",
    ReasonCode.FILE_TOO_LARGE: "请压缩或拆分后重新上传",
    ReasonCode.FILE_EMPTY: "请确认文件内容后重新上传",
    ReasonCode.FILE_UNSUPPORTED: "请转换为 JPG、PNG 或 PDF 后重新上传",
    ReasonCode.FILE_UNREADABLE: "请重新扫描或导出后上传",
}


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every file."""
    for file in case.evidence.files:
        yield passed(CheckCode.FILE_USABLE, Place(file=file), found=file)
    yield from findings_about_files(case.evidence)


def findings_about_files(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every file that is unusable or missing."""
    for problem in evidence.problems:
        code = ReasonCode(problem.problem.value)
        message = f"文件“{problem.file}”无法使用：{problem.detail}"
        yield failed(CheckCode.FILE_USABLE, code, message, _ADVICE[code], Place(file=problem.file), found=problem.file)
    for file in evidence.missing_files:
        message = f"备案信息列出的文件“{file}”未上传"
        advice = f"请上传“{file}”，或从材料清单中删除"
        place = Place(file=file)
        yield failed(CheckCode.FILE_USABLE, ReasonCode.MATERIAL_MISSING, message, advice, place, expected=file)
