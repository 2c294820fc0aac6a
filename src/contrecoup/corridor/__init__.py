"""The corridor's annexes: what :mod:`contrecoup.case` hands on to (docs/decisions/0002)."""
