import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.read import ReadOptions, read
from kg.read.formats import READERS, SUFFIXES, sniff

MARKS = [b"%PDF-1.4\n", b"\x1f\x8b\x08\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0'?>"]
TOKENS = [b'{"text": "', b'"}\n', b"<rss><item>", b"text,id\n", b'"', b"---\n", b"date: ", b"\r\n"]
TOKENS += [b"<html><p>", b"1 0 obj<</Type/Catalog>>endobj", b"\0", b"\xed\xa0\x80", b"2024-02-31"]
CONTENT = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.builds(
        lambda mark, parts: mark + b"".join(parts),
        st.sampled_from([b"", *MARKS]),
        st.lists(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=20)), max_size=20),
    ),
)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=CONTENT)
def test_any_bytes_in_any_format_are_read_or_skipped(tmp_path: Path, suffix: str, content: bytes):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    outcomes = list(read([str(path)]))
    assert outcomes
    assert all(str(outcome).encode("utf-8") for outcome in outcomes)
    assert outcomes == list(read([str(path)]))


@settings(max_examples=50, deadline=None)
@given(content=CONTENT)
def test_any_bytes_on_stdin_are_read_or_skipped(content: bytes):
    assert sniff(content) in READERS
    assert list(read(["-"], ReadOptions(stdin=io.BytesIO(content))))


@settings(max_examples=50, deadline=None)
@given(name=st.text(st.characters(exclude_characters="*?["), max_size=30))
def test_any_name_of_nothing_is_skipped(name: str):
    (skipped,) = read([f"gone{name}"])
    assert skipped.place.encode("utf-8")
