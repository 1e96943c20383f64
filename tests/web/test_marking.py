from hypothesis import given
from hypothesis import strategies as st

from kg.ask.articles import Place
from kg.web.marking import ROLES, paragraphs, segments

TEXT = "Ana said “the bridge, said Jo, fell”.\n\nNobody saw it.\n"
MARKS = (
    Place(0, 3, "source", "outer"),
    Place(4, 8, "cue", "outer"),
    Place(9, 36, "content", "outer"),
    Place(22, 26, "cue", "inner"),
    Place(10, 20, "content", "inner"),
    Place(30, 53, "evidence", "outer"),
)

marks = st.lists(
    st.builds(
        lambda start, length, role, name: Place(start, start + length, role, name),
        st.integers(0, 60),
        st.integers(1, 60),
        st.sampled_from(ROLES),
        st.sampled_from(("a", "b", "c")),
    ),
    max_size=8,
    unique=True,
)


def test_nested_marks_cut_the_text_at_every_end():
    found = [
        (one.text, one.roles, [m.statement for m in one.marks])
        for one in segments(TEXT[:38], MARKS)
    ]
    assert found == [
        ("Ana", ("source",), ["outer"]),
        (" ", (), []),
        ("said", ("cue",), ["outer"]),
        (" ", (), []),
        ("“", ("content",), ["outer"]),
        ("the bridge", ("content",), ["inner", "outer"]),
        (", ", ("content",), ["outer"]),
        ("said", ("cue", "content"), ["inner", "outer"]),
        (" Jo,", ("content",), ["outer"]),
        (" fell”", ("evidence", "content"), ["outer", "outer"]),
        (".\n", ("evidence",), ["outer"]),
    ]


def test_a_mark_begins_once_though_it_runs_over_lines():
    lines = list(paragraphs(TEXT, MARKS))
    assert len(lines) == 2
    begun = [mark for line in lines for one in line for mark in one.begun]
    assert sorted(begun) == sorted(MARKS)


@given(st.text(max_size=80), marks)
def test_segments_are_the_text_without_gaps(text, found):
    cut = list(segments(text, found))
    assert "".join(one.text for one in cut) == text
    place = 0
    for one in cut:
        inside = {m for m in found if m.start < place + len(one.text) and m.end > place}
        assert set(one.marks) == inside
        place += len(one.text)


@given(st.text(alphabet="ab \n\r", max_size=80), marks)
def test_paragraphs_are_the_lines_that_are_not_blank(text, found):
    lines = ["".join(one.text for one in line) for line in paragraphs(text, found)]
    assert lines == [line for line in text.splitlines() if line.strip()]
