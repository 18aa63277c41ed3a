"""The data files: what ships is whole and cited, and what cannot be meant is said with file, line and what is valid."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.areas.language.terms import LANGUAGES, MEMBERS, BadTerms, Term, common_form, read, termbase
from ortak.areas.language.terms.languages import wrong_script
from ortak.areas.language.terms.reading import TERM_HEAD

GOOD = "energy.ohm,en,ohm,,s,p\nenergy.ohm,kk,ом,,s,p\n"
DOMAINS = "id,area,en,tr\nenergy,energy,Energy,Enerji\n"
SOURCES = (
    "id,title,producer,edition,licence,url,agreed_by,note\n"
    "s,A list,Somebody,1,CC0-1.0,,,\n"
    "t,A treaty,Somebody,1,Public,,The parties,\n"
)
DEFINITIONS = "concept,language,definition\n"


def folder(path: Path, terms: str = GOOD, head: str = ",".join(TERM_HEAD), **files: str) -> Path:
    texts = {"domains": DOMAINS, "sources": SOURCES, "definitions": DEFINITIONS, "energy": f"{head}\n{terms}"} | files
    for name, text in texts.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(BadTerms) as caught:
        read(path)
    return [str(problem) for problem in caught.value.problems]


def test_what_ships_is_large_enough_and_cited() -> None:
    base = termbase()
    assert len(base.concepts) >= 1_500
    assert Counter(concept.domain for concept in base.concepts.values()).keys() == base.domains.keys()
    used = {term.source for concept in base.concepts.values() for term in concept.terms}
    assert used == base.sources.keys()
    permissive = ("Unicode-3.0", "ISC", "BSD-3-Clause", "MIT", "Public", "Facts", "Licence of Ortak")
    assert all(source.licence.startswith(permissive) for source in base.sources.values())


def test_every_concept_can_be_compared() -> None:
    """Each has an English term and at least two others; every member's language has a thousand terms and more."""
    concepts = termbase().concepts.values()
    assert all("en" in concept.by_language and len(concept.by_language) >= 2 for concept in concepts)
    terms = Counter(language for concept in concepts for language in concept.by_language)
    assert terms.keys() == LANGUAGES.keys()
    assert all(terms[language] >= 1_000 for language in (*MEMBERS, "tk", "hu", "ru"))


def test_only_what_a_body_agreed_on_is_agreed() -> None:
    base = termbase()
    agreed = [term for concept in base.concepts.values() for term in concept.terms if term.status == "agreed"]
    assert len(agreed) > 100
    assert all(base.sources[term.source].agreed_by for term in agreed)
    assert {term.language for term in agreed} == {"en", "ru"}


def test_names_agree_with_a_reader_that_is_not_ours() -> None:
    """CLDR as Babel ships it has the same country names, but for the few that changed between its editions."""
    from babel import Locale

    concepts = termbase().concepts.values()
    same = {"az": 0, "kk": 0, "ky": 0, "tr": 0, "uz": 0}
    for language in same:
        names = Locale.parse(language).territories
        rows = [
            (concept.id[-2:].upper(), concept.by_language.get(language, ()))
            for concept in concepts
            if concept.domain == "countries" and len(concept.id) == 12
        ]
        plain = str.maketrans("‘’", "ʻʼ")
        hits = [names[code].translate(plain) in {term.text for term in terms} for code, terms in rows if code in names]
        same[language] = sum(hits) / len(hits)
    assert min(same.values()) > 0.95, same


def test_a_small_base_is_read(tmp_path: Path) -> None:
    concept = read(folder(tmp_path)).concept("energy.ohm")
    assert concept.terms == (Term("en", "ohm", "", "s", "p"), Term("kk", "ом", "", "s", "p"))
    assert concept.preferred("tr") is None and concept.label("tr").text == "ohm"


