"""Cases of the rules about the form by itself, the files, and what they are."""

from __future__ import annotations

from extractors.facts.kinds import Field, Kind
from extractors.facts.pages import FileProblem, UnusableFile
from extractors.picture_hash import PictureHash
from tests.validators import builders as b
from tests.validators.cases.row import Row, flawed, individual, row
from validators.policy_files import load_policy

_BAD = b.CODE[:-1] + ("0" if b.CODE[-1] != "0" else "1")
_PLATFORM = {"os": "android", "package_name": "cn.yunqi.app", "signature_md5": "a" * 32, "public_key": "1234567890"}


def _app(*platforms: dict[str, str | None], **more: object) -> dict[str, object]:
    return b.website(kind="app", app={"platforms": list(platforms), "online": True} | more)


def _unusable(problem: FileProblem) -> tuple[UnusableFile, ...]:
    return (UnusableFile(file="x.pdf", problem=problem, detail="原因"),)


def _stated(number: str, kind: str = "business_licence") -> object:
    return b.unit_form(sponsor={"certificate": b.certificate(kind, number)})


def _declared(**kinds: str) -> object:
    names = {"licence": "zhizhao.jpg", "portrait": "shenfenzheng-1.jpg", "domain": "yuming.pdf", "other": "qita.jpg"}
    return b.unit_form(materials=[{"file": names[name], "kind": kind} for name, kind in kinds.items()])


_TWO_DOMAINS = b.unit_form(services=[b.website(domains=[b.DOMAIN, "yunqi.com"])])
_TWO_PEOPLE = b.unit_form(services=[b.website(person_in_charge=b.person(b.OTHER_PERSON, b.OTHER_ID))])
_TWO_PHOTOGRAPHED = b.unit_form(
    services=[b.website(), b.website(name="云启商城", person_in_charge=b.person(b.OTHER_PERSON, b.OTHER_ID))]
)


def _picture(file: str, grey: int, page: int = 1) -> PictureHash:
    return PictureHash(file=file, page=page, sha256=f"sha-of-{file}", shape=1.0, levels=bytes([grey] * 4096))


