"""Networks in ONNX files."""

from __future__ import annotations

from pathlib import Path

from kg import networks


def test_a_processor_that_says_nothing_counts_as_careful(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("flags : sse avx2\n")
    (tmp_path / "new").write_text("flags : avx2 avx512_vnni\n")
    found = [networks.has_vnni(tmp_path / name) for name in ("old", "new", "none")]
    assert found == [False, True, False]
