"""What the converter says of its rules, its losses and its alphabets is in Turkish too."""

from ortak.areas.language.accuracy import measured
from ortak.engines.language.scripts import common_letters, converter, orthographies, reachable
from ortak.mechanisms.contract.translations import data_folders, own, translations


def said() -> set[str]:
    """Every sentence of the converter that a page shows."""
    found = {each.measured_on for each in measured()}
    found |= {letter.disagreement for letter in common_letters()}
    for each in orthographies():
        found |= {each.status, *each.disagreements}
        for tag in reachable(each.tag):
            made = converter(each.tag, tag)
            found |= {rule.note for rule in made.rules} | {loss.reason for loss in made.losses}
    return found - {""}


def test_every_sentence_is_in_turkish() -> None:
    """If this fails, a sentence is new or has changed: bring `data/titles/tr/notes.csv` up to date."""
    assert {text for text in said() if own(text, "tr") is None} == set()


def test_no_translation_is_of_a_sentence_that_is_gone() -> None:
    [folder] = [folder for folder in data_folders() if folder.parent.name == "language"]
    notes = {each.en for each in translations(folder, "tr") if "notes.csv" in each.place}
    assert notes - said() == set()
