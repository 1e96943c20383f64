"""The command line: a command parses, makes one call, prints.

One file a group of commands; what a command needs is imported when it runs, so that no lookup
waits for models or for a library of graphs.
"""

from kg.cli.run import main

__all__ = ["main"]
