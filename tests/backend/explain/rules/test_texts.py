"""Formulas are MathML that every browser draws, and every sentence is there in both languages."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from gradwalk.explain.rules.catalogue import CATALOGUE, TOPICS
from gradwalk.explain.rules.entry import Entry
from gradwalk.explain.rules.formula import mathml

# Presentation elements of MathML Core, https://www.w3.org/TR/mathml-core/.
ELEMENTS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
    *("mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mpadded", "mstyle", "mphantom"),
}
NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
HAN = re.compile(r"[\u4e00-\u9fff]")
ENTRIES = {id(entry): entry for entry in CATALOGUE.values()}.values()
each = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.names[0])


@each
def test_formulas_are_presentation_mathml(entry: Entry) -> None:
    for to in entry.inputs:
        for complex_numbers in (False, True):
            text = mathml(to.formula, complex_numbers)
            root = ElementTree.fromstring(text)
            used = {element.tag.removeprefix(NAMESPACE) for element in root.iter()}
            assert root.tag == f"{NAMESPACE}math"
            assert used <= ELEMENTS, to.formula
            assert "\\" not in text, to.formula


@each
def test_sentences_are_in_both_languages(entry: Entry) -> None:
    for words in (entry.says, entry.shapes):
        assert words.en.endswith("."), words.en
        assert words.zh.endswith(("。", "）")), words.zh
        assert not HAN.search(words.en), words.en
        assert HAN.search(words.zh), words.zh
        assert words.en.count("`") % 2 == words.zh.count("`") % 2 == 0
        assert not re.search(r"[\u4e00-\u9fff][,;:.?!(]|[,;:?!][\u4e00-\u9fff]", words.zh), words.zh
    assert len(entry.says.en) <= 260
    assert len(entry.says.zh) <= 120


def test_every_name_has_one_rule() -> None:
    names = Counter(name for topic in TOPICS for entry in topic.ENTRIES for name in entry.names)
    assert [name for name, times in names.items() if times > 1] == []
    assert len(names) >= 320


@pytest.mark.parametrize(
    ("latex", "complex_numbers", "parts"),
    [
        ("g_{self}", False, ["<mtext>self</mtext>"]),
        ("g_{mat2} = g_j", False, ["<mtext>mat2</mtext>", "<msub><mi>g</mi><mi>j</mi></msub>"]),
        (r"\conj{other}", True, ["<mtext>other</mtext><mrow><mo>&#x0002A;</mo>"]),
        (r"\conj{other}", False, ["<mrow><mtext>other</mtext></mrow>"]),
        (r"\conj{mat2}^\top", True, ["<mtext>mat2</mtext>", "<mi>H</mi>"]),
        (r"\conj{mat2}^\top", False, ["<mtext>mat2</mtext>", "&#x022A4;"]),
        (r"\conj{A^{-\top}}", True, ["<mi>A</mi>", "<mi>H</mi>"]),
        (r"\conj{a b}", True, ["&#x00028;", "&#x00029;", "&#x0002A;"]),
        (r"\operatorname{sign}(x)", False, ["<mtext>sign</mtext>"]),
    ],
)
def test_words_are_names_and_conjugates_only_of_complex_numbers(
    latex: str, complex_numbers: bool, parts: list[str]
) -> None:
    text = mathml(latex, complex_numbers)
    assert [part for part in parts if part not in text] == []
