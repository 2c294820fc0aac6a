"""What the store's tests share: a case, posts, captures."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from contrecoup.model.evidence import Capture, Observation
from contrecoup.model.posts import Post
from contrecoup.model.times import Moment
from contrecoup.store import Vault, create

START = datetime(2031, 3, 14, 8, tzinfo=UTC)


@frozen
class Kit:
    """Makers of nouns with few words."""

    def at(self, hours: float = 0) -> datetime:
        return START + timedelta(hours=hours)

    def post(self, name: str = "bluesky:1", text: str = "bonjour", **more: Any) -> Post:
        given: dict[str, Any] = {
            "post_id": name,
            "platform": name.split(":", maxsplit=1)[0],
            "account_id": "bluesky:ana",
            "created_at": START,
            "text": text,
        }
        return Post(**(given | more))

    def capture(self, name: str, hours: float = 0, how: str = "file") -> Capture:
        digest = hashlib.sha256(name.encode()).hexdigest()
        return Capture(digest, len(name), name, Moment(self.at(hours)), how)

    def seen(self, target: str, state: Any, hours: float, capture: Capture) -> Observation:
        return Observation(target, state, Moment(self.at(hours)), capture.capture_id, "line 1")

    def keep(self, vault: Vault, data: bytes, source: str = "a.json", **more: Any) -> Capture:
        given: dict[str, Any] = {"source": source, "how": "file", "role": "", "at": START}
        return vault.keep(io.BytesIO(data), **(given | more))[0]


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    create(folder, "title = 'x'\n", "person\n")
    return folder
