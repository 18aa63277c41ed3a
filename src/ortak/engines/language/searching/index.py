"""An index in a folder: segments, what was deleted from each, and a list that says which of them count.

Every change writes new files first and then replaces the list in one step, so that a reader sees the state before or
the state after, whenever the writer is killed. Readers that are at work keep the files that they have open.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from ortak.engines.language.searching.errors import BadIndex
from ortak.engines.language.searching.merging import merged
from ortak.engines.language.searching.segments import Document, Segment, built, number_of
from ortak.engines.language.searching.sentence_model import Model, vectors_of
from ortak.engines.language.searching.storage import Array, only_writer, read_folder, write_folder, write_json

FORMAT = 1
LIST = "index.json"
Entry = dict[str, Any]  # name of a segment, and of the folder that says what was deleted from it
AT_A_TIME = 100_000
"""Documents of a segment as it is first written: they are held in memory."""
SEGMENTS = 8
"""More segments than this are merged, the smallest first."""


@dataclass(frozen=True)
class Part:
    """A segment in an index: its folder, and which documents count."""

    name: str
    segment: Segment
    deleted: Array | None
    vectors: Array | None = None
    means: Array | None = None
    meanings: Array | None = None

    @property
    def alive(self) -> int:
        """How many documents count."""
        return len(self.segment) - (0 if self.deleted is None else int(self.deleted.sum()))


class Index:
    """An index in a folder, as it is at the moment of opening; `add` and `delete` answer with the new state.

    Raises `BadIndex` if the folder holds something else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listed = _listed(folder)
        self.parts = [_part(folder, entry) for entry in self.listed["segments"]]

    @classmethod
    def existing(cls, folder: Path) -> "Index":
        """The index that is in a folder. Raises `BadIndex` if there is none.

        >>> Index.existing(Path("nodir"))
        Traceback (most recent call last):
        ortak.engines.language.searching.errors.BadIndex: no index in nodir; `index add` makes one
        """
        found = cls(folder)
        if not (folder / LIST).exists():
            raise BadIndex(f"no index in {folder}; `index add` makes one")
        return found

    def __len__(self) -> int:
        return sum(part.alive for part in self.parts)

    def add(self, documents: Iterable[Document]) -> "Index":
        """Add documents; one whose id is there replaces it.

        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     index = Index(Path(folder)).add([Document("1", "kk", "жұлдыз"), Document("2", "tr", "ay")])
        ...     len(index), len(index.add([Document("2", "tr", "güneş")])), len(index.delete(["1"]))
        (2, 2, 1)
        """
        with only_writer(self.folder):
            now = Index(self.folder)
            rows = iter(documents)
            while batch := _last_of_each_id(islice(rows, AT_A_TIME)):
                now = now._with(built(batch), [document.id for document in batch])
            return now._tidied()

    def delete(self, ids: Sequence[str]) -> "Index":
        """Delete documents by id; ids that are not there are passed over."""
        with only_writer(self.folder):
            return Index(self.folder)._without(ids)._tidied()

    def compact(self) -> "Index":
        """The same documents in one segment: quickest to ask, and free of what was deleted."""
        with only_writer(self.folder):
            now = Index(self.folder)
            if len(now.parts) > 1 or any(part.deleted is not None for part in now.parts):
                now = now._merging(range(len(now.parts)))
            return now._tidied()

    def with_vectors(self, model: Model) -> "Index":
        """The index with a vector of the sentence model for every term; parts that have them keep theirs."""
        with only_writer(self.folder):
            now = Index(self.folder)
            for at, part in enumerate(now.parts):
                if part.vectors is None:
                    name = now._new_name(f"{part.name}-vectors")
                    write_folder(now.folder / name, vectors_of(part.segment, model))
                    entries = [dict(entry) for entry in now.listed["segments"]]
                    entries[at]["vectors"] = name
                    now = now._now_listed(entries)
            return now

    def missing(self, ids: Iterable[str]) -> list[str]:
        """Those of the ids that no document has."""
        return [each for each in ids if not any(True for _ in self._places([each]))]

    def _places(self, ids: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Part and place of the documents with these ids."""
        numbers = np.array([number_of(each) for each in ids], np.uint64)
        for at, part in enumerate(self.parts):
            keys = part.segment.arrays["id_keys"]
            if not len(keys):
                continue
            found = np.minimum(np.searchsorted(keys, numbers), len(keys) - 1)
            for which in np.flatnonzero(keys[found] == numbers).tolist():
                place = part.segment.place_of(ids[which])
                if place is not None and (part.deleted is None or not part.deleted[place]):
                    yield at, place

    def _with(self, segment: Segment, ids: Sequence[str]) -> "Index":
        name = self._new_name("segment")
        segment.write(self.folder / name)
        listed = self._entries_without(ids)
        return self._now_listed([*listed, {"name": name, "deleted": None}])

    def _without(self, ids: Sequence[str]) -> "Index":
        return self._now_listed(self._entries_without(ids))

    def _entries_without(self, ids: Sequence[str]) -> list[Entry]:
        places: dict[int, list[int]] = {}
        for at, place in self._places(ids):
            places.setdefault(at, []).append(place)
        entries = [dict(entry) for entry in self.listed["segments"]]
        for at, gone in places.items():
            part = self.parts[at]
            deleted = np.zeros(len(part.segment), bool) if part.deleted is None else np.array(part.deleted)
            deleted[gone] = True
            name = self._new_name(f"{part.name}-deleted")
            write_folder(self.folder / name, {"deleted": deleted})
            entries[at]["deleted"] = name
        return entries

    def _new_name(self, kind: str) -> str:
        used = {entry.name for entry in list(self.folder.iterdir())}
        return next(name for number in range(1 << 30) if (name := f"{kind}-{number}") not in used)

    def _now_listed(self, entries: Sequence[Entry]) -> "Index":
        write_json(self.folder / LIST, {"format": FORMAT, "segments": list(entries)})
        return Index(self.folder)

    def _merging(self, places: Sequence[int]) -> "Index":
        name = self._new_name("segment")
        merged([(self.parts[at].segment, self.parts[at].deleted) for at in places]).write(self.folder / name)
        kept = [entry for at, entry in enumerate(self.listed["segments"]) if at not in places]
        return self._now_listed([*kept, {"name": name, "deleted": None}])

    def _tidied(self) -> "Index":
        """The index with few segments, and without files that do not count."""
        now = self
        while len(now.parts) > SEGMENTS:
            order = sorted(range(len(now.parts)), key=lambda at: len(now.parts[at].segment))
            now = now._merging(sorted(order[: len(now.parts) - SEGMENTS // 2]))
        counted = {
            name for entry in now.listed["segments"] for name in (entry["name"], entry["deleted"], entry.get("vectors"))
        }
        for entry in list(self.folder.iterdir()):
            if entry.is_dir() and entry.name.startswith("segment-") and entry.name not in counted:
                shutil.rmtree(entry, ignore_errors=True)
        return now


def _part(folder: Path, entry: Entry) -> Part:
    deleted = read_folder(folder / entry["deleted"])["deleted"] if entry["deleted"] else None
    vectors = read_folder(folder / entry["vectors"]) if entry.get("vectors") else {}
    segment = Segment.mapped(folder / entry["name"])
    made = (vectors.get(name) for name in ("vectors", "means", "documents"))
    return Part(entry["name"], segment, deleted, *made)


def _last_of_each_id(documents: Iterable[Document]) -> list[Document]:
    return list({document.id: document for document in documents}.values())


def _listed(folder: Path) -> dict[str, list[Entry]]:
    file = folder / LIST
    if not file.exists():
        if folder.is_dir() and any(
            entry.name not in ("lock", LIST + ".draft") and not entry.name.startswith("segment-")
            for entry in list(folder.iterdir())
        ):
            raise BadIndex(f"{folder} holds other files and no index; name a new folder or that of an index")
        return {"segments": []}
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadIndex(f"{file} is not the list of an index: {error}") from None
    if not isinstance(listed, dict) or listed.get("format") != FORMAT:
        raise BadIndex(f"{file} has another format than {FORMAT}: make the index anew")
    return listed
