"""Who claimed what about whom, on what evidence, and who denied it: a graph of statements."""

__version__ = "0.1.0"
