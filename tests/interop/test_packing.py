"""Answers compressed: a kept page once, everything else as it is sent."""

import gzip

import pytest
from django.test import Client

from browse.addresses import entry_url
from interop import keeping
from tests import make

pytestmark = pytest.mark.django_db


def test_a_kept_page_is_packed_once_for_browsers_that_take_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    packings: list[int] = []

    def count(content: bytes) -> bytes:
        packings.append(len(content))
        return gzip.compress(content)

    monkeypatch.setattr(keeping, "pack", count)
    url = entry_url(make.make_person(summary="A revolutionary."))
    plain = client.get(url)
    packed = [client.get(url, headers={"accept-encoding": "br, gzip"}) for _n in range(3)]

    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain["Vary"]
    for one in packed:
        assert one["Content-Encoding"] == "gzip"
        assert gzip.decompress(one.content) == plain.content
        assert int(one["Content-Length"]) == len(one.content) < len(plain.content) / 2
    assert packings == [len(plain.content)]
    tag = packed[0]["ETag"]
    assert tag == f"W/{plain['ETag']}"
    for known in (tag, plain["ETag"]):
        again = client.get(url, headers={"accept-encoding": "gzip", "if-none-match": known})
        assert again.status_code == 304


def test_a_stream_is_packed_as_it_is_sent(client: Client) -> None:
    make.make_person()
    plain = b"".join(client.get("/en/browse.csv"))

    packed = client.get("/en/browse.csv", headers={"accept-encoding": "gzip"})

    assert gzip.decompress(b"".join(packed)) == plain
