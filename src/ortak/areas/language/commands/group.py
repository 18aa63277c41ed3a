"""`ortak language`: the verbs join this group."""

import click

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")


@click.group()
def cli() -> None:
    """Convert between the alphabets of Azerbaijani, Kazakh, Kyrgyz, Turkmen, Turkish and Uzbek.

    \b
    Examples:
      echo "Ўзбекистон" | ortak language convert --from uz-Cyrl --to uz-Latn
      ortak language convert --from kk-Cyrl --to kk-Latn-x-common < book.txt > book-common.txt
      ortak language tags
      ortak language explain --from uz-Cyrl --to uz-Latn "цирк"
    """