def test_agreed_terms_come_first_and_deprecated_last(tmp_path: Path) -> None:
    rows = "energy.a,en,old,deprecated,t,\nenergy.a,en,usual,,s,\nenergy.a,en,said,agreed,t,\n"
    concept = read(folder(tmp_path, rows)).concept("energy.a")
    assert [term.text for term in concept.by_language["en"]] == ["said", "usual", "old"]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("energy.ohm,xx,ohm,,s,p\n", "energy.csv, line 2: unknown language 'xx'; valid are en, tr, az"),
        ("energy.ohm,en,ohm,,z,p\n", "energy.csv, line 2: unknown source 'z'; valid are s, t"),
        ("energy.ohm,en,ohm,good,s,p\n", "unknown status 'good'; valid are empty, proposed, agreed, deprecated"),
        ("energy.ohm,en,ohm,agreed,s,p\n", "sources.csv names no body that agreed in 's'"),
        ("energy.ohm,kk,ohm,,s,p\n", "wrong script: 'ohm' is LATIN, a term of kk is CYRILLIC"),
        ("energy.ohm,kk,cом,,s,p\n", "wrong script: 'cом' mixes CYRILLIC and LATIN"),
        ("energy.ohm,en,ohm ,,s,p\n", "the term 'ohm ' is empty, not in Unicode form NFC"),
        ("energy.ohm,tr,u\u0308ç,,s,p\n", "not in Unicode form NFC"),
        ("energy.ohm,en,,,s,p\n", "the term '' is empty"),
        ("power.ohm,en,ohm,,s,p\n", "concept 'power.ohm'; valid is energy. and a name of a-z"),
        ("energy.Ohm,en,ohm,,s,p\n", "concept 'energy.Ohm'; valid is"),
        (GOOD + "energy.ohm,en,ohm,,s,q\n", "line 4: the term 'ohm' stands in line 2 already"),
        (GOOD + "energy.v,en,volt,,s,\nenergy.ohm,tr,om,,s,\n", "line 5: concept 'energy.ohm' stands further up"),
        ("energy.ohm,en,ohm,,s\n", "line 2: 5 cells; valid are 6: concept,language,term"),
        ('energy.ohm,en,"ohm,,s,p\n', "not CSV"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, terms: str, said: str) -> None:
    assert any(said in problem for problem in problems(folder(tmp_path, terms)))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"head": "concept,term"}, "energy.csv, line 1: the head is 'concept,term'; valid is concept,language,term"),
        ({"other": "a\n"}, "other.csv, line 1: no domain is called 'other'; valid are energy"),
        ({"sources": SOURCES.replace("CC0-1.0", "")}, "sources.csv, line 2: source 's' lacks licence"),
        ({"sources": SOURCES + "s,B,C,1,MIT,,,\n"}, "sources.csv, line 4: source 's' stands twice"),
        ({"domains": DOMAINS.replace("Enerji", "")}, "domains.csv, line 2: domain 'energy' needs"),
        ({"definitions": DEFINITIONS + "energy.x,en,No\n"}, "definitions.csv, line 2: no concept 'energy.x' has terms"),
        ({"definitions": DEFINITIONS + "energy.ohm,en,A\n" * 2}, "line 3: 'energy.ohm' has a definition in en already"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert any(said in problem for problem in problems(folder(tmp_path, **files)))


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    found = problems(folder(tmp_path, "energy.a,xx,a,,s,\nenergy.b,en,b,,z,\nenergy.c,kk,c,,s,\n"))
    assert [problem.partition(":")[0] for problem in found] == [f"energy.csv, line {line}" for line in (2, 3, 4)]


def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    (folder(tmp_path) / "energy.csv").write_bytes(b"\xff\xfe")
    assert problems(tmp_path) == ["energy.csv, line 1: not UTF-8 at byte 0; save the file as UTF-8"]
    (tmp_path / "energy.csv").unlink()
    (tmp_path / "sources.csv").unlink()
    assert "sources.csv, line 1: the file is missing" in problems(tmp_path)


@given(st.text(max_size=40), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_is_judged(term: str, language: str) -> None:
    assert isinstance(wrong_script(term, language), str)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_has_a_common_form_or_none(term: str, language: str) -> None:
    assert isinstance(common_form(term, language), str)


@given(st.lists(st.lists(st.text(max_size=8), max_size=7), max_size=4))
def test_any_rows_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = "".join(",".join(row) + "\n" for row in rows).encode("utf-8", "surrogatepass")
    path = folder(tmp_path_factory.mktemp("terms"))
    (path / "energy.csv").write_bytes(b",".join(name.encode() for name in TERM_HEAD) + b"\n" + text)
    try:
        read(path)
    except BadTerms as error:
        assert error.problems


def test_the_docs_tell_what_there_is() -> None:
    text = (Path(__file__).parents[6] / "docs" / "language-terms.md").read_text(encoding="utf-8")
    base = termbase()
    terms = [term for concept in base.concepts.values() for term in concept.terms]
    assert f"{len(base.concepts):,} concepts in {len(base.domains)} domains with {len(terms):,} terms" in text
    counted = [int(number.replace(",", "")) for number in re.findall(r"\| ([\d,]+) \|$", text, re.M)]
    assert sum(counted) == len(terms)
