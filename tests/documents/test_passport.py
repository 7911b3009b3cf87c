"""护照 from lines as an engine gives them: print and machine-readable lines, agreeing, lacking, contradicting."""

import numpy as np
import pytest

from extractors.documents.machine_fields import TAKEN
from extractors.documents.passport import READER
from extractors.documents.print_and_lines import CONFIRMED, CONTRADICTED
from extractors.facts.kinds import Field, Kind
from extractors.numbers import mrz
from extractors.ocr import OcrEngine
from extractors.segments import segment
from tests.documents.drawn import as_truth, documents_on, draw_permit, spaceless
from tests.lines import moved, page, read, sheet, values
from validators.rules import identity_consistent

NAMES = "POCHNOUYANG<<MINGYUAN<<<<<<<<<<<<<<<<<<<<<<<"
DATA = "EA12345676CHN9001011M3001019<<<<<<<<<<<<<<04"
CHINESE = """
              中华人民共和国  PEOPLE'S REPUBLIC OF CHINA

          类型/Type    国家码/Country Code    护照号/Passport No.
          P            CHN                    EA1234567
          姓名/Name
          欧阳明远
          OUYANG, MINGYUAN
          性别/Sex     国籍/Nationality       出生日期/Date of birth
          男/M         中国/CHINESE           01 JAN 1990
          出生地点/Place of birth             签发日期/Date of issue
          北京/BEIJING                        02 JAN 2020
          签发地点/Place of issue             有效期至/Date of expiry
          北京/BEIJING                        01 JAN 2030
          签发机关/Authority
          公安部出入境管理局
          MPS Exit & Entry Administration
"""
ZONE = f"\n\n{NAMES}\n\n{DATA}\n"
CHINESE_FIELDS = {
    "name": "欧阳明远",
    "name_latin": "OUYANG, MINGYUAN",
    "number": "EA1234567",
    "nationality": "中国",
    "sex": "男",
    "birth_date": "1990-01-01",
    "valid_from": "2020-01-02",
    "valid_until": "2030-01-01",
}
SPECIMEN_NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SPECIMEN_DATA = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
AMERICAN = """
        PASSPORT            UNITED STATES OF AMERICA
        Type/Type/Tipo   Code/Code/Código   Passport No./No. du Passeport/No. de Pasaporte
        P                UTO                L898902C3
        Surname/Nom/Apellidos
        ERIKSSON
        Given Names/Prénoms/Nombres
        ANNA MARIA
        Nationality/Nationalité/Nacionalidad
        REPUBLIC OF UTOPIA
        Date of birth/Date de naissance/Fecha de nacimiento
        12 Aug 1974
        Place of birth/Lieu de naissance/Lugar de nacimiento      Sex/Sexe/Sexo
        ZENITH                                                     F
        Date of issue/Date de délivrance/Fecha de expedición      Authority/Autorité/Autoridad
        16 Apr 2002                                                Department of State
        Date of expiration/Date d'expiration/Fecha de caducidad
        15 Apr 2012
"""
SPECIMEN_FIELDS = {
    "name_latin": "ERIKSSON, ANNA MARIA",
    "number": "L898902C3",
    "nationality": "UTO",
    "sex": "女",
    "birth_date": "1974-08-12",
    "valid_from": "2002-04-16",
    "valid_until": "2012-04-15",
}
OF_LINES = ("number", "valid_until", "birth_date", "sex")


def zone(names: str, data: str) -> str:
    return f"\n\n{names}\n\n{data}\n"


def with_digits(number: str, nation: str = "CHN", rest: str = DATA[13:43]) -> str:
    """Return a line with another number, check digits put right."""
    line = number + mrz.calc_check_digit(number) + nation + rest
    return line + mrz.composite_of(line)


