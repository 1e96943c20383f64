import io
from dataclasses import replace

import pytest
from build_fakes import STAGES, articles, link

from kg.build import BuildOptions, Step, build, decide, is_current, remove
from kg.errors import KgError, UnknownName
from kg.graph import DEFAULT_BASE, Iris, reading
from kg.records import Decision, Skipped
from kg.store import open_store

TWO = ["one|Ana: it is so", "two|Bea: it is so\nAna: it is not"]


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "claims.kg"), write=True) as opened:
        yield opened


def run(store, inputs, **options):
    return build(inputs, store, BuildOptions(**options), stages=STAGES)


def dumped(store):
    output = io.BytesIO()
    store.dump(output)
    return output.getvalue().decode()


def fresh(tmp_path, inputs, name="fresh.kg", **options):
    with open_store(str(tmp_path / name), write=True) as store:
        run(store, inputs, **options)
        return dumped(store)


def test_a_build_stores_and_links_what_it_reads(store):
    report = run(store, [*TWO, "no bar here"])
    assert (report.added_count, report.replaced_count, report.unchanged_count) == (2, 0, 0)
    assert report.skipped == (Skipped("no bar here", "no bar"),)
    assert report.statement_count == 3
    assert (report.links.agent_count, report.links.claim_count) == (2, 2)
    assert (report.links.repeat_count, report.links.rebuttal_count) == (1, 0)
    found = store.query(
        "PREFIX kg: <https://w3id.org/claim-kg#> SELECT ?name ?text"
        " { ?s kg:text ?text ; kg:speaker/kg:name ?name } ORDER BY ?name ?text"
    )
    assert list(found) == [("Ana", "it is not"), ("Ana", "it is so"), ("Bea", "it is so")]
    assert is_current(store, DEFAULT_BASE)


def test_building_twice_is_building_once(store):
    run(store, TWO)
    before = dumped(store)
    report = run(store, TWO)
    assert (report.added_count, report.replaced_count, report.unchanged_count) == (0, 0, 2)
    assert report.links is None
    assert dumped(store) == before


def test_a_changed_article_is_replaced(store, tmp_path):
    run(store, TWO)
    changed = ["one|Cyd: it was so", TWO[1]]
    report = run(store, changed)
    assert (report.added_count, report.replaced_count, report.unchanged_count) == (0, 1, 1)
    assert dumped(store) == fresh(tmp_path, changed)


def test_another_model_reads_everything_again(store):
    run(store, TWO)
    report = build(TWO, store, stages=replace(STAGES, model=lambda: "fake 2"))
    assert (report.replaced_count, report.unchanged_count) == (2, 0)


def test_other_weights_of_linking_link_again_and_read_nothing(store):
    run(store, TWO)
    report = build(TWO, store, stages=replace(STAGES, linking=lambda: "fake 2"))
    assert (report.unchanged_count, report.links is not None) == (2, True)


def test_an_addition_links_with_what_is_known(store, tmp_path):
    run(store, TWO[:1])
    run(store, TWO[1:])
    assert dumped(store) == fresh(tmp_path, TWO)


def test_the_order_of_inputs_does_not_matter(store, tmp_path):
    run(store, articles(6))
    assert dumped(store) == fresh(tmp_path, articles(6)[::-1])


def test_removing_leaves_a_store_that_never_knew(store, tmp_path):
    run(store, [*TWO, "three|Bea: it may be"])
    report = remove(["three"], store, stages=STAGES)
    assert report.article_count == 2
    assert dumped(store) == fresh(tmp_path, TWO)


def test_removing_an_unknown_article_removes_nothing_and_names_the_nearest(store):
    run(store, TWO)
    before = dumped(store)
    with pytest.raises(UnknownName, match="no article named 'tow'; did you mean 'two'"):
        remove(["one", "tow"], store, stages=STAGES)
    assert dumped(store) == before


