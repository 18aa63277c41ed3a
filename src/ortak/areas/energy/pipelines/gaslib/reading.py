"""An instance: a network with one of its nominations."""

from dataclasses import dataclass
from pathlib import Path

from ortak.areas.energy.pipelines.gaslib import json, xml
from ortak.areas.energy.pipelines.gaslib.files import files_of
from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.hydraulics.network import GasNetwork, Nomination


@dataclass(frozen=True)
class Instance:
    """A network, a nomination, and the names of all nominations beside it."""

    network: GasNetwork
    nomination: Nomination
    names: tuple[str, ...]


def read_instance(
    path: Path, nomination: str | None = None, model: str = "papay", scenario: Path | None = None
) -> Instance:
    """The network at `path` (a zip or a folder of GasLib, a .net, a network.json) with the nomination named, else its
    first; `scenario` is a .scn of its own. Raises `BadNetwork` with file and reason."""
    files = files_of(path)
    if scenario is not None:
        files = {name: data for name, data in files.items() if not name.endswith(".scn")}
        files |= {scenario.name: scenario.read_bytes()}
    nets = [name for name in files if name.endswith(".net")]
    if len(nets) > 1:
        raise BadNetwork(f"{path} holds several networks: {', '.join(nets)}; name one")
    found = _from_xml(files, nets[0], nomination, model) if nets else _from_json(files, path, nomination, model)
    found.network.check(found.nomination)
    return found


def _from_xml(files: dict[str, bytes], net: str, wanted: str | None, model: str) -> Instance:
    known = [each for name in files if name.endswith(".scn") for each in xml.nominations_of(files[name], name)]
    chosen = _chosen(known, wanted, net)
    network = xml.network_of(files[net], net, chosen.high, model)
    return Instance(network, chosen, tuple(each.name for each in known))


def _from_json(files: dict[str, bytes], path: Path, wanted: str | None, model: str) -> Instance:
    if missing := {"network.json", "params.json", "nominations.json"} - set(files):
        raise BadNetwork(f"{path}: {', '.join(sorted(missing))} is missing, and there is no .net")
    content = json.loaded(files["network.json"], "network.json")
    params = json.loaded(files["params.json"], "params.json")
    network = json.network_of(content, params, path.stem, model)
    known = json.nominations_of(json.loaded(files["nominations.json"], "nominations.json"), content, "nominations.json")
    return Instance(network, _chosen(known, wanted, str(path)), tuple(each.name for each in known))


def _chosen(known: list[Nomination], wanted: str | None, where: str) -> Nomination:
    by_name = {each.name: each for each in known}
    if not known:
        raise BadNetwork(f"{where} has no nomination beside it; name a .scn file")
    if wanted is None:
        return known[0]
    if wanted not in by_name:
        some = ", ".join(list(by_name)[:5]) + (f" and {len(by_name) - 5} more" if len(by_name) > 5 else "")
        raise BadNetwork(f"there is no nomination {wanted!r}; there are {some}")
    return by_name[wanted]