OTHER_DATA = with_digits("L898902C<", "D<<", SPECIMEN_DATA[13:43])
PAGES = {
    "Chinese": (CHINESE + ZONE, CHINESE_FIELDS),
    "without machine-readable lines": (CHINESE, CHINESE_FIELDS),
    "with one of the lines": (CHINESE + f"\n\n{DATA}\n", CHINESE_FIELDS),
    "letters read for digits and digits for letters": (
        CHINESE + zone(NAMES.replace("O", "0").replace("I", "|"), DATA.replace("0", "O")),
        CHINESE_FIELDS,
    ),
    "fillers miscounted": (CHINESE + zone(NAMES + "<<", DATA.replace("<" * 14, "<" * 12)), CHINESE_FIELDS),
    "fillers read as few": (CHINESE + zone(NAMES.rstrip("<") + "<<", DATA.replace("<" * 14, "<")), CHINESE_FIELDS),
    "fillers of the number lost": (
        zone("P<D<<ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", OTHER_DATA.replace("D<<", "D<")),
        {**SPECIMEN_FIELDS, "number": "L898902C", "nationality": "D", "valid_from": None},
    ),
    "fillers read as other signs": (CHINESE + zone(NAMES[:36] + "  ΛΛΛΛΛ", DATA), CHINESE_FIELDS),
    "Latin name further below": (CHINESE.replace("OUYANG, ", "\n          OUYANG, "), CHINESE_FIELDS),
    "lines in several parts": (CHINESE + zone(NAMES, f"{DATA[:20]}  {DATA[20:]}"), CHINESE_FIELDS),
    "of several languages": (AMERICAN + zone(SPECIMEN_NAMES, SPECIMEN_DATA), SPECIMEN_FIELDS),
    "nothing but the lines": (
        zone(SPECIMEN_NAMES, SPECIMEN_DATA),
        {**{k: v for k, v in SPECIMEN_FIELDS.items() if k != "valid_from"}, "valid_from": None},
    ),
}


@pytest.mark.parametrize(("drawing", "fields"), PAGES.values(), ids=PAGES)
def test_pages(drawing, fields):
    (found,) = segment(sheet(drawing))
    assert found.reader is not None
    assert found.reader.kind is Kind.PASSPORT
    assert values(found.reader.read(found.sheet)) == fields


def test_columns_that_run_into_each_other_s_rows_are_kept_apart():
    # The right column lies half a row higher, as on a page photographed from the side.
    lines = [
        moved(
            [one], np.asarray([[1, 0, 0], [0, 1, -12 if one.box.left > 350 and "<" not in one.text else 0], [0, 0, 1]])
        )[0]
        for one in page(CHINESE + ZONE)
    ]
    assert values(read(READER, lines)) == CHINESE_FIELDS


def test_print_and_lines_that_agree_make_each_other_surer():
    alone, both = (read(READER, page(drawing, confidence=0.8)) for drawing in (CHINESE, CHINESE + ZONE))
    for name in (*OF_LINES, "name_latin", "nationality"):
        assert alone.fields[Field(name)].confidence == pytest.approx(0.8)
        assert both.fields[Field(name)].confidence == pytest.approx(0.98)
        assert both.fields[Field(name)].methods == (CONFIRMED,)
    assert both.fields[Field.VALID_FROM].confidence == pytest.approx(0.8)


def test_lines_stand_in_for_print_that_is_not_there():
    facts = read(READER, zone(SPECIMEN_NAMES, SPECIMEN_DATA))
    for name in OF_LINES:
        assert facts.fields[Field(name)].methods == (TAKEN,)
        assert facts.fields[Field(name)].confidence > 0.9
    # No digit checks the names.
    assert facts.fields[Field.NAME_LATIN].confidence == pytest.approx(0.8)


CONTRADICTIONS = {
    "number": ("EA1234567", "EA1234568", Field.NUMBER),
    "birth": ("01 JAN 1990", "02 JAN 1990", Field.BIRTH_DATE),
    "expiry": ("01 JAN 2030", "01 JAN 2031", Field.VALID_UNTIL),
    "sex": ("男/M", "女/F", Field.SEX),
    "Latin name": ("OUYANG, MINGYUAN", "OUYANG, MINGYUE", Field.NAME_LATIN),
}


