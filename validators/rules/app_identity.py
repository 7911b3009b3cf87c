"""Does the form identify an app on each of its platforms: package name, signature, public key?

A value that cannot be what it is called identifies nothing, and counts as missing.

Basis: HW-APP, HW-PREP, ALI-APP (APP 特征信息); scenario 69.
Fails: no platform; no public key; an MD5 of 31 characters.
Passes: cn.yunqi.app with 32 hexadecimal characters and a modulus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.form import Platform, Service, ServiceKind
from validators.case import Case
from validators.findings import CheckCode, Finding, ReasonCode
from validators.outcomes import failed, passed
from validators.requirements import filed_services

_CODE = CheckCode.APP_IDENTITY_GIVEN
_ANDROID_PACKAGE = re.compile(r"[a-zA-Z]\w*(\.[a-zA-Z]\w*)+", re.ASCII)
_BUNDLE = re.compile(r"[A-Za-z0-9.-]+")
# Android files an MD5. iOS files an SHA-1 and HarmonyOS a fingerprint in the same box.
_MD5 = re.compile(r"[0-9A-Fa-f]{32}")
_ANY_HASH = re.compile(r"[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every app and platform."""
    for service in filed_services(case.form):
        if service.kind is ServiceKind.APP:
            yield from _about(service)


def _about(service: Service) -> Iterator[Finding]:
    platforms = service.app.platforms if service.app else ()
    if not platforms:
        message = f"APP“{service.name}”未填写运行平台及其特征信息"
        advice = "请填写各平台的包名、签名 MD5 和公钥"
        yield failed(_CODE, ReasonCode.APP_IDENTITY_MISSING, message, advice, found=service.name)
    for platform in platforms:
        where = f"APP“{service.name}”（{platform.os}）"
        if missing := list(_missing(platform)):
            message = f"{where}未填写{'、'.join(missing)}"
            yield failed(_CODE, ReasonCode.APP_IDENTITY_MISSING, message, "请补充后重新提交", found=platform.os)
        elif malformed := list(_malformed(platform)):
            message = f"{where}的{'、'.join(malformed)}格式不正确"
            advice = "请从安装包或签名证书中重新获取后填写"
            yield failed(_CODE, ReasonCode.APP_IDENTITY_MISSING, message, advice, found=platform.os)
        else:
            yield passed(_CODE, found=platform.package_name)


def _missing(platform: Platform) -> Iterator[str]:
    values = {"包名": platform.package_name, "签名": platform.signature_md5, "公钥": platform.public_key}
    return (label for label, value in values.items() if not (value or "").strip())


def _malformed(platform: Platform) -> Iterator[str]:
    is_android = platform.os.strip().casefold() == "android"
    package = _ANDROID_PACKAGE if is_android else _BUNDLE
    signature = _MD5 if is_android else _ANY_HASH
    if not package.fullmatch((platform.package_name or "").strip()):
        yield "包名"
    if not signature.fullmatch(re.sub(r"[:\s]", "", platform.signature_md5 or "")):
        yield "签名"
