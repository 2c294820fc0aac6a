"""Large vaults stay quick."""

from __future__ import annotations

import os
import time

from contrecoup.store import Vault


def test_objects_are_verified_quickly(case, kit, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    vault = Vault(case)
    for n in range(2_000):
        kit.keep(vault, b'{"text":"bonjour tout le monde","id":%d}' % n * 9)
    fresh = Vault(case)
    begun = time.process_time()
    assert all(v.ok for v in fresh.verify())
    assert time.process_time() - begun < 0.6
