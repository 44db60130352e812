"""Install the built project with its locked runtime dependencies into an empty venv and import every module.

What only works because a developer's tool brought a package along, or because the checkout lies beside it, fails
here. Also says how large the installation is (the budget is 150 MB).
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUDGET_MB = 150
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
        _run(str(home / "venv" / "bin" / "slugline"), "--version", cwd=home)
        size = _size(packages) - before
    sys.stdout.write(f"clean import: every module imports; {size:.0f} MB installed (budget {BUDGET_MB})\n")
    return 0 if size <= BUDGET_MB else 1


def _run(*command: str, cwd: Path = ROOT) -> None:
    subprocess.run(command, cwd=cwd, check=True)  # noqa: S603 - our own commands


def _size(folder: Path) -> float:
    """Return the megabytes below `folder`, compiled caches left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sum(path.stat().st_size for path in files) / 1_000_000


if __name__ == "__main__":
    sys.exit(main())
