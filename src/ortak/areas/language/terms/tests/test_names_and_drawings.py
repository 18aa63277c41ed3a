"""What the base must not hold: descriptions of drawings instead of words for things, states by other lists than that of
the United Nations, acronyms and names in small letters."""

import re
from collections.abc import Iterator

import pytest

from ortak.areas.language.terms import Concept, Term, termbase

MEMBERS = re.findall(
    r"[a-z]+",
    """
ad ae af ag al am ao ar at au az ba bb bd be bf bg bh bi bj bn bo br bs bt bw by bz ca cd cf cg ch ci cl cm cn co cr cu
cv cy cz de dj dk dm do dz ec ee eg er es et fi fj fm fr ga gb gd ge gh gm gn gq gr gt gw gy hn hr ht hu id ie il in iq
ir is it jm jo jp ke kg kh ki km kn kp kr kw kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mr mt mu
mv mw mx my mz na ne ng ni nl no np nr nz om pa pe pg ph pk pl pt pw py qa ro rs ru rw sa sb sc sd se sg si sk sl sm sn
so sr ss st sv sy sz td tg th tj tl tm tn to tr tt tv tz ua ug us uy uz vc ve vn vu ws ye za zm zw
""",
)
OBSERVERS = ["ps", "va"]
"""The states of the United Nations by ISO 3166-1, as the standard M49 lists them."""

DRAWN = {
    "en": r"\bfaces?\b|\bperson\b|\bpeople\b|\bsign\b|with (?:ballot|lightning|rain|snow|umbrella)|\bsun behind\b",
    "tr": r"\byüzü\b|\bkişi(?:ler)?\b|\bburcu\b|haçlı",
    "az": r"\büzü\b|\bbürcü\b|xaçlı",
    "kk": r"\b(?:беті|басы)$|\bадам\b|крест бейнеленген|(?:тоқты|егіздер|шаян|торпақ) белгісі",
    "ky": r"\b(?:бети|башы)$|\bадам\b|кресттүү|крести бар",
    "uz": r"\byuzi\b|\bodam\b|\bburji\b|xochli",
    "tk": r"\býüzi?$|\badam(?:lar)?\b",
    "ba": r" башы$|\bкеше\b",
    "ug": "چىراي$| يۈز$",
    "hu": r"\w(?:fej|arc)$|\bember\b|csillagjegy|kereszttel|szavazólappal",
    "ru": r"\b(?:морда|голова|лицо)\b|знак зодиака|с белым крестом",
}
SMALL = {"dna", "dnt", "dnk", "днк", "днқ", "atm", "url", "gps", "milky way", "samanyolu", "süd yolu"}


def annotated() -> Iterator[tuple[Concept, Term]]:
    for concept in termbase().concepts.values():
        for term in concept.terms:
            if term.source == "cldr-annotations":
                yield concept, term


def drawn(term: Term) -> bool:
    """Whether a term tells what a drawing shows."""
    return re.search(DRAWN.get(term.language, "$^"), term.text, re.I) is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "морда волка"),
        ("kk", "аюдың беті"),
        ("ky", "карышкырдын башы"),
        ("hu", "medvefej"),
        ("az", "panda üzü"),
        ("tk", "gäwmiş ýüz"),
        ("uz", "oq xochli dubulgʻa"),
        ("ru", "знак зодиака Овен"),
        ("kk", "тоқты белгісі"),
        ("en", "person playing handball"),
        ("en", "ballot box with ballot"),
    ],
)
def test_a_drawing_is_known_as_one(language: str, text: str) -> None:
    assert drawn(Term(language, text, "", "cldr-annotations", ""))


def test_no_term_tells_what_a_drawing_shows() -> None:
    allowed = {"transport.stop-sign", "health.foot"}
    found = [(concept.id, term.text) for concept, term in annotated() if drawn(term) and concept.id not in allowed]
    assert found == []


def test_no_concept_is_a_drawing() -> None:
    named = re.compile(r"\.(?:person|people|man|woman|men|women|cloud-with|sun-behind)-|-face$|-with-")
    assert [concept.id for concept, _ in annotated() if named.search(concept.id)] == []


def test_acronyms_and_names_keep_their_capitals() -> None:
    terms = [term.text for concept in termbase().concepts.values() for term in concept.terms]
    assert SMALL.isdisjoint(terms)


def test_states_are_those_of_the_united_nations() -> None:
    assert (len(MEMBERS), len(OBSERVERS)) == (193, 2)
    names = [identity.partition(".")[2] for identity in termbase().concepts if identity.startswith("countries.")]
    assert {name for name in names if not name.isdigit()} == {*MEMBERS, *OBSERVERS}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ps", "State of Palestine"),
        ("va", "Holy See"),
        ("kp", "Democratic People’s Republic of Korea"),
        ("kr", "Republic of Korea"),
        ("mm", "Myanmar"),
        ("tr", "Türkiye"),
        ("md", "Republic of Moldova"),
        ("cd", "Democratic Republic of the Congo"),
    ],
)
def test_a_state_bears_the_name_that_the_united_nations_use(code: str, name: str) -> None:
    term = termbase().concept(f"countries.{code}").label("en")
    assert (term.text, term.status, term.source) == (name, "agreed", "un-names")
