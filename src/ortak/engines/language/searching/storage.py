"""Arrays and texts on disk that are either there whole or not at all.

A folder of files is written under another name, forced to disk, and only then given its name; a file likewise.
Whoever is killed on the way leaves the old state, and files that nobody names are removed by the next writer.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Texts:
    """Texts by number, each read from disk when it is asked for.

    >>> Texts.packed(["a", "жұлдыз"])[1]
    'жұлдыз'
    """

    def __init__(self, content: Array, starts: Array) -> None:
        self.content, self.starts = content, starts

    @classmethod
    def packed(cls, texts: Sequence[str]) -> "Texts":
        """Texts in one run of bytes. What no encoding has (a lone surrogate) is replaced."""
        encoded = [text.encode("utf-8", "replace") for text in texts]
        starts = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(each) for each in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts)

    def __getitem__(self, place: int) -> str:
        start, end = int(self.starts[place]), int(self.starts[place + 1])
        return bytes(self.content[start:end]).decode("utf-8")

    def __len__(self) -> int:
        return len(self.starts) - 1


def packed(name: str, texts: Sequence[str]) -> dict[str, Array]:
    """Texts as two arrays by name.

    >>> sorted(packed("id", ["a"]))
    ['id_starts', 'id_text']
    """
    texts_packed = Texts.packed(texts)
    return {f"{name}_text": texts_packed.content, f"{name}_starts": texts_packed.starts}


def write_folder(folder: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays as `NAME.npy` in a new folder that appears whole.

    Raises `FileExistsError` if the folder is there.
    """
    if folder.exists():
        raise FileExistsError(folder)
    draft = folder.with_name(folder.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, array in arrays.items():
        with (draft / f"{name}.npy").open("wb") as file:
            np.save(file, np.ascontiguousarray(array))
            _force(file.fileno())
    _force_folder(draft)
    draft.rename(folder)
    _force_folder(folder.parent)


def read_folder(folder: Path) -> dict[str, Array]:
    """The arrays of a folder, mapped from disk and read as they are used."""
    # a plain view: what numpy does for each slice of its own class for mapped files takes longer than the slice
    return {file.stem: np.asarray(np.load(file, mmap_mode="r")) for file in sorted(folder.glob("*.npy"))}


def write_json(file: Path, value: object) -> None:
    """Write JSON so that the file holds either what it held or all of the new."""
    draft = file.with_name(file.name + ".draft")
    with draft.open("w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False, indent=1)
        out.flush()
        _force(out.fileno())
    draft.replace(file)
    _force_folder(file.parent)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes in a folder, and keep others from it. The lock goes with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _force(descriptor: int) -> None:
    os.fsync(descriptor)


def _force_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _force(descriptor)
    finally:
        os.close(descriptor)
