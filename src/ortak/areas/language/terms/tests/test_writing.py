"""What goes out: the same graph in three notations, SKOS and TBX by the rules of their standards."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ortak.areas.language.terms import (
    FORMATS,
    STATUSES,
    Concept,
    Term,
    TermBase,
    UnknownValue,
    Wanted,
    select,
    termbase,
    written,
)
from ortak.areas.language.terms.skos import PREFIXES, graph
from ortak.areas.language.terms.tbx import NAMESPACE

SKOS, SKOSXL = PREFIXES["skos"], PREFIXES["skosxl"]
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: TBX-Basic, DCA: where a data category may stand, and what values it has
CATEGORIES = {
    ("descrip", "subjectField"): {"conceptEntry"},
    ("descrip", "definition"): {"conceptEntry", "langSec"},
    ("termNote", "administrativeStatus"): {"termSec"},
    ("admin", "source"): {"conceptEntry", "langSec", "termSec"},
}
PICKLIST = {f"{word}Term-admn-sts" for word in ("admitted", "deprecated", "superseded", "preferred")}
#: TBX core structure: what an element may hold, in this order
STRUCTURE = {
    "tbx": ["tbxHeader", "text"],
    "tbxHeader": ["fileDesc", "encodingDesc", "revisionDesc"],
    "fileDesc": ["titleStmt", "publicationStmt", "sourceDesc"],
    "text": ["body", "back"],
    "body": ["conceptEntry"],
    "conceptEntry": ["descrip", "langSec"],
    "langSec": ["descrip", "termSec"],
    "termSec": ["term", "termNote", "admin"],
}


@pytest.fixture(scope="module")
def base() -> TermBase:
    return termbase()


@pytest.fixture(scope="module")
def some(base: TermBase) -> tuple[Concept, ...]:
    """Two domains that hold every status, with signs that need escaping added."""
    awkward = Concept("law.awkward", "law", (Term("en", 'a <b> & "c" \\ d', "proposed", "ortak", "<&>"),))
    chosen = (*select(base, Wanted("customs")), *select(base, Wanted("law")), base.concept("countries.tr"), awkward)
    assert {term.status for concept in chosen for term in concept.terms} == set(STATUSES)
    return chosen


def text(base: TermBase, concepts: tuple[Concept, ...], name: str) -> str:
    return "".join(written(base, concepts, name))


def test_csv_and_json_hold_every_term(base: TermBase, some: tuple[Concept, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(text(base, some, "csv"))))
    document = json.loads(text(base, some, "json"))
    wanted = [(concept.id, term.language, term.text) for concept in some for term in concept.terms]
    assert [(row["concept"], row["language"], row["term"]) for row in rows] == wanted
    assert [(c["id"], t["language"], t["term"]) for c in document["concepts"] for t in c["terms"]] == wanted
    assert {source["id"] for source in document["sources"]} == {row["source"] for row in rows}


def test_no_cell_runs_in_a_spreadsheet(base: TermBase) -> None:
    bad = Concept("law.x", "law", (Term("en", "=1+1", "", "ortak", "@x"),))
    row = next(csv.DictReader(io.StringIO(text(base, (bad,), "csv"))))
    assert (row["term"], row["place"]) == ("'=1+1", "'@x")


def test_an_unknown_format_says_what_is_valid(base: TermBase) -> None:
    with pytest.raises(UnknownValue, match="unknown format 'xls'; valid are csv, json, skos, skos-json, skos-xml, tbx"):
        written(base, (), "xls")


def test_labels_keep_the_integrity_conditions_of_skos(base: TermBase) -> None:
    """S13: the kinds of label are disjoint. S14: one preferred label a language. For all concepts."""
    for node in graph(base, list(base.concepts.values())):
        if node.kind != "skos:Concept":
            continue
        labels = [(name, value) for name, value in node.said if name.endswith("Label") and name.startswith("skos:")]
        preferred = Counter(value.language for name, value in labels if name == "skos:prefLabel")
        assert all(count == 1 for count in preferred.values())
        assert len({value for _, value in labels}) == len(labels)


def test_every_notation_says_the_same(base: TermBase, some: tuple[Concept, ...]) -> None:
    """JSON-LD by a JSON reader, RDF/XML by an XML reader: subject, predicate, value."""

    def full(name: str) -> str:
        prefix, _, rest = name.partition(":")
        return PREFIXES[prefix] + rest

    from_json = Counter()
    for node in json.loads(text(base, some, "skos-json"))["@graph"]:
        from_json[node["@id"], PREFIXES["rdf"] + "type", full(node["@type"]), ""] += 1
        for name, values in node.items():
            if not name.startswith("@"):
                for value in values:
                    what = value.get("@id") or value["@value"]
                    from_json[node["@id"], full(name), what, value.get("@language", "")] += 1
    about, resource = (f"{{{PREFIXES['rdf']}}}{name}" for name in ("about", "resource"))
    from_xml = Counter()
    for node in ElementTree.fromstring(text(base, some, "skos-xml")):
        kind = node.tag[1:].replace("}", "")
        from_xml[node.get(about), PREFIXES["rdf"] + "type", kind, ""] += 1
        for child in node:
            what = child.get(resource) or child.text
            from_xml[node.get(about), child.tag[1:].replace("}", ""), what, child.get(LANG) or ""] += 1
    assert from_json == from_xml
    assert len(from_json) > 1_000


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib's JSON-LD
@pytest.mark.parametrize(("name", "notation"), [("skos", "turtle"), ("skos-json", "json-ld"), ("skos-xml", "xml")])
def test_rdflib_reads_it(base: TermBase, some: tuple[Concept, ...], name: str, notation: str) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    read = rdflib.Graph().parse(data=text(base, some, name), format=notation)
    said = sum(1 + len(node.said) for node in graph(base, some))
    assert len(read) == said
    labels = set(read.objects(rdflib.URIRef("urn:ortak:terms:countries.tr"), rdflib.URIRef(f"{SKOS}hiddenLabel")))
    assert labels == {rdflib.Literal("Turkey", lang="en")}


def tbx(base: TermBase, concepts: tuple[Concept, ...]) -> ElementTree.Element:
    return ElementTree.fromstring(text(base, concepts, "tbx"))


def local(element: ElementTree.Element) -> str:
    space, _, name = element.tag[1:].partition("}")
    assert space == NAMESPACE
    return name


def test_tbx_has_the_structure_of_the_standard(base: TermBase) -> None:
    """The whole base: names, order, data categories and their levels, values, ids, one section a language."""
    root = tbx(base, tuple(base.concepts.values()))
    assert root.attrib == {"style": "dca", "type": "TBX-Basic", LANG: "en"}
    identities = Counter(element.get("id") for element in root.iter(f"{{{NAMESPACE}}}conceptEntry"))
    assert set(identities.values()) == {1} and identities.keys() == base.concepts.keys()
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", str(identity)) for identity in identities)  # an NCName
    for parent in root.iter():
        children = [local(child) for child in parent]
        if local(parent) in STRUCTURE:
            order = STRUCTURE[local(parent)]
            assert [order.index(child) for child in children] == sorted(order.index(child) for child in children)
        for child in parent:
            if (kind := child.get("type")) and local(child) != "tbx":
                assert local(parent) in CATEGORIES[local(child), kind]
    for entry in root.iter(f"{{{NAMESPACE}}}conceptEntry"):
        languages = [section.get(LANG) for section in entry.iterfind(f"{{{NAMESPACE}}}langSec")]
        assert languages and len(set(languages)) == len(languages)
    notes = root.iter(f"{{{NAMESPACE}}}termNote")
    assert {note.text for note in notes} <= PICKLIST


def test_tbx_holds_every_term_with_its_status(base: TermBase, some: tuple[Concept, ...]) -> None:
    found = Counter()
    for section in tbx(base, some).iter(f"{{{NAMESPACE}}}langSec"):
        for term in section.iterfind(f"{{{NAMESPACE}}}termSec"):
            found[section.get(LANG), term.findtext(f"{{{NAMESPACE}}}term")] += 1
    assert found == Counter((term.language, term.text) for concept in some for term in concept.terms)


def test_pieces_are_made_one_by_one(base: TermBase) -> None:
    """A reader of the first piece does not wait for the last: every format is an iterator."""
    for name in FORMATS:
        assert next(iter(written(base, list(base.concepts.values()), name)))


def test_what_ships_stays_small() -> None:
    folder = Path(__file__).parents[2] / "data" / "terms"
    assert sum(file.stat().st_size for file in folder.glob("*.csv")) < 3_000_000
