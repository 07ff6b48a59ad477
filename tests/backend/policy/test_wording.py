"""Everything that the policy can say is said in both languages, about what it is said of."""

import re

import pytest
from gradwalk.policy import refused, wording
from gradwalk.policy.violation import Advice

TABLES = (refused.NAMES, refused.ATTRIBUTES, refused.PARTS, refused.IMPORTS, refused.LEAKED_MODULES)
ADVICE = {
    **{name: advice for table in TABLES for name, advice in table.items()},
    **{
        name: advice
        for module in (refused, wording)
        for name, advice in vars(module).items()
        if isinstance(advice, Advice)
    },
}


@pytest.mark.parametrize("name", ADVICE)
def test_both_languages_say_the_same_facts(name: str) -> None:
    advice = ADVICE[name]
    for words in (advice.reason, advice.hint):
        assert re.search(r"[\u4e00-\u9fff]", words.zh)
        assert not re.search(r"[\u4e00-\u9fff]", words.en)
        assert set(re.findall(r"\{\w+[^}]*\}", words.en)) == set(re.findall(r"\{\w+[^}]*\}", words.zh))
        assert re.findall(r"`[^`]+`", words.en) or not re.findall(r"`\{[^`]+`", words.zh)
