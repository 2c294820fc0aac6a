"""``python -m contrecoup``."""

from contrecoup.cli import main

main(prog_name="contrecoup")