def test_a_decision_is_obeyed_by_later_builds_until_undone(store):
    run(store, TWO)
    before = dumped(store)
    merge = Decision("merge", ("Ana", "Bea"))
    assert decide([merge], store, stages=STAGES).agent_count == 1
    assert run(store, ["three|Cyd: it was so"]).links.agent_count == 2
    remove(["three"], store, stages=STAGES)
    decide([merge], store, stages=STAGES, undo=True)
    assert dumped(store) == before


def test_an_article_that_breaks_a_stage_is_skipped_and_the_rest_goes_on(store):
    report = run(store, ["bad|crash", *TWO])
    reason = "cannot be understood, which is our fault: ValueError: crash"
    assert report.skipped == (Skipped("bad", reason),)
    assert report.added_count == 2


def test_several_processes_store_the_same_in_the_same_order(store, tmp_path):
    inputs = [*articles(9), "bad|crash", "skipped"]
    steps = []
    build(inputs, store, BuildOptions(jobs=2), steps.append, STAGES)
    assert dumped(store) == fresh(tmp_path, inputs)
    expected = [Step("understood", f"a{number}") for number in range(9)]
    expected += [Step("skipped", "bad"), Step("skipped", "skipped"), Step("linking", "")]
    assert steps == expected


def test_reading_ahead_of_the_processes_is_bounded(store):
    taken = 0

    def read(inputs, options):
        nonlocal taken
        for taken, article in enumerate(STAGES.read(inputs, options), 1):  # noqa: B007
            yield article

    def stop(step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles(50), store, BuildOptions(jobs=2), stop, replace(STAGES, read=read))
    assert taken <= 8


def test_a_process_that_dies_ends_the_build_with_advice(store):
    with pytest.raises(KgError, match="run again with fewer --jobs"):
        run(store, ["bad|die", *TWO], jobs=2)


def test_an_interrupted_build_keeps_what_was_understood(store, tmp_path):
    def stop(step):
        if step.name == "a2":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles(6), store, progress=stop, stages=STAGES)
    assert store.keys().keys() == {"a0", "a1", "a2"}
    assert not is_current(store, DEFAULT_BASE)
    assert run(store, articles(6)).unchanged_count == 3
    assert dumped(store) == fresh(tmp_path, articles(6))


def test_models_are_loaded_only_for_something_to_understand(store):
    run(store, TWO)

    def load():
        raise AssertionError("loaded for nothing")

    build(TWO, store, stages=replace(STAGES, load=load))


def test_links_are_made_from_what_is_stored_not_from_what_was_understood(store):
    seen = []

    def spy(readings, decisions=(), names=()):
        seen.extend(readings)
        return link(readings, decisions, names)

    build(TWO, store, stages=replace(STAGES, link=spy))
    held = [reading(store.triples(Iris().reading(name))) for name in ("one", "two")]
    assert [one.article.text for one in held] == [text.partition("|")[2] for text in TWO]
    assert seen == held
    assert {s.confidence for one in seen for s in one.statements} == {0.6667}


def test_the_base_begins_every_iri_of_ours(store):
    build(TWO, store, BuildOptions(base="https://example.org/kg/"), stages=STAGES)
    iris = Iris("https://example.org/kg/")
    assert store.graphs() == [iris.links_graph, iris.reading("one"), iris.reading("two")]


def test_links_are_current_only_when_they_are_complete(store, monkeypatch):
    run(store, TWO)
    monkeypatch.setattr(type(store), "revise", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        decide([Decision("merge", ("Ana", "Bea"))], store, stages=STAGES)
    assert not is_current(store, DEFAULT_BASE)


def test_a_remote_store_is_built_to_the_same_quads(server, tmp_path):
    with open_store(server, write=True) as store:
        store.drop(store.graphs())
        assert run(store, [*TWO, "three|Bea: it may be"]).added_count == 3
        assert run(store, TWO).links is None
        remove(["three"], store, stages=STAGES)
        assert dumped(store) == fresh(tmp_path, TWO)
