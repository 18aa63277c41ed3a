"""Search that crosses languages: a Turkish query finds the Kazakh, Uzbek, Kyrgyz, Azerbaijani document, and says why.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     documents = [Document("1", "uz", "Yulduzlar porladi"), Document("2", "uz", "Yomgʻir yogʻdi")]
    ...     index = Index(Path(folder)).add(documents)
    ...     [hit.id for hit in search(index, "жұлдыз", "kk")]
    ['1']

Texts become words (`words`), words become sounds and possible stems (`stems`) and skeletons (`skeletons`); a word of
the query is matched with the words of the index (`matching`), and documents are ranked by them (`ranking`). Needs
numpy.
"""

from ortak.engines.language.searching.documents import checked_language, read_documents
from ortak.engines.language.searching.errors import BadDocuments, BadIndex, SearchError, UnknownLanguage
from ortak.engines.language.searching.finding import Hit, Reason, search
from ortak.engines.language.searching.guessing import guess
from ortak.engines.language.searching.index import Index
from ortak.engines.language.searching.matching import Settings
from ortak.engines.language.searching.segments import Document

VERSION = "1"

__all__ = [
    "VERSION",
    "BadDocuments",
    "BadIndex",
    "Document",
    "Hit",
    "Index",
    "Reason",
    "SearchError",
    "Settings",
    "UnknownLanguage",
    "checked_language",
    "guess",
    "read_documents",
    "search",
]
