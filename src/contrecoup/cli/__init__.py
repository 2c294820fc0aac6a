"""The door for a terminal: :func:`main` is the command ``contrecoup``."""

from contrecoup.cli.verbs import main

__all__ = ["main"]
