"""`python -m kg.train MODEL ...`: makes the weights that come with the package."""

from __future__ import annotations

import typer

from kg.train import tagger_command

app = typer.Typer(no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
app.callback()(lambda: None)
app.command("tagger")(tagger_command.train)


if __name__ == "__main__":
    app()
