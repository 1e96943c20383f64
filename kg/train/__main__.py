"""`python -m kg.train MODEL ...`: makes the weights that come with the package."""

from __future__ import annotations

import typer

from kg.train import figures, gist, link_command, tagger_command

app = typer.Typer(no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
app.command("gist")(gist.train)
app.command("link")(link_command.train_link)
app.command("tagger")(tagger_command.train)
app.command("tagger-figures")(figures.tell)
app.command("vectors")(link_command.make_vectors)


if __name__ == "__main__":
    app()
