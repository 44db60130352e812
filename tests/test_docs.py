"""What the documents say is so: their commands, settings, links, targets, and the example of the guide."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from worker.cli import app
from worker.pipeline import PIPELINE
from worker.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "adding-a-stage.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")


def fences(path: Path, language: str) -> list[str]:
    return [body for found, body in FENCE.findall(path.read_text(encoding="utf-8")) if found == language]


def code(path: Path) -> Iterator[str]:
    """Yield each line of a shell block and each code span of the prose."""
    for body in fences(path, "sh"):
        yield from body.splitlines()
    yield from SPAN.findall(FENCE.sub("", path.read_text(encoding="utf-8")))


# Commands


def invocations(path: Path) -> list[list[str]]:
    """Return the arguments of each `slugline …` that a document shows."""
    found = []
    for line in code(path):
        if "slugline" in line:
            found += _invocations(line)
    return found


def _invocations(line: str) -> Iterator[list[str]]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    for number, word in enumerate(words):
        if word in ("slugline", ".venv/bin/slugline"):
            rest = words[number + 1 :]
            ends = [at for at, each in enumerate(rest) if set(each) <= set("|&;<>()")]
            yield rest[: ends[0]] if ends else rest


def command_of(arguments: list[str]) -> tuple[typer.core.TyperCommand, list[str]]:
    """Return the command that the real command line finds, and the arguments left for it."""
    command, context = typer.main.get_command(app), None
    while hasattr(command, "resolve_command") and arguments and not arguments[0].startswith("-"):
        context = typer.Context(command, parent=context, info_name=command.name)
        _, command, arguments = command.resolve_command(context, arguments)
    return command, arguments


def options_of(command: typer.core.TyperCommand) -> set[str]:
    named = [name for each in command.params for name in (*each.opts, *each.secondary_opts)]
    return {"-h", "--help", *named}


@every_document
def test_every_command_shown_exists_with_its_options(path):
    for arguments in invocations(path):
        command, rest = command_of(arguments)
        unknown = {word for word in rest if word.startswith("-")} - options_of(command)
        assert (unknown, arguments) == (set(), arguments)


def test_commands_are_found_in_blocks_and_in_prose():
    shown = [" ".join(arguments) for arguments in invocations(ROOT / "README.md")]
    assert {"up --no-demo", "logs -f", "feeds add https://example.com/feed.xml", "retry ID"} <= set(shown)


# Links, targets, pictures


@every_document
def test_every_relative_link_leads_to_a_file(path):
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if not target.startswith("http")]
    assert [target for target in targets if not (path.parent / target).exists()] == []


@every_document
def test_every_make_target_named_exists(path):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {found[1] for line in code(path) if (found := re.match(r"make ([a-z]+)", line))}
    assert named - targets == set()


def test_pictures_load_nothing():
    pictures = list((ROOT / "docs" / "images").glob("*.svg"))
    assert pictures
    for picture in pictures:
        assert re.search(r"@font-face|@import|href=|url\((?!#)", picture.read_text(encoding="utf-8")) is None


# Settings and stages


def documented_settings() -> dict[str, str]:
    text = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `SLUGLINE_([A-Z_]+)` \| ([^|]+) \|", text, re.MULTILINE))


def test_every_setting_stands_in_the_list_with_its_default():
    expected = {}
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        computed = field.default_factory is not None
        expected[name.upper()] = None if computed else f"`{default}`" if default not in ("", (), None) else "empty"
    stated = documented_settings()
    assert list(stated) == list(expected)
    assert {name: text for name, text in stated.items() if expected[name] not in (None, text)} == {}


def test_every_stage_has_its_paragraph_with_what_it_takes():
    text = (ROOT / "docs" / "flow.md").read_text(encoding="utf-8")
    told = re.findall(r"^\*\*(\w+)\*\* takes `(\w+)`", text, re.MULTILINE)
    assert told == [(stage.room, stage.takes.__name__) for stage in PIPELINE]


# The guide


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which every step of the guide has been done."""
    copy = tmp_path_factory.mktemp("project")
    for folder in ("schemas", "tasks", "worker", "migrations"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for body in fences(GUIDE, "python"):
        write_file(copy, body)
    for body in fences(GUIDE, "diff"):
        apply_diff(copy, body)
    return copy


def write_file(copy: Path, body: str) -> None:
    name, _, text = body.partition("\n")
    path = copy / name.removeprefix("# ")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def apply_diff(copy: Path, body: str) -> None:
    name, *lines = body.splitlines()
    path = copy / name.removeprefix("+++ ")
    text = path.read_text(encoding="utf-8")
    before = "".join(line[1:] + "\n" for line in lines if not line.startswith("+"))
    after = "".join(line[1:] + "\n" for line in lines if not line.startswith("-"))
    assert text.count(before) == 1, f"{GUIDE.name} shows lines of {path.name} that are not there once:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(copy: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SLUGLINE_")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_room_of_the_guide_passes_its_tests(followed):
    assert "2 passed" in run(followed, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")


def test_the_room_of_the_guide_keeps_to_the_rules(followed):
    files = ("tasks/count_words", "tests/tasks/count_words", "worker/pipeline.py", "worker/binding.py")
    run(followed, "-m", "ruff", "check", "--no-cache", *files)
    run(followed, "-m", "ruff", "format", "--no-cache", "--check", *files)
    assert "0 broken" in run(followed, str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


LEG = """
import sys
from pathlib import Path
from schemas.events import PageFetched
from worker.pipeline import LEG_TAKING
from worker.settings import Settings
from worker.toolbox import no_send, open_toolbox
from worker.toolbox.migrations import upgrade

tools = open_toolbox(Settings(data_dir=Path(sys.argv[1])), no_send)
upgrade(tools.database)
leg = LEG_TAKING[PageFetched]
key = tools.raw.put(b"<h1>A bridge</h1><p>The mayor of Coimbra opened the bridge on Monday, the city said.</p>")
page = PageFetched(entry_id="e", url="https://example.com/a", body_key=key, media_type="text/html")
[fact] = leg.run(page, tools)
print([stage.room for stage in leg.stages], fact.kept.words)
tools.close()
"""


def test_the_room_of_the_guide_runs_in_its_leg(followed, tmp_path):
    printed = run(followed, "-W", "error", "-c", LEG, str(tmp_path))
    assert "'deduplicate', 'count_words', 'detect_segments'" in printed
    assert int(printed.split()[-1]) >= 13
