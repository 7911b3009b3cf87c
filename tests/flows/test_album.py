"""What a report keeps of the pages: small enough, upright where wanted, and blurred where it must be."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from extractors.faces import find_faces
from extractors.facts.boxes import Box
from extractors.facts.kinds import Kind
from extractors.facts.lines import TextLine
from extractors.facts.pictures import Image
from extractors.models import WeightsError
from flows.reports.album import Album
from flows.reports.blurring import blurred
from flows.reports.boxes import upright_turn
from flows.reports.masking import Masker
from flows.reports.page_view import page_view
from tests.flows.pages import NUMBER, NUMBER_BOX, card, page, picture
from validators.findings import ReportedDocument

DEMO = Path(__file__).parents[2] / "samples" / "demo" / "complete"


def shown(album: Album) -> Image:
    (kept,) = album.pictures.values()
    pixels = cv2.imdecode(np.frombuffer(kept.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return np.asarray(pixels, dtype=np.uint8)


def sharpness(pixels: Image, box: Box) -> float:
    part = pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    return float(cv2.Laplacian(part, cv2.CV_64F).std())


def test_a_noisy_photograph_stays_within_a_sixth_of_a_page() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (3000, 4000, 3)).astype(np.uint8)
    album = Album()
    album.saw_page(page(noise), [card()], ())
    (kept,) = album.pictures.values()
    assert (kept.width, kept.height) == (4000, 3000)
    assert len(kept.jpeg) <= 325_000
    assert max(shown(album).shape) <= 1600


@pytest.mark.parametrize("error", [cv2.error("x"), WeightsError("x")])
def test_a_page_that_cannot_be_drawn_is_left_out_and_never_shown_unblurred(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(image: Image) -> tuple[Box, ...]:
        raise error

    monkeypatch.setattr("flows.reports.blurring.find_faces", fail)
    album = Album(mask=True)
    album.saw_page(page(), [card()], ())
    assert album.pictures == {}


def test_forty_photographs_stay_within_what_a_browser_opens_at_once() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3)).astype(np.uint8)
    album = Album()
    for number in range(1, 41):
        album.saw_page(page(noise, number), [card(page=number, pages=(number,), stamps=())], ())
    sizes = [len(picture.jpeg) for picture in album.pictures.values()]
    assert len(sizes) == 40
    assert sum(sizes) < 7_000_000
    assert min(sizes[:8]) > 1.5 * max(sizes[-8:])


def test_a_page_without_a_document_is_not_kept() -> None:
    album = Album()
    album.saw_page(page(), [], ())
    assert album.pictures == {}


def test_the_arc_of_a_round_stamp_is_laid_straight() -> None:
    album = Album()
    album.saw_page(page(), [card()], ())
    strip = cv2.imdecode(np.frombuffer(album.strips["d1", 0], np.uint8), cv2.IMREAD_COLOR)
    assert strip is not None
    # A circle becomes a level line: rows differ, columns hardly.
    red = strip[:, :, 2].astype(float) - strip[:, :, 1]
    assert red.mean(axis=1).std() > 5 * red.mean(axis=0).std()


@pytest.mark.parametrize("mask", [False, True])
def test_a_number_is_blurred_only_where_that_is_wanted(mask: bool) -> None:
    album = Album(mask=mask)
    album.saw_page(page(), [card()], ())
    assert (sharpness(shown(album), NUMBER_BOX) < 15) is mask
    assert sharpness(shown(album), Box.from_rect(60, 60, 300, 130)) > 15


def test_a_card_whose_number_was_not_located_is_blurred_whole() -> None:
    album = Album(mask=True)
    album.saw_page(page(), [card(number_box=None)], ())
    assert sharpness(shown(album), NUMBER_BOX) < 15
    assert sharpness(shown(album), Box.from_rect(60, 60, 300, 130)) < 15


def test_a_number_on_any_page_is_blurred_where_a_line_says_it() -> None:
    album = Album(mask=True)
    lines = (TextLine(text=f"证件号 {NUMBER}", confidence=0.9, box=NUMBER_BOX),)
    album.saw_page(page(), [card(kind=Kind.AUTHORIZATION_LETTER, fields={})], lines)
    assert sharpness(shown(album), NUMBER_BOX) < 15
    masked = album.masked(Masker())
    (kept,) = masked.pictures.values()
    assert kept.lines[0].text == "证件号 110101********1234"


def test_lines_of_a_persons_card_are_not_kept_where_numbers_are_hidden() -> None:
    album = Album(mask=True)
    album.saw_page(page(), [card()], (TextLine(text="出生 1990年", confidence=0.9, box=NUMBER_BOX),))
    (kept,) = album.masked(Masker()).pictures.values()
    assert kept.lines == ()


@pytest.mark.parametrize("turns", [0, 1, 2])
def test_a_face_is_blurred_however_the_page_lies(turns: int) -> None:
    photo = cv2.imdecode(np.frombuffer((DEMO / "照片.jpg").read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert photo is not None
    upright = np.asarray(photo, dtype=np.uint8)
    assert find_faces(upright)
    turned = np.ascontiguousarray(np.rot90(upright, turns))
    after = blurred(turned, [card(kind=Kind.PORTRAIT_PHOTO, fields={})], ())
    assert not find_faces(np.ascontiguousarray(np.rot90(after, -turns)))


@pytest.mark.parametrize(
    ("corners", "turn"),
    [
        (((0, 0), (9, 0), (9, 2), (0, 2)), 0),
        (((2, 0), (2, 9), (0, 9), (0, 0)), 270),
        (((9, 2), (0, 2), (0, 0), (9, 0)), 180),
        (((0, 9), (0, 0), (2, 0), (2, 9)), 90),
    ],
)
def test_a_page_is_turned_as_its_words_lie(corners: tuple[tuple[float, float], ...], turn: int) -> None:
    a, b, c, d = corners
    assert upright_turn([(a, b, c, d)]) == turn
    assert upright_turn([]) == 0


def test_a_document_that_shares_its_page_is_shown_alone() -> None:
    album = Album()
    box = Box.from_rect(500, 0, 1000, 640)
    album.saw_page(page(), [card(box=box)], ())
    view = page_view(ReportedDocument.of(card(box=box)), 1, album.pictures["sfz.jpg", 1], "pic1", ())
    assert (view.frame.x, view.frame.width) == (470, 530)
    assert view.width == picture().shape[1]
