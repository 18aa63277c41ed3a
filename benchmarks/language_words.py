"""Words: lemmas, cases, number and possessor on treebanks, ours and every peer that is installed; throughput.

    python benchmarks/language_words.py [--treebanks FOLDER] [--half dev|report] [--rounds N]

Treebanks are Universal Dependencies, in the folder of test data (ORTAK_DATA: Kazakh KTB, Tatar NMCTT, Uyghur UDT,
Uzbek UT); `--treebanks` names a folder of further ones (tr_imst-ud-test.conllu and so on; what there is of them is
read). Of each, half of the sentences, drawn by seed 5, were in view when the rules were written; the other half is
reported. Counted are words of letters with a lemma; no punctuation, numbers, foreign words and parts of words. Lemmas
are compared in lower case. Case is counted on nouns that have one in the treebank, number and possessor likewise.
"""

import argparse
import contextlib
import io
import logging
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.engines.language.scripts import wilson  # noqa: E402  # the sources of this checkout
from ortak.engines.language.words import LANGUAGES, analyses, keys, lemma  # noqa: E402
from ortak.engines.language.words.analysing import readings  # noqa: E402

SEED = 5
SKIPPED = {"PUNCT", "NUM", "SYM", "X"}
Lemmatize = Callable[[str], str]


@dataclass(frozen=True)
class Token:
    form: str
    lemma: str
    category: str
    features: dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, help="a folder of further treebanks")
    parser.add_argument("--half", choices=("dev", "report"), default="report")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the throughput (default 3)")
    given = parser.parse_args()
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data") / "language" / "ud"
    files = sorted(folder.glob("*/*.conllu")) + sorted(given.treebanks.glob("*.conllu") if given.treebanks else [])
    if not files:
        sys.exit(f"no treebanks at {folder}: name the folder of test data in the environment variable ORTAK_DATA")
    if others := [file.name for file in files if file.name[:2] not in LANGUAGES]:
        print(f"Left out, of languages without a grammar: {', '.join(others)}\n")
    files = [file for file in files if file.name[:2] in LANGUAGES]
    sets = {file.stem.removesuffix(".conllu"): half(file, given.half) for file in files}
    peers, absent = installed()
    print(f"Half of each treebank, seed {SEED}: {given.half}. Absent: {', '.join(absent) or 'none'}\n")
    print("| Treebank | Words | The form itself | Ours | 95 % | Among 3 | Peers |\n|---|---|---|---|---|---|---|")
    for name, tokens in sets.items():
        print(lemma_row(name, tokens, peers.get(name[:2], {})))
    print("\n| Treebank | Case | Number | Possessor | A key in common with the lemma | Keys a word |")
    print("|---|---|---|---|---|---|")
    for name, tokens in sets.items():
        print(feature_row(name, tokens))
    print("\n| Language | Words in a second of processor time | Peers, and how many times as fast ours is |")
    print("|---|---|---|")
    for name, tokens in {name[:2]: tokens for name, tokens in sets.items()}.items():
        print(speed_row(name, tokens, peers.get(name, {}), given.rounds))


def half(file: Path, which: str) -> list[Token]:
    """The words of half of the sentences of a file."""
    all_sentences = list(sentences(file))
    random.Random(SEED).shuffle(all_sentences)
    middle = len(all_sentences) // 2
    chosen = all_sentences[:middle] if which == "dev" else all_sentences[middle:]
    return [token for sentence in chosen for token in sentence]


def sentences(file: Path) -> Iterator[list[Token]]:
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        found, parts = [], set()
        for line in block.splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 6:
                continue
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                parts.update(range(first, last + 1))
                continue
            if "." in cells[0] or int(cells[0]) in parts or cells[3] in SKIPPED or cells[2] == "_":
                continue
            if cells[1][0].isalpha():
                pairs = (each.partition("=") for each in cells[5].split("|") if "=" in each)
                found.append(Token(cells[1], cells[2], cells[3], {name: value for name, _, value in pairs}))
        if found:
            yield found


def folded(text: str, language: str) -> str:
    if language in ("tr", "az"):
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower().replace("i̇", "i").replace("‘", "ʻ").replace("’", "ʼ").replace("'", "ʼ")


def lemma_row(name: str, tokens: list[Token], peers: dict[str, Lemmatize]) -> str:
    language = name[:2]
    wanted = [folded(token.lemma, language) for token in tokens]

    def right(lemmatize: Lemmatize) -> list[bool]:
        pairs = zip(tokens, wanted, strict=True)
        return [folded(lemmatize(token.form), language) == gold for token, gold in pairs]

    ours = right(lambda form: lemma(form, language))
    interval = wilson(sum(ours), len(ours))
    among = [
        gold in {folded(each.lemma, language) for each in found[: _places(found)]}
        for gold, found in ((gold, analyses(token.form, language)) for gold, token in zip(wanted, tokens, strict=True))
    ]
    others = ", ".join(f"{peer} {share(right(lemmatize))}" for peer, lemmatize in peers.items()) or "none"
    shown = f"{share(right(str))} | {share(ours)} | {interval.low:.1%} to {interval.high:.1%} | {share(among)}"
    return f"| {name} | {len(tokens):,} | {shown} | {others} |"


