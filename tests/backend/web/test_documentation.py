"""The description of the API has a Chinese text for each of its English ones, and no other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from gradwalk.web.app import create_app
from gradwalk.web.documentation.chinese.texts import TOPICS, chinese
from gradwalk.web.documentation.page import page
from gradwalk.web.problems import titles

CALLS: list[dict[str, Any]] = [call for path in create_app().openapi()["paths"].values() for call in path.values()]
PAIRS = [(en, zh) for topic in TOPICS for en, zh in topic.TEXTS.items()]


def texts(call: Mapping[str, Any]) -> Iterator[str]:
    yield call["summary"]
    yield from call["description"].split("\n\n")
    yield from (parameter["description"] for parameter in call.get("parameters", []) if "description" in parameter)
    yield from (answer["description"] for answer in call["responses"].values())


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call["operationId"])
def test_every_text_of_a_call_is_there_in_chinese(call: dict[str, Any]) -> None:
    assert [text for text in texts(call) if not re.search(r"[\u4e00-\u9fff]", chinese(text))] == []


def test_every_chinese_text_is_of_something_that_is_said() -> None:
    said = {" ".join(text.split()) for call in CALLS for text in texts(call)}
    assert {en for en, _ in PAIRS} == said
    assert [en for en, times in Counter(en for en, _ in PAIRS).items() if times > 1] == []


@pytest.mark.parametrize(("en", "zh"), PAIRS)
def test_code_is_the_same_in_both(en: str, zh: str) -> None:
    assert set(re.findall(r"`[^`]+`", en)) == set(re.findall(r"`[^`]+`", zh))


def test_nothing_of_the_chinese_page_is_english() -> None:
    shown = page(create_app().openapi(), titles(), "http://here", "zh")
    # Beside code, names of formats and of products, and the way to the other language.
    prose = re.sub(
        r"<style>.*?</style>|<(code|pre)\b.*?</\1>|<[^>]*>", " ", shown.partition('<h2 id="calls">')[2], flags=re.S
    )
    assert [run for run in re.findall(r"[a-z]+(?: [a-z]+){2,}", prose) if run] == []


def test_chinese_sentences_follow_each_other_without_a_space() -> None:
    shown = page(create_app().openapi(), titles(), "http://here", "zh")
    body = re.sub(r"<style>.*?</style>|<pre\b.*?</pre>", "", shown.partition("<body>")[2], flags=re.S)
    assert re.findall(r".{8}[。，：；、]\s+[^<\s].{4}", re.sub(r"</?(?:p|h\d|tr|td|th)[^>]*>", "<", body)) == []
