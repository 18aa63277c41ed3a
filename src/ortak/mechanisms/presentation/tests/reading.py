"""A page as it is read: its words, without the tags."""

import re

from django.test import Client


def page(client: Client, address: str, status: int = 200) -> str:
    """The words of a page that answers with a status."""
    response = client.get(address)
    assert response.status_code == status
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())
