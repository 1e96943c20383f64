"""Who speaks where a source only passes on what somebody said."""

import pytest
from drafts import drafted, resolved

from kg.resolve import resolve


@pytest.fixture
def understood(language):
    """Speaker, relays and content of each statement of a marked text."""

    def read(marked):
        statements, called = resolved(language, marked)
        return [
            (
                called[one.speaker.actor] if one.speaker else None,
                [called[each.actor] for each in one.via],
                one.text,
            )
            for one in statements
        ]

    return read


@pytest.mark.parametrize(
    ("marked", "speaker", "via", "content"),
    [
        (
            "[t|The dam was safe], Ada Roan said, [c|according to] [s|the Brackwell Gazette].",
            "Ada Roan",
            ["Brackwell Gazette"],
            "The dam was safe",
        ),
        (
            "[t|“We saw the plan. It was old,” Ada Roan said], [c|according to] [s|Newsday].",
            "Ada Roan",
            ["Newsday"],
            "“We saw the plan. It was old,”",
        ),
        (
            "[c|According to] the Tavorian News Agency, [t|Lukas Brenn said that it was ready].",
            "Lukas Brenn",
            ["Tavorian News Agency"],
            "that it was ready",
        ),
        (
            "[t|Lukas Brenn said that the army is ready], [s|TAVTA] [c|reported].",
            "Lukas Brenn",
            ["TAVTA"],
            "that the army is ready",
        ),
        (
            "[s|The Brackwell Gazette] [c|said] [t|that Lukas Brenn said “it rains”].",
            "Lukas Brenn",
            ["Brackwell Gazette"],
            "“it rains”",
        ),
        (
            "[s|Ada Roan] [c|said] [t|that Lukas Brenn said it rains].",
            "Ada Roan",
            [],
            "that Lukas Brenn said it rains",
        ),
        (
            "[c|According to] [s|Ada Roan], [t|Lukas Brenn said that it rains].",
            "Ada Roan",
            [],
            "Lukas Brenn said that it rains",
        ),
        (
            "[c|According to] [s|the Gazette], [t|those records reveal that it rains].",
            "Gazette",
            [],
            "those records reveal that it rains",
        ),
    ],
)
def test_who_is_quoted_speaks_through_who_passes_it_on(understood, marked, speaker, via, content):
    assert understood(marked) == [(speaker, via, content)]


def test_words_of_the_new_speaker_are_those_of_the_statement(language):
    article, statements = drafted("[t|It rains, Ada Roan said], [c|according to] [s|Newsday].")
    found = [statement.attribution for statement in statements]
    (one,) = resolve(article, language(article.text), found).statements
    said = one.attribution
    assert [span.of(article.text) for span in (*said.source, *said.cue)] == ["Ada Roan", "said"]
