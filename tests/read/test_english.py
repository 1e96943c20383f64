import pytest

from kg.read import ReadOptions, read
from kg.read.english import is_english
from kg.records import Skipped

ENGLISH = (
    "Iztok Žagar told Þórunn Guðmundsdóttir that Škoflek had sold the pier at Čatež, and Þórunn "
    "answered that Wójcik, Szczęsny and Dvořáková of the Łódź board knew of it before the vote in "
    "Győr, which Ágústsson and N'Golo Mbappé-Oyelaran of the Ouagadougou office had not attended."
)
GERMAN = (
    "Der Hafenrat hat den Steg verkauft, sagte die Schreiberin am Montag. Niemand sei gefragt "
    "worden, und das Geld liege schon auf der Bank. Die Bürger von Vey wollen nun vor Gericht "
    "ziehen, weil der Rat in einer geheimen Sitzung beschlossen habe, was alle angeht."
)
DUTCH = (
    "De havenraad heeft de pier verkocht, zei de secretaris op maandag. Niemand was gevraagd, en "
    "het geld staat al op de bank. De burgers van Vey willen nu naar de rechter, want de raad had "
    "in een geheime zitting beslist over wat allen aangaat, aldus de advocaat van de groep."
)
RUSSIAN = "Совет порта продал пирс, сообщила секретарь в понедельник. Никого не спросили."
CHINESE = "港湾委员会星期一出售了码头，秘书说。没有人被问到。"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Pier sold!!! #harbour #vey",
        "Žagar: Škoflek, Wójcik, Dvořáková",
        f"{ENGLISH} “{GERMAN}”",
        "1 234 5678",
    ],
)
def test_english_passes_with_foreign_names_capitals_and_quotes(text):
    assert is_english(text)


@pytest.mark.parametrize("text", [GERMAN, GERMAN.upper(), DUTCH, RUSSIAN, CHINESE])
def test_other_languages_do_not(text):
    assert not is_english(text)


def test_foreign_article_is_skipped_unless_asked_for(write):
    name = write("steg.txt", GERMAN)
    assert list(read([name])) == [Skipped("steg.txt", "not English")]
    assert [a.text for a in read([name], ReadOptions(check_language=False))] == [GERMAN]
