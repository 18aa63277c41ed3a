"""`ortak language`: the verbs join this group."""

import click


@click.group()
def cli() -> None:
    """Turkic languages: alphabets, terms, words of one origin.

    \b
    Examples:
      echo "Ўзбекистон" | ortak language convert --from uz-Cyrl --to uz-Latn
      ortak language convert --from kk-Cyrl --to kk-Arab --report < book.txt > book-arab.txt
      ortak language explain --from uz-Cyrl --to uz-Latn "цирк"
      ortak language terms search gümrük
      ortak language cognates words.csv
      ortak language words "ağaçlarımızdan" --lang tr
    """
