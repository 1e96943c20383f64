from dataclasses import replace

from sayings import reading

from kg.link.evidence import shared
from kg.records import Claim, Evidence, Shared, Span

PROOF = Evidence("supported", Span(0, 3))
DOUBT = Evidence("unverified", Span(4, 9))


def told(article, *evidence):
    said = [("Ana Ruiz", "said", f"word {n}", "assertion", [], None) for n in range(len(evidence))]
    plain = reading(article, "2024-03-04", *said)
    statements = zip(plain.statements, evidence, strict=True)
    return replace(
        plain, statements=tuple(replace(one, evidence=found) for one, found in statements)
    )


def test_a_claims_statements_share_what_their_article_makes_of_it():
    article = told("monday", (), (PROOF, DOUBT), (PROOF,))
    ids = tuple(one.id for one in article.statements)
    first, second, third = ids
    assert shared([article], [Claim("c", "it", ids)]) == tuple(
        sorted((Shared(first, second, 1), Shared(first, second, 2), Shared(third, second, 2)))
    )


def test_other_claims_and_other_articles_share_nothing():
    articles = [told("monday", (PROOF,), ()), told("friday", ())]
    (one, apart), (other,) = ([s.id for s in article.statements] for article in articles)
    assert not shared(articles, [Claim("c", "it", (one, other)), Claim("d", "that", (apart,))])
