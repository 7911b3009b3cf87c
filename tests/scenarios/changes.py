"""What a scenario changes: to the drawing of a page, to a file, or to the form."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from samples import approvals, fonts, letters, pdfs, verification_sheets
from samples.damage import damage
from samples.defect import upload_of
from samples.drafts import CardPlan, Draft, Upload
from samples.forms import person_json
from samples.identities import DomainRecord, Person, make_credit_code, make_id_number, years_after
from samples.permits import make_traveller
from samples.seals import Seal
from samples.shots import encode
from samples.truth import Drawing
from tests.scenarios.staging import OTHER, REGION, SUBMITTED, UNIT, Change, merged

AGENCY = "上海诚信企业代理有限公司"


def together(*changes: Change) -> Change:
    """Several changes, one after another."""

    def apply(draft: Draft) -> None:
        for change in changes:
            change(draft)

    return apply


# --- the licence and its stamps


def licence(**options: Any) -> Change:
    """Print or copy the licence otherwise."""

    def apply(draft: Draft) -> None:
        draft.certificate = replace(draft.certificate, **options)

    return apply


def stamped(**seal: Any) -> Change:
    """Press another seal on the licence: the unit's own with changes."""

    def apply(draft: Draft) -> None:
        draft.certificate = replace(draft.certificate, seals=(replace(draft.seal, **seal),))

    return apply


def unit(**facts: Any) -> Change:
    """Change the unit, on its certificate and on the form."""
    return lambda draft: draft.use_unit(**facts)


def printed(**facts: Any) -> Change:
    """Change what the certificate prints; the form stays."""
    return lambda draft: draft.print_unit(**facts)


def renamed(name: str) -> Change:
    """Give the unit another name, everywhere."""
    return lambda draft: draft.rename_unit(name)


def ends(until: date) -> Change:
    """Let the licence's term end that day."""
    return unit(valid_until=until)


def code(lead: str) -> str:
    """A valid credit code of another category."""
    return make_credit_code(Random(lead), lead, REGION, date(2018, 3, 15))


def institution(until: date) -> Change:
    """Make the unit a public institution whose certificate ends that day."""

    def apply(draft: Draft) -> None:
        issued = years_after(until, -5) + timedelta(days=1)
        draft.use_unit(
            form="public_institution",
            number=code("12"),
            established=issued,
            issued=issued,
            valid_until=until,
            registrar="北京市事业单位登记管理局",
            scope="开展农业技术试验、示范，提供信息服务。",
        )
        draft.rename_unit("北京市海淀区农业技术服务中心")

    return apply


def holder_of(form: str, lead: str, name: str, registrar: str, **facts: Any) -> Change:
    """Make the unit one that holds another certificate than a licence, with everything in order."""

    def apply(draft: Draft) -> None:
        issued = date(2024, 3, 15)
        draft.use_unit(form=form, number=code(lead), established=issued, issued=issued, registrar=registrar, **facts)
        draft.rename_unit(name)

    return apply


def sole_trader(draft: Draft) -> None:
    """Make the unit a 个体工商户 that has no seal; the sheet is signed."""
    draft.use_unit(
        form="individual_business", type_text="个体工商户", number=code("92"), term_printed=False, valid_until=None
    )
    draft.rename_unit("北京市海淀区云启数码店")
    draft.certificate = replace(draft.certificate, seals=())
    draft.sheet = replace(draft.sheet, seals=())
    draft.domain_options(seals=())


# --- people


def person(**facts: Any) -> Change:
    """Change the person, on card and form."""
    return lambda draft: draft.use_person(**facts)


def card(**facts: Any) -> Change:
    """Change what the card prints; the form stays."""
    return lambda draft: draft.print_person(**facts)


def card_options(**options: Any) -> Change:
    """Print or copy the card otherwise."""

    def apply(draft: Draft) -> None:
        draft.cards[0].options = replace(draft.cards[0].options, **options)

    return apply


def born(birth: date, first: date, last: date | None) -> Change:
    """Let the person be born that day, with a card of that term."""
    number = make_id_number(Random("born"), REGION, birth, male=True)
    return person(birth=birth, id_number=number, card_from=first, card_until=last)


def named(name: str) -> Change:
    """Give the person in charge (and legal representative) another name, everywhere."""

    def apply(draft: Draft) -> None:
        draft.use_person(name=name)
        draft.use_unit(representative=name)
        draft.sheet = replace(draft.sheet, person=name)

    return apply