CASES: dict[str, tuple[Row, ...]] = {
    "form_complete": (
        row("a whole form"),
        row("an individual need not repeat themselves", **individual()),
        row("no domain", "form.invalid fail", form=b.unit_form(services=[b.website(domains=[])])),
        row("a domain that is none", "form.invalid fail", form=b.unit_form(services=[b.website(domains=["云 启"])])),
        row("no person of the sponsor", "form.invalid fail", form=b.unit_form(sponsor={"person_in_charge": None})),
        row(
            "no person of the service",
            "form.invalid fail",
            form=b.unit_form(services=[b.website(person_in_charge=None)]),
        ),
        row("an app needs no domain", form=b.unit_form(services=[_app(_PLATFORM) | {"domains": []}])),
    ),
    "services_filed_here": (
        row("a website"),
        row(
            "a mini-program", "service.wrong_channel fail", form=b.unit_form(services=[b.website(kind="mini_program")])
        ),
        row("a quick app", "service.wrong_channel fail", form=b.unit_form(services=[b.website(kind="quick_app")])),
        row("an app offline", "service.not_required fail", form=b.unit_form(services=[_app(_PLATFORM, online=False)])),
    ),
    "app_identity": (
        row("an app in order", form=b.unit_form(services=[_app(_PLATFORM)])),
        row("a colon hash", form=b.unit_form(services=[_app(_PLATFORM | {"signature_md5": ":".join(["AB"] * 16)})])),
        row(
            "an iOS app with SHA-1",
            form=b.unit_form(services=[_app(_PLATFORM | {"os": "ios", "signature_md5": "b" * 40})]),
        ),
        row("no platform", "app.identity_missing fail", form=b.unit_form(services=[_app()])),
        row("no app at all", "app.identity_missing fail", form=b.unit_form(services=[b.website(kind="app", app=None)])),
        row("no key", "app.identity_missing fail", form=b.unit_form(services=[_app(_PLATFORM | {"public_key": None})])),
        row(
            "blank package",
            "app.identity_missing fail",
            form=b.unit_form(services=[_app(_PLATFORM | {"package_name": " "})]),
        ),
        row(
            "no package",
            "app.identity_missing fail",
            form=b.unit_form(services=[_app(_PLATFORM | {"package_name": "app"})]),
        ),
    ),
    "form_numbers": (
        row("numbers in order"),
        row("a code mistyped", "form.number_invalid fail", form=_stated(_BAD)),
        row("a code cut short", "form.number_invalid fail", form=_stated(b.CODE[:17])),
        row(
            "an ID number mistyped",
            "form.number_invalid fail",
            form=b.unit_form(
                sponsor={
                    "person_in_charge": b.person(number=b.ID_NUMBER[:-1] + ("1" if b.ID_NUMBER[-1] != "1" else "2"))
                }
            ),
        ),
        row("an old registration number", form=_stated("110108000000016")),
        row("an older one, which nothing can check", form=_stated("1101080000001")),
        row("a number of a social organisation", form=_stated("社证字第4567号", "social_organization_certificate")),
        row("an organisation code", form=_stated("M000100Y-4", "organization_code_certificate")),
        row(
            "an organisation code mistyped",
            "form.number_invalid fail",
            form=_stated("M000100Y-5", "organization_code_certificate"),
        ),
        row(
            "a permit",
            form=b.unit_form(
                services=[b.website(person_in_charge=b.person(number="H12345678", kind="hk_macao_travel_permit"))]
            ),
        ),
        row(
            "no permit",
            "form.number_invalid fail",
            form=b.unit_form(
                services=[b.website(person_in_charge=b.person(number="X1", kind="hk_macao_travel_permit"))]
            ),
        ),
        row(
            "borne out by the licence",
            "form.number_invalid review",
            form=_stated(_BAD),
            documents=b.unit_documents(licence=b.licence({Field.CREDIT_CODE: _BAD})),
        ),
        row(
            "borne out by a doubtful reading only",
            "form.number_invalid fail",
            form=_stated(_BAD),
            documents=b.unit_documents(licence=b.licence({Field.CREDIT_CODE: b.reading(_BAD, 0.5)})),
        ),
    ),
    "files_usable": (
        row("all files"),
        *(row(problem.value, f"{problem.value} fail", problems=_unusable(problem)) for problem in FileProblem),
        row("a file that is not there", "material.missing fail", missing_files=("a.jpg",)),
    ),
    "files_recognised": (
        row("all recognised"),
        row("an unknown page", "material.unclassified review", documents=b.unit_documents(more=(b.other(),))),
        row(
            "a doubtful kind",
            "material.unclassified review",
            documents=b.unit_documents(licence=b.licence(kind_confidence=0.7)),
        ),
        row(
            "the same, as declared",
            form=_declared(licence="business_licence"),
            documents=b.unit_documents(licence=b.licence(kind_confidence=0.7)),
        ),
        row("a file in which nothing was found", "material.unclassified review", files=("leer.pdf",)),
    ),
    "kinds_as_declared": (
        row("nothing declared"),
        row("as declared", form=_declared(licence="business_licence", domain="domain_certificate")),
        row("a card for the licence", "material.kind_mismatch fail", form=_declared(portrait="business_licence")),
        row(
            "nobody knows",
            "material.kind_mismatch review",
            form=_declared(other="domain_certificate"),
            documents=b.unit_documents(more=(b.other(),)),
        ),
        row("declared as other", form=_declared(licence="other")),
        row(
            "both sides in a file declared as one",
            form=_declared(portrait="id_card_portrait"),
            documents=b.unit_documents(emblem=b.emblem(file="shenfenzheng-1.jpg")),
        ),
        row(
            "a subordinate kind",
            "material.kind_mismatch fail",
            form=_declared(licence="public_institution_certificate"),
        ),
    ),
    "materials_present": (
        row("everything"),
        row("an individual's everything", **individual()),
        *(
            row(f"no {name}", "material.missing fail", documents=b.unit_documents(**{name: None}))
            for name in ("licence", "portrait", "emblem", "domain", "sheet", "photo")
        ),
        row(
            "no card at all: each side once",
            "material.missing fail",
            "material.missing fail",
            documents=b.unit_documents(portrait=None, emblem=None),
        ),
        row("one of two domains", "material.missing fail", form=_TWO_DOMAINS),
        row("one of two people", *["material.missing fail"] * 2, form=_TWO_PEOPLE),
        row(
            "an unknown page in its place",
            "material.missing review",
            documents=b.unit_documents(domain=None, more=(b.other(),)),
        ),
        row(
            "one unknown page, two gaps",
            *["material.missing fail"] * 2,
            documents=b.unit_documents(domain=None, photo=None, more=(b.other(),)),
        ),
        row(
            "an unknown page that is said to be something else",
            "material.missing fail",
            form=_declared(other="portrait_photo"),
            documents=b.unit_documents(domain=None, more=(b.other(),)),
        ),
        row(
            "an approval",
            "pre_approval.missing fail",
            form=b.unit_form(services=[b.website(pre_approval_categories=["news"])]),
        ),
        row(
            "a commitment, where asked",
            "material.missing fail",
            policy=b.policy_with(required__commitment_letter=["first"]),
        ),
        row(
            "a commitment, and there",
            policy=b.policy_with(required__commitment_letter=["first"]),
            documents=b.unit_documents(more=(b.document(Kind.COMMITMENT_LETTER, "c.jpg"),)),
        ),
        row(
            "no photo asked for a change",
            form=b.unit_form(filing_type="change"),
            policy=b.policy_with(required__portrait_photo=["first"]),
            documents=b.unit_documents(photo=None),
        ),
    ),
    "materials_used_once": (
        row("each file once"),
        row(
            "one certificate twice, two domains",
            "material.duplicate fail",
            form=_TWO_DOMAINS,
            documents=b.unit_documents(more=(b.domain_certificate(file="2.pdf", sha256="sha-of-yuming.pdf"),)),
        ),
        row(
            "one photograph twice, two people",
            "material.duplicate fail",
            form=_TWO_PHOTOGRAPHED,
            documents=b.unit_documents(more=(b.photo(file="2.jpg", sha256="sha-of-zhaopian.jpg"),)),
        ),
        row(
            "one sheet twice, two services",
            form=_TWO_PHOTOGRAPHED,
            documents=b.unit_documents(
                sheet=b.sheet({Field.DOMAINS: None}),
                more=(
                    b.sheet({Field.DOMAINS: None}, file="2.jpg", sha256="sha-of-heyandan.jpg"),
                    b.photo(file="3.jpg"),
                ),
            ),
        ),
        row(
            "two photographs, two people",
            form=_TWO_PHOTOGRAPHED,
            documents=b.unit_documents(more=(b.photo(file="2.jpg"),)),
        ),
        row(
            "one card twice, one person",
            documents=b.unit_documents(more=(b.portrait(file="2.jpg", sha256="sha-of-shenfenzheng-1.jpg"),)),
        ),
        row(
            "one file declared as two",
            "material.duplicate fail",
            form=b.unit_form(
                materials=[
                    {"file": "zhizhao.jpg", "kind": "business_licence"},
                    {"file": "zhizhao.jpg", "kind": "domain_certificate"},
                ]
            ),
        ),
        row(
            "one page declared as both sides",
            form=b.unit_form(
                materials=[
                    {"file": "shenfenzheng-1.jpg", "kind": "id_card_portrait"},
                    {"file": "shenfenzheng-1.jpg", "kind": "id_card_emblem"},
                ]
            ),
        ),
    ),
    "pictures_apart": (
        row("nobody looked"),
        row("different pictures", pictures=(_picture("zhizhao.jpg", 10), _picture("yuming.pdf", 200))),
        row(
            "one photograph, saved again, for two people",
            "material.duplicate review",
            form=_TWO_PHOTOGRAPHED,
            documents=b.unit_documents(more=(b.photo(file="2.jpg"),)),
            pictures=(_picture("zhaopian.jpg", 10), _picture("2.jpg", 12)),
        ),
        row(
            "one photograph on two pages of a file, for two people",
            "material.duplicate review",
            form=_TWO_PHOTOGRAPHED,
            documents=b.unit_documents(
                photo=b.photo(file="z.pdf", sha256="sha-of-z.pdf"),
                more=(b.photo(file="z.pdf", sha256="sha-of-z.pdf", page=2),),
            ),
            pictures=(_picture("z.pdf", 10), _picture("z.pdf", 10, page=2)),
        ),
        row(
            "one picture, saved again, declared as two things",
            "material.duplicate review",
            form=b.unit_form(
                materials=[
                    {"file": "zhizhao.jpg", "kind": "business_licence"},
                    {"file": "2.jpg", "kind": "domain_certificate"},
                ]
            ),
            documents=b.unit_documents(more=(b.licence(file="2.jpg"),)),
            pictures=(_picture("zhizhao.jpg", 10), _picture("2.jpg", 12)),
        ),
        row(
            "the licence twice, as a licence",
            documents=b.unit_documents(more=(b.licence(file="2.jpg"),)),
            pictures=(_picture("zhizhao.jpg", 10), _picture("2.jpg", 12)),
        ),
        row(
            "certificates of one layout for two domains",
            form=_TWO_DOMAINS,
            documents=b.unit_documents(more=(b.domain_certificate({Field.DOMAIN: "yunqi.com"}, file="2.pdf"),)),
            pictures=(_picture("yuming.pdf", 10), _picture("2.pdf", 12)),
        ),
        row(
            "the same, with a domain that was not read",
            "material.duplicate review",
            form=_TWO_DOMAINS,
            documents=b.unit_documents(more=(b.domain_certificate({Field.DOMAIN: None}, file="2.pdf"),)),
            pictures=(_picture("yuming.pdf", 10), _picture("2.pdf", 12)),
        ),
    ),
    "materials_expected": (
        row("nothing else"),
        row(
            "another company's licence",
            "material.unexpected review",
            documents=b.unit_documents(
                more=(
                    b.licence(
                        {Field.NAME: "上海诚信企业代理有限公司", Field.CREDIT_CODE: "91350100M000100Y43"}, file="2.jpg"
                    ),
                )
            ),
        ),
        row(
            "a stranger's card",
            "material.unexpected review",
            documents=b.unit_documents(
                more=(b.portrait({Field.NAME: "令狐冲平", Field.ID_NUMBER: b.OTHER_ID}, file="2.jpg"),)
            ),
        ),
        row(
            "the legal representative's card",
            documents=b.unit_documents(
                licence=b.licence({Field.LEGAL_REPRESENTATIVE: "令狐冲平"}),
                more=(b.portrait({Field.NAME: "令狐冲平", Field.ID_NUMBER: b.OTHER_ID}, file="2.jpg"),),
            ),
        ),
        row(
            "a further domain",
            documents=b.unit_documents(more=(b.domain_certificate({Field.DOMAIN: "weitere.cn"}, file="2.pdf"),)),
        ),
        row("nothing asked for at all", form=b.unit_form(services=[b.website(kind="mini_program")])),
        row("a commitment", documents=b.unit_documents(more=(b.document(Kind.COMMITMENT_LETTER, "c.jpg"),))),
    ),
    "images_good_enough": (
        row("good pictures"),
        row("blurred, but all read", documents=b.unit_documents(licence=b.licence(quality=flawed("blurred")))),
        *(
            row(
                f"{issue}, name not read",
                f"image.{issue} fail",
                documents=b.unit_documents(licence=b.licence({Field.NAME: None}, quality=flawed(issue))),
            )
            for issue in ("blurred", "too_small", "glare", "cropped")
        ),
        row(
            "cropped, all read",
            "image.cropped review",
            documents=b.unit_documents(licence=b.licence(quality=flawed("cropped"))),
        ),
        row(
            "black and white",
            documents=b.unit_documents(licence=b.licence({Field.NAME: None}, quality=flawed("black_and_white"))),
        ),
        row(
            "originals only",
            "image.black_and_white fail",
            documents=b.unit_documents(licence=b.licence(quality=flawed("black_and_white"))),
            policy=b.policy_with(**{"images__image.black_and_white": "fail"}),
        ),
        row(
            "originals only, and a sheet without colour",
            documents=b.unit_documents(sheet=b.sheet(quality=flawed("black_and_white"))),
            policy=load_policy("tianjin"),
        ),
        row(
            "from a screen",
            "image.screen_photo review",
            documents=b.unit_documents(portrait=b.portrait(quality=flawed("screen_photo"))),
        ),
        row("a sheet from a screen", documents=b.unit_documents(sheet=b.sheet(quality=flawed("screen_photo")))),
        row(
            "a watermark",
            "image.watermark review",
            documents=b.unit_documents(portrait=b.portrait(quality=flawed("watermark"))),
        ),
        row(
            "a watermark that may have joined the print",
            "image.watermark review",
            documents=b.unit_documents(licence=b.licence({Field.ADDRESS: None}, quality=flawed("watermark"))),
        ),
        row("a poor picture of nothing needed", documents=b.unit_documents(more=(b.other(quality=flawed("cropped")),))),
    ),
}
