"""The examples, as the API lists them."""

import httpx
from gradwalk.program.catalogue import examples


async def test_every_example_is_listed_with_its_text_and_titles(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/examples")
    assert answer.status_code == 200
    assert answer.json() == [
        {"name": example.name, "title": {"en": example.title.en, "zh": example.title.zh}, "source": example.source}
        for example in examples()
    ]


async def test_every_example_can_be_posted_as_it_is_listed(client: httpx.AsyncClient) -> None:
    for example in (await client.get("/api/v1/examples")).json():
        assert (await client.post("/api/v1/graphs", json={"source": example["source"]})).status_code == 201
