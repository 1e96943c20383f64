"""Who claimed what about whom, on what evidence, and who denied it: a knowledge graph of attributed statements."""

__version__ = "0.1.0"