def traveller(certificate: str, **facts: Any) -> Change:
    """Put somebody with a passport or permit in charge."""

    def apply(draft: Draft) -> None:
        wanted_ascii = facts.pop("ascii", False)
        rng = Random(f"traveller:{certificate}")
        somebody = make_traveller(rng, SUBMITTED, certificate=certificate)
        while somebody.name.isascii() != wanted_ascii:
            somebody = make_traveller(rng, SUBMITTED, certificate=certificate)
        draft.use_unit(representative=somebody.name)
        draft.person = draft.service_person = somebody
        draft.cards = [replace(draft.cards[0], person=somebody)]
        draft.sheet = replace(draft.sheet, person=somebody.name)
        if facts:
            draft.print_person(**{name: value(somebody) for name, value in facts.items()})

    return apply


def letter(days_ago: int, *, signed: bool = True, chop: bool = False) -> Change:
    """Let the legal representative be somebody else, and bring a letter for the person in charge."""

    def apply(draft: Draft) -> None:
        draft.print_unit(representative=OTHER)
        seals = (draft.seal, Seal(OTHER, shape="square", kind="personal", star=False)) if chop else (draft.seal,)
        draft.letter = letters.Options(
            UNIT,
            OTHER,
            draft.person.name,
            draft.person.id_number,
            draft.service_name,
            SUBMITTED - timedelta(days=days_ago),
            seals,
            signed=signed,
        )

    return apply


# --- domains, sheets, approvals


def domain(**facts: Any) -> Change:
    """Change the facts of the domain certificate; the form stays."""
    return lambda draft: draft.use_domain(**facts)


def domain_options(**options: Any) -> Change:
    """Print or stamp the domain certificate otherwise."""
    return lambda draft: draft.domain_options(**options)


def filed_domain(written: str, certified: str, filed: str) -> Change:
    """Write one domain in three ways: on sheet, on certificate, on the form."""

    def apply(draft: Draft) -> None:
        draft.use_domain(name=certified)
        draft.sheet = replace(draft.sheet, domains=(written,))
        draft.form_edits.append(lambda form: form["services"][0].update(domains=[filed]))

    return apply


def sheet(**options: Any) -> Change:
    """Fill in, sign or stamp the sheet otherwise."""

    def apply(draft: Draft) -> None:
        draft.sheet = replace(draft.sheet, **options)

    return apply


def approval(**facts: Any) -> Change:
    """Declare a service of culture and bring the approval, with changes."""

    def apply(draft: Draft) -> None:
        seals = facts.pop("seals", (draft.seal,))
        draft.categories = ["culture"]
        permit = approvals.make_approval(Random("approval"), draft.required_unit, "culture", SUBMITTED)
        permit = replace(permit, issued=date(2024, 3, 1), valid_until=date(2029, 3, 1))
        draft.permits = [(replace(permit, **facts), approvals.Options(seals=seals))]

    return apply


def declared(category: str) -> Change:
    """Declare a category and bring nothing for it."""

    def apply(draft: Draft) -> None:
        draft.categories = [category]

    return apply


# --- files


def file(kind: str, change: Callable[[Upload], None]) -> Change:
    """Change the first file of a kind."""
    return lambda draft: draft.file_edits.append(lambda uploads: change(upload_of(uploads, kind)))


def bytes_of(kind: str, change: Callable[[bytes], bytes], suffix: str = "") -> Change:
    """Replace what is in the first file of a kind."""

    def apply(upload: Upload) -> None:
        upload.data = change(upload.data)
        upload.name = upload.name.rsplit(".", 1)[0] + suffix if suffix else upload.name

    return file(kind, apply)


def picture(kind: str, change: Callable[[Image.Image], Image.Image], quality: int = 92) -> Change:
    """Change the picture in the first file of a kind."""
    return bytes_of(kind, lambda data: jpeg(change(Image.open(io.BytesIO(data)).convert("RGB")), quality))


def jpeg(image: Image.Image, quality: int = 92) -> bytes:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality)
    return held.getvalue()


def glare(box: tuple[float, float, float, float]) -> Callable[[Image.Image], Image.Image]:
    """Blind a part of the picture (left, top, right, bottom, as shares) with light."""

    def blind(image: Image.Image) -> Image.Image:
        width, height = image.size
        spot = Image.new("L", image.size, 0)
        edges = (box[0] * width, box[1] * height, box[2] * width, box[3] * height)
        ImageDraw.Draw(spot).ellipse(edges, fill=255)
        soft = spot.filter(ImageFilter.GaussianBlur(width / 90))
        return Image.composite(Image.new("RGB", image.size, (255, 255, 255)), image, soft)

    return blind


