"""The README names what there is, and its code runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from kg.cli.run import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_documented() -> None:
    commands = typer.main.get_command(app).commands
    assert {name for name in commands if f"`kg {name}" not in README} == set()


def test_every_documented_command_exists() -> None:
    commands = typer.main.get_command(app).commands
    assert set(re.findall(r"`kg ([a-z]+)", README)) <= set(commands)


def test_every_named_query_is_listed() -> None:
    missing = {path.stem for path in (ROOT / "queries").glob("*.rq") if path.stem not in README}
    assert missing == set()


def test_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert len(example.splitlines()) <= 7
    exec(compile(example, "README.md", "exec"), {})
    assert "2022-07-02" in capsys.readouterr().out
    assert (tmp_path / "network.gexf").stat().st_size > 0
