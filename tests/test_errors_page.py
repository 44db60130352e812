import os
import subprocess
import sys
from pathlib import Path

from schemas.codes import EXPLANATIONS, Code

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_of_error_codes_is_up_to_date():
    check = [sys.executable, "docs/make_errors.py", "--check"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(check, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_code_is_explained_and_something_raises_it():
    assert set(EXPLANATIONS) == set(Code)
    page = (ROOT / "docs" / "errors.md").read_text()
    sections = dict(part.split("`\n", 1) for part in page.split("## `")[1:])
    assert list(sections) == [code.value for code in EXPLANATIONS]
    assert [code for code, text in sections.items() if "**Then:**" not in text] == []