@pytest.mark.parametrize(("printed", "other", "field"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_print_that_the_lines_contradict_is_kept_and_marked(printed, other, field):
    fields = read(READER, CHINESE.replace(printed, other) + ZONE).fields
    assert CONTRADICTED == identity_consistent.CONTRADICTED
    assert [name for name, reading in fields.items() if CONTRADICTED in reading.methods] == [field]
    assert fields[field].value != CHINESE_FIELDS[field]


def test_print_read_with_doubt_is_read_by_the_lines():
    facts = read(READER, page(CHINESE.replace("EA1234567", "EA1284567") + ZONE, confidence=0.8))
    assert facts.fields[Field.NUMBER].value == "EA1234567"
    assert facts.fields[Field.NUMBER].methods == (TAKEN,)


@pytest.mark.parametrize("printed", ["EA12E4567", "EO1234567"])
def test_look_alikes_in_print_are_decided_by_the_lines(printed):
    number = printed.replace("O", "0")
    facts = read(READER, CHINESE.replace("EA1234567", printed) + zone(NAMES, with_digits(number)))
    assert facts.fields[Field.NUMBER].value == number


def test_lines_whose_digits_do_not_fit_contradict_nothing():
    broken = DATA.replace("900101", "900102")
    facts = read(READER, CHINESE + zone(NAMES, broken))
    assert values(facts) == CHINESE_FIELDS
    assert not any(CONTRADICTED in reading.methods for reading in facts.fields.values())
    # What has a digit of its own that fits still confirms.
    assert facts.fields[Field.NUMBER].methods == (CONFIRMED,)
    assert facts.fields[Field.BIRTH_DATE].methods == ()


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("MÜLLER, ANNA", "P<D<<MUELLER<<ANNA"),
        ("MÜLLER, ANNA", "P<D<<MULLER<<ANNA"),
        ("O'BRIEN-SMITH, JOHN", "P<GBROBRIEN<SMITH<<JOHN"),
        ("NGUYEN, VAN A", "P<VNMNGUYEN<<VAN<A"),
        (
            "PAPANDROPOULOUS-KONSTANTINOPOULOS, JONATHAN ALEXANDER",
            "P<GRCPAPANDROPOULOUS<KONSTANTINOPOULOS<<JONATHAN",
        ),
    ],
)
def test_names_are_spelled_otherwise_in_the_lines(printed, line):
    drawing = CHINESE.replace("OUYANG, MINGYUAN", printed).replace("欧阳明远", "")
    facts = read(READER, drawing + zone(f"{line[:44]:<<44}", DATA))
    assert facts.fields[Field.NAME_LATIN].value == printed
    assert facts.fields[Field.NAME_LATIN].methods == (CONFIRMED,)


def test_blanks_lost_in_print_are_found_in_the_lines():
    facts = read(READER, AMERICAN.replace("ANNA MARIA", "ANNAMARIA") + zone(SPECIMEN_NAMES, SPECIMEN_DATA))
    assert facts.fields[Field.NAME_LATIN].value == "ERIKSSON, ANNA MARIA"


@pytest.mark.parametrize(
    "drawing",
    [
        "姓名  欧阳明远\n\n性别  男  民族  汉\n\n出生  1990  年  1  月  1  日\n\n住址  北京市海淀区",
        "法定代表人证件类型：护照\n\n护照号码：EA1234567",
        "V<CHNOUYANG<<MINGYUAN<<<<<<<<<<<<<<<<<<<<<<<\n\n网站名称  云启",
        "",
    ],
)
def test_what_is_no_passport(drawing):
    assert READER.recognise(sheet(drawing)).confidence == 0


@pytest.mark.ocr
@pytest.mark.parametrize("seed", [1, 2])
def test_a_drawn_passport_is_read(engine: OcrEngine, seed: int):
    drawing = draw_permit("passport", seed)
    (document,) = documents_on(drawing.image, engine)
    assert document.kind is Kind.PASSPORT
    assert spaceless(as_truth(document)) == spaceless(drawing.truth)
    assert CONFIRMED in document.fields[Field.NUMBER].methods