def _places(found: tuple) -> int:
    """How many readings hold the three likeliest lemmas."""
    seen: dict[str, None] = {}
    for place, each in enumerate(found):
        seen[each.lemma] = None
        if len(seen) > 3:
            return place
    return len(found)


def feature_row(name: str, tokens: list[Token]) -> str:
    language = name[:2]
    nouns = [token for token in tokens if token.category in ("NOUN", "PROPN")]
    best = [told_by(analyses(token.form, language)[0].features) for token in nouns]
    cells = []
    for feature in ("Case", "Number", "Person[psor]"):
        told = [
            token.features[feature] == ours.get(feature)
            for token, ours in zip(nouns, best, strict=True)
            if feature in token.features
        ]
        cells.append(f"{share(told)} of {len(told):,}" if told else "not told")
    common, number = [], 0
    for token in tokens:
        form = keys(token.form, language)
        number += len(form)
        common.append(not set(form).isdisjoint(keys(token.lemma, language)))
    return f"| {name} | {' | '.join(cells)} | {share(common)} | {number / len(tokens):.2f} |"


def told_by(features: str) -> dict[str, str]:
    return {name: value for name, _, value in (each.partition("=") for each in features.split("|"))}


def share(told: list[bool]) -> str:
    return f"{sum(told) / max(1, len(told)):.1%}"


def speed_row(language: str, tokens: list[Token], peers: dict[str, Lemmatize], rounds: int) -> str:
    forms = [token.form for token in tokens][:2000]

    def ours(form: str) -> str:
        return lemma(form, language)

    rates: dict[str, list[float]] = {}
    ours(forms[0])
    for _ in range(rounds):
        for peer, lemmatize in {"ours": ours, **peers}.items():
            readings.cache_clear()
            start = time.process_time()
            for form in forms:
                lemmatize(form)
            rates.setdefault(peer, []).append(len(forms) / (time.process_time() - start))
    middle = {peer: statistics.median(each) for peer, each in rates.items()}
    spread = f"{min(rates['ours']):,.0f} to {max(rates['ours']):,.0f}"
    others = [f"{peer} {rate:,.0f} ({middle['ours'] / rate:.2f})" for peer, rate in middle.items() if peer != "ours"]
    return f"| {language} | {middle['ours']:,.0f} ({spread}) | {', '.join(others) or 'none'} |"


def installed() -> tuple[dict[str, dict[str, Lemmatize]], list[str]]:
    """Peers by language, and the names of those that are not installed."""
    found: dict[str, dict[str, Lemmatize]] = {}
    absent = []
    for language, name, make in PEERS:
        try:
            found.setdefault(language, {})[name] = make()
        except Exception as problem:  # a peer that does not start is absent, whatever its reason
            absent.append(f"{name} ({language}: {type(problem).__name__})")
    return found, absent


def _simplemma(language: str) -> Callable[[], Lemmatize]:
    def make() -> Lemmatize:
        tool = import_module("simplemma").lemmatize
        tool("a", lang=language)
        return lambda form: str(tool(form, lang=language))

    return make


def _snowball() -> Lemmatize:
    return import_module("snowballstemmer").stemmer("turkish").stemWord


def _zeyrek() -> Lemmatize:
    logging.disable(logging.WARNING)
    analyzer = import_module("zeyrek").MorphAnalyzer()

    def lemmatize(form: str) -> str:
        with contextlib.redirect_stdout(io.StringIO()):
            found = analyzer._parse(form)  # `lemmatize` wants a tokenizer's data from the network for the same answer
        return str(found[0].dict_item.root) if found else form

    lemmatize("evler")
    return lemmatize


def _uzmorphanalyser() -> Lemmatize:
    tool = import_module("UzMorphAnalyser").UzMorphAnalyser()
    return lambda form: str(tool.lemmatize(form.replace("ʻ", "'"))).replace("'", "ʻ")


def _lemmauz() -> Lemmatize:
    tool = import_module("lemmauz").fsm_lemmatize
    return lambda form: str(tool(form.replace("ʻ", "'"))).replace("'", "ʻ")


PEERS: list[tuple[str, str, Callable[[], Lemmatize]]] = [
    ("tr", "snowball", _snowball),
    ("tr", "zeyrek", _zeyrek),
    ("tr", "simplemma", _simplemma("tr")),
    ("uz", "UzMorphAnalyser", _uzmorphanalyser),
    ("uz", "lemmauz", _lemmauz),
]

if __name__ == "__main__":
    main()
