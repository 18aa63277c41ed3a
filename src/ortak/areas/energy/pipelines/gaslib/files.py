"""The files of an instance: members of a zip, or what lies in a folder. Nothing is unpacked to disk."""

import zipfile
from pathlib import Path

from ortak.engines.energy.pipelines.errors import BadNetwork

LARGEST = 64_000_000
SUFFIXES = (".net", ".scn", ".cs", ".json")


def files_of(path: Path) -> dict[str, bytes]:
    """Content by name of every .net, .scn, .cs and .json. Raises `BadNetwork` if there is none, or one too large."""
    if path.is_dir():
        found = {each.name: each for each in sorted(path.rglob("*")) if each.suffix in SUFFIXES and each.is_file()}
        return _some(path, {name: _sized(each, each.stat().st_size).read_bytes() for name, each in found.items()})
    if path.suffix in (".net", ".json"):
        beside = sorted(each for each in path.parent.iterdir() if each.suffix in SUFFIXES and each.is_file())
        of_it = [each for each in beside if each.stem == path.stem or path.suffix == ".json"]
        return {each.name: _sized(each, each.stat().st_size).read_bytes() for each in of_it}
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if Path(each.filename).suffix in SUFFIXES]
            for each in members:
                _sized(Path(each.filename), each.file_size)
            return _some(path, {Path(each.filename).name: archive.read(each) for each in members})
    except (zipfile.BadZipFile, OSError) as error:
        raise BadNetwork(
            f"{path} cannot be read: {error}; a zip or a folder of GasLib, its .net or its network.json is needed"
        ) from None


def _sized(path: Path, size: int) -> Path:
    if size > LARGEST:
        raise BadNetwork(f"{path} has {size:,} bytes; at most {LARGEST:,} are read")
    return path


def _some(path: Path, found: dict[str, bytes]) -> dict[str, bytes]:
    if not found:
        raise BadNetwork(f"{path} holds no .net, .scn or network.json")
    return found
