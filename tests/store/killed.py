"""A process that keeps, reads and decides without end, to be killed: see test_kill.py.

Each thing that was acknowledged is told on standard output at once.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from contrecoup.model.decisions import Decision
from contrecoup.model.outcomes import FileOutcome
from contrecoup.model.posts import Post
from contrecoup.store import Decisions, Ledger, Vault, lock

AT = datetime(2031, 3, 14, tzinfo=UTC)


def told(kind: str, what: str) -> None:
    sys.stdout.write(f"{kind} {what}\n")
    sys.stdout.flush()


def main(folder: Path, begin: int, *, reads: bool) -> None:
    vault, ledger, decisions = Vault(folder), Ledger(folder), Decisions(folder)
    with lock(folder):
        for n in range(begin, begin + 10_000):
            data = f"capture {n} ".encode() * (n % 7 * 3000 + 1)
            capture, _ = vault.keep(io.BytesIO(data), source=f"{n}", how="file", role="", at=AT)
            told("capture", capture.capture_id)
            if reads:
                post = Post(
                    post_id=f"x:{n}",
                    platform="x",
                    account_id="x:a",
                    created_at=AT,
                    text=f"text {n}",
                    capture_id=capture.capture_id,
                )
                ledger.add([post], capture)
                told("read", capture.capture_id)
                ledger.save_outcome(FileOutcome(input=str(n), capture_id=capture.capture_id))
                if n % 3 == 0:
                    ledger.settle()
            decision = Decision(
                verb="accept", target=f"echo:{n}", value="", why="", who="ana", at=AT
            )
            decisions.append(decision)
            told("decision", decision.target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), reads=sys.argv[3] == "reads")