def copied(kind: str, name: str, declared_as: str = "", change: Callable[[bytes], bytes] = bytes) -> Change:
    """Upload the first file of a kind once more under another name."""

    def add(uploads: list[Upload]) -> None:
        first = upload_of(uploads, kind)
        uploads.append(Upload(name, declared_as or kind, change(first.data), list(first.documents)))

    return lambda draft: draft.file_edits.append(add)


def saved_again(data: bytes) -> bytes:
    """The same picture, smaller and compressed harder, as a messenger would send it."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return jpeg(image.resize((image.width * 3 // 4, image.height * 3 // 4)), quality=70)


def locked(data: bytes) -> bytes:
    page = Image.open(io.BytesIO(data)).convert("RGB")
    return pdfs.write_locked([Drawing(page, ())], "beian-2026")


def bomb(_: bytes) -> bytes:
    """A small file of nearly a billion pixels."""
    held = io.BytesIO()
    Image.new("1", (31000, 31000), 1).save(held, "PNG")
    return held.getvalue()


def minutes(draft: Draft) -> None:
    """Upload a page that is no material of any kind."""
    image = Image.new("RGB", (1240, 1754), "white")
    drawing = ImageDraw.Draw(image)
    face = fonts.font(fonts.SERIF, 40)
    for number, line in enumerate(("部门例会纪要", "一、上周工作回顾", "二、下周工作安排", "三、其他事项")):
        drawing.text((160, 200 + 120 * number), line, fill=(20, 20, 20), font=face)
    draft.file_edits.append(lambda uploads: uploads.append(Upload("jiyao.jpg", "other", jpeg(image))))


def omit(*kinds: str) -> Change:
    """Leave out what is drawn of these kinds."""
    return lambda draft: draft.omit.update(kinds)


def declare(draft: Draft) -> None:
    """Let the filer say of every file what it is."""
    draft.materials = "full"


def second_service(draft: Draft) -> None:
    """Add a second website with a domain, a sheet and a person in charge of its own, but the same photograph."""
    other = _other_person(draft.person)
    name, shop = "yunqi-shangcheng.cn", "云启商城"
    record = DomainRecord(
        name, UNIT, "Yunqi Shuzhi Co., Ltd.", date(2019, 5, 1), date(2029, 5, 1), "阿里云计算有限公司", "Alibaba Cloud"
    )
    draft.domain_pages.append((record, draft.domain_pages[0][1]))
    draft.cards.append(CardPlan(other, draft.cards[0].options, together=True))
    filled = replace(draft.sheet, domains=(name,), service_name=shop, person=other.name)
    service = {
        "kind": "website",
        "name": shop,
        "domains": [name],
        "pre_approval_categories": [],
        "person_in_charge": person_json(other),
        "app": None,
    }
    draft.form_edits.append(lambda form: form["services"].append(service))

    def add(uploads: list[Upload]) -> None:
        drawing = verification_sheets.draw(Random("second sheet"), filled)
        data = encode(damage(drawing.image, "clean", Random("second sheet")), "jpg")
        uploads.append(Upload("heyandan2.jpg", "verification_sheet", data))

    draft.file_edits.append(add)


def app(**platform: str) -> Change:
    """Make the service an app on one platform."""
    values = {
        "os": "android",
        "package_name": "cn.yunqi.app",
        "signature_md5": "3f2a91c4d5e6f708192a3b4c5d6e7f80",
        "public_key": "1234567890",
    }

    def apply(draft: Draft) -> None:
        draft.service_kind = "app"
        draft.app = {"platforms": [values | platform], "online": True, "previously_filed_as_website": False}

    return apply


def form(**values: Any) -> Change:
    """Lay values over the form."""
    return lambda draft: draft.form_edits.append(merged(values))


def _other_person(person: Person) -> Person:
    birth = date(1988, 8, 8)
    number = make_id_number(Random("other"), REGION, birth, male=True)
    return replace(
        person,
        name=OTHER,
        birth=birth,
        id_number=number,
        card_from=date(2018, 9, 1),
        card_until=date(2038, 9, 1),
        address=f"{person.address}东户",
    )
