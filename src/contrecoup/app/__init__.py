"""The local app: a case in a browser on the same machine, for one person at a time.

Every page is made here and works without script; every action is also a verb and a Python
call.  It listens on the loopback address only, answers only to whoever holds this run's token,
and asks nothing of any network.
"""

from __future__ import annotations

from contrecoup.app.serving import application, serve

__all__ = ["application", "serve"]
