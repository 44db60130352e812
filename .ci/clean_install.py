"""Install the built project with its locked runtime dependencies into an empty venv, import every module, and run it.

What only works because a developer's tool brought a package along, or because the checkout lies beside it, fails
here: at an import, or when `slugline up` has no article to show after a minute. Also says how large the installation
is (the budget is 150 MB).
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).resolve().parent.parent
BUDGET_MB = 150
MINUTE_S = 60
IMPORT_ALL = """
import importlib, pkgutil
for name in ("schemas", "tasks", "worker"):
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""


def main() -> int:
    """Return 0 when everything imports, the command answers and the size is within the budget."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "venv", with_pip=True)
        python = home / "venv" / "bin" / "python"
        pip = (str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
        packages = next((home / "venv" / "lib").glob("python*/site-packages"))
        before = _size(packages)
        _run(*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
        _run(*pip, "--no-deps", str(ROOT))
        _run(str(python), "-W", "error::SyntaxWarning", "-c", IMPORT_ALL, cwd=home)
        title = _first_article(home)
        size = _size(packages) - before
    sys.stdout.write(f"clean install: every module imports; first article: {title!r}; ")
    sys.stdout.write(f"{size:.0f} MB installed (budget {BUDGET_MB})\n")
    return 0 if size <= BUDGET_MB else 1


def _first_article(home: Path) -> str:
    """Start the whole line on the sample feeds and return the title of the first article it shows."""
    own = {"HOME": str(home), "SLUGLINE_DATA_DIR": str(home / "data"), "SLUGLINE_WEB_PORT": "0"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SLUGLINE_")}
    command = [str(home / "venv" / "bin" / "slugline"), "up", "--demo", "--json"]
    with subprocess.Popen(command, env=clean | own, cwd=home, stdout=subprocess.PIPE, text=True) as line:  # noqa: S603
        alarm = Timer(MINUTE_S, line.terminate)
        alarm.start()
        assert line.stdout is not None
        first = line.stdout.readline()
        alarm.cancel()
        line.terminate()
    if not first:
        logs = "\n".join(path.read_text()[-2000:] for path in (home / "data" / "logs").glob("*.log"))
        raise SystemExit(f"no article within {MINUTE_S} s\n{logs}")
    return str(json.loads(first)["title"])


def _run(*command: str, cwd: Path = ROOT) -> None:
    subprocess.run(command, cwd=cwd, check=True)  # noqa: S603 - our own commands


def _size(folder: Path) -> float:
    """Return the megabytes below `folder`, compiled caches left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sum(path.stat().st_size for path in files) / 1_000_000


if __name__ == "__main__":
    sys.exit(main())
