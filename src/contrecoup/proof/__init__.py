"""What a signed repository of the AT protocol proves, offline and by hash alone.

``opened`` takes a CAR apart and checks the hash of every block; ``walked`` lists the
records of its tree; ``prove`` says of each record that a commit touches whether its
account signed it, and whether the record stood in the repository, or stood there no
longer; ``did_key`` reads an account's key, and ``identity`` follows the log that names
it back to the account's identifier.  Pure functions of bytes and keys: no file, no
network, no clock.

Sources: the AT protocol's *Repository* and *Cryptography* specifications
(atproto.com/specs/repository, …/cryptography), and CAR version 1 (ipld.io).
"""

from contrecoup.proof.blocks import NotProven, opened
from contrecoup.proof.commits import Changed, Told, prove
from contrecoup.proof.keys import did_key
from contrecoup.proof.trees import walked

__all__ = ["Changed", "NotProven", "Told", "did_key", "opened", "prove", "walked"]
