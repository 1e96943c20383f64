"""What only a process of its own can show: what it imports, and how it ends."""

import os
import subprocess
import sys

import pytest

HEAVY = ("spacy", "networkx", "onnxruntime", "rdflib", "numpy", "pyshacl", "torch")
CALL = "import sys; from kg.cli.run import run; status = run(sys.argv[1:])"


def python(told, code, *words):
    environment = os.environ | {"KG_STORE": told, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, env=environment
    )


@pytest.mark.parametrize(
    "words",
    [
        ("claims", "--by", "the mill"),
        ("rebuttals",),
        ("agents",),
        ("timeline", "the mill"),
        ("show", "blame"),
        ("stats",),
        ("query", "claims"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_no_lookup_imports_a_heavy_library(told, words):
    tell = f"; print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr); sys.exit(status)"
    done = python(told, CALL + tell, *words)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "[]")


def test_reader_that_leaves_early_gets_no_complaint(told):
    code = f"{CALL}; sys.exit(status)"
    command = f'{sys.executable} -c "{code}" claims --format json | head -c 1'
    environment = os.environ | {"KG_STORE": told, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment)
    assert (done.stdout, done.stderr) == ("[", "")
