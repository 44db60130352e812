from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.lab import Lab
from support.wire import Wire


@pytest.fixture
def wires() -> Iterator[Callable[..., Wire]]:
    opened: list[Wire] = []

    def open_wire(**options) -> Wire:
        opened.append(Wire(**options))
        return opened[-1]

    yield open_wire
    for wire in opened:
        wire.close()


@pytest.fixture
def labs(tmp_path: Path) -> Iterator[Callable[..., Lab]]:
    opened: list[Lab] = []

    def open_lab(**options) -> Lab:
        folder = tmp_path / f"lab{len(opened)}"
        folder.mkdir()
        opened.append(Lab(folder, **options))
        return opened[-1]

    yield open_lab
    for lab in opened:
        lab.close()
