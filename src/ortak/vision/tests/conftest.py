from collections.abc import Iterator

import pytest

from ortak.vision.tests.stores import Store, database


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Store]:
    """A database with the register and no evidence, and a file of figures to import into a copy of it."""
    home = tmp_path_factory.mktemp("stores")
    with database(home, "prepared") as url:
        store = Store(url, home, home / "figures.csv")
        store.run("prepare", str(store.figures))
        yield store
