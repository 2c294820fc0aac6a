"""What a site asks of robots: its robots.txt, as RFC 9309 reads it."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from attrs import field, frozen

_LINES = 10_000
_MOST_DELAY = 60.0


@frozen
class Rules:
    """What one robot may ask for: the longest rule that fits decides, Allow before Disallow."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0
    closed: bool = field(default=False)

    def allow(self, url: str) -> bool:
        """Whether an address may be asked for."""
        if self.closed:
            return False
        parts = urlsplit(url)
        path = _canonical(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if path == "/robots.txt":
            return True
        best, allowed = -1, True
        for pattern, allow in self.rules:
            fits = _pattern(pattern).match(path) is not None
            if fits and (len(pattern) > best or (len(pattern) == best and allow)):
                best, allowed = len(pattern), allow
        return allowed


def _canonical(path: str) -> str:
    return quote(unquote(path), safe="/*$?=&;:@!+,()'~")


def _pattern(rule: str) -> re.Pattern[str]:
    end = rule.endswith("$")
    body = re.sub(r"\*+", "*", rule.removesuffix("$") if end else rule)
    return re.compile(".*?".join(map(re.escape, body.split("*"))) + (r"\Z" if end else ""))


def parsed(text: str, robot: str) -> Rules:
    """Return the rules for a robot: of the groups that name it, else of those for all.

    Args:
        text: robots.txt.
        robot: the robot's name, without version.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    naming = False
    for line in text.splitlines()[:_LINES]:
        key, colon, value = line.split("#", 1)[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            agents = [*agents, value.lower()] if naming else [value.lower()]
            naming = True
            for agent in agents:
                groups.setdefault(agent, [])
            continue
        naming = False
        if key in {"allow", "disallow", "crawl-delay"}:
            for agent in agents:
                groups[agent].append((key, value))
    chosen = groups.get(robot.lower(), groups.get("*", []))
    rules = tuple(
        (_canonical(value), key == "allow")
        for key, value in chosen
        if key in {"allow", "disallow"} and value and value.count("*") <= 20
    )
    return Rules(rules, _delay([value for key, value in chosen if key == "crawl-delay"]))


def _delay(values: list[str]) -> float:
    for value in values:
        try:
            return min(_MOST_DELAY, max(0.0, float(value)))
        except ValueError:
            continue
    return 0.0
