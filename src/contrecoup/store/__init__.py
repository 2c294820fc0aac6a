"""Documents ↔ the case folder: the only room that writes to a disk."""

from contrecoup.store.decisions import Decisions
from contrecoup.store.folder import Writing, create, write
from contrecoup.store.ledger import Ledger
from contrecoup.store.lock import lock
from contrecoup.store.vault import Vault

__all__ = ["Decisions", "Ledger", "Vault", "Writing", "create", "lock", "write"]
