"""The people of the sample case: the written ones (cast.txt, others.txt) and the crowd."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PLATFORMS = ("x", "bluesky", "mastodon")


@dataclass(frozen=True)
class Affiliation:
    """One row of the roster: where a person belonged, from when to when."""

    organisation: str
    role: str
    team: str
    start: str
    end: str
    source: str


@dataclass
class Person:
    """Somebody who posts, or of whom nothing is found."""

    key: str
    name: str
    kind: str  # roster, rival, staff, bystander, organisation, outlet
    lang: str
    bio: str
    handles: dict[str, str]
    other_names: str = ""
    public: str = ""
    flags: tuple[str, ...] = ()
    affiliations: list[Affiliation] = field(default_factory=list)

    @property
    def in_group(self) -> bool:
        """Works or sits at Ondelune, whether or not the roster says so."""
        return self.kind in ("roster", "staff")


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")]
        for line in lines
        if line and not line.startswith("#")
    ]


def _handles(x: str, bluesky: str, mastodon: str) -> dict[str, str]:
    found = {"x": x, "bluesky": bluesky, "mastodon": mastodon}
    return {platform: handle for platform, handle in found.items() if handle}


def roster() -> list[Person]:
    """The people who have a row in roster.csv, in its order."""
    people: list[Person] = []
    for row in _rows("cast.txt"):
        if row[0].startswith(">"):
            people[-1].affiliations.append(Affiliation(row[0][1:].strip(), *row[1:]))
            continue
        key, name, other, x, bluesky, mastodon, public, lang, flags, bio = row
        marks = tuple(flags.split())
        kind = "rival" if "rival" in marks else "roster"
        handles = _handles(x, bluesky, mastodon)
        people.append(Person(key, name, kind, lang, bio, handles, other, public, marks))
    return people


def others() -> list[Person]:
    """Written accounts that have no row in the roster."""
    return [
        Person(key, name, kind, lang, bio, _handles(x, bluesky, mastodon))
        for key, name, kind, x, bluesky, mastodon, lang, bio in _rows("others.txt")
    ]


JOBS_FR = ("Capteurs", "Atelier", "Développeuse", "Essais en mer", "Bureau d'études", "Qualité")
JOBS_EN = ("Moorings", "Test bench", "Software", "Vessel ops", "Hydrography", "Assembly")
LIFE_FR = (
    "Brest, la pluie, les crêpes.",
    "Prof de maths et lecteur de romans noirs.",
    "Kayak, jazz, compost.",
    "Infirmière, trail, gros pulls.",
    "Je commente surtout le temps qu'il fait.",
    "Étudiante en droit maritime.",
)
LIFE_EN = (
    "Halifax. Ferries, soup, libraries.",
    "Retired lighthouse nerd.",
    "Posting through the fog.",
    "Nurse, rower, bad singer.",
    "Marine biology grad student.",
    "Dad jokes and tide tables.",
)


def plain(text: str) -> str:
    """Lower-case ASCII letters and digits only."""
    bare = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    return "".join(c for c in bare.lower() if c.isalnum())


def _names() -> dict[str, list[str]]:
    lines = (HERE / "names.txt").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(": ")[0]: line.split(": ")[1].split() for line in lines}


def crowd(rng: random.Random, kind: str, count: int, taken: set[str]) -> list[Person]:
    """Invented staff without a roster row, or bystanders: one platform each."""
    people: list[Person] = []
    names = _names()
    while len(people) < count:
        lang = "fr" if rng.random() < 0.62 else "en"
        first = rng.choice(names[f"first.{lang}"])
        last = rng.choice(names[f"last.{lang}"])
        name = f"{first} {last}"
        if name in taken:
            continue
        taken.add(name)
        slug = plain(first)[:6] + "_" + plain(last)[:5]
        platform = rng.choices(PLATFORMS, weights=(58, 27, 15))[0]
        tail = "ond" if kind == "staff" else "m" + str(rng.randrange(10, 99))
        handle = {
            "x": f"{slug}{tail}"[:15],
            "bluesky": f"{slug.replace('_', '-')}-{tail}.large.example",
            "mastodon": f"{slug}@{rng.choice(('mer', 'phare'))}.example",
        }[platform]
        if handle in taken:
            continue
        taken.add(handle)
        if kind == "staff":
            job = rng.choice(JOBS_FR if lang == "fr" else JOBS_EN)
            where = "chez Ondelune" if lang == "fr" else "at Ondelune"
            bio = rng.choice((f"{job} {where}.", f"{job} @ Ondelune", f"{job}.", ""))
        else:
            bio = rng.choice(LIFE_FR if lang == "fr" else LIFE_EN)
        key = f"{kind}-{plain(first)}-{plain(last)}"
        people.append(Person(key, name, kind, lang, bio, {platform: handle}))
    return people
