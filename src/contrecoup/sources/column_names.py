"""Which of a table's columns is which of ours: guessed by name, shown, overruled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from contrecoup.errors import SettingsError, Unreadable
from contrecoup.model.outcomes import Notice
from contrecoup.sources.addresses import accounts_in
from contrecoup.sources.state_words import holds_states
from contrecoup.sources.values import key_of

ALIASES: dict[str, tuple[str, ...]] = {
    "post_id": (
        "post_id",
        "tweet_id",
        "tweetid",
        "status_id",
        "id_str",
        "rest_id",
        "uri",
        "message_id",
        "item_id",
        "id",
        "identifiant",
        "id du post",
        "identifiant du post",
        "content_id",
    ),
    "account_id": (
        "account_id",
        "author_id",
        "user_id",
        "userid",
        "author.id",
        "user.id",
        "user.id_str",
        "from_user_id",
        "user_did",
        "did",
        "from_id",
    ),
    "handle": (
        "handle",
        "username",
        "screen_name",
        "user_screen_name",
        "author_handle",
        "user_handle",
        "author.username",
        "user.screen_name",
        "user.username",
        "author.handle",
        "from_user",
        "user_name",
        "account_handle",
        "compte",
        "account",
        "pseudo",
        "pseudonyme",
        "identifiant du compte",
        "nom d'utilisateur",
        "utilisateur",
        "@",
        "author",
        "user",
        "auteur",
    ),
    "display_name": (
        "display_name",
        "author_name",
        "author_fullname",
        "user_display_name",
        "author.name",
        "user.name",
        "author.displayname",
        "name",
        "full_name",
        "fullname",
        "nom",
        "nom affiché",
        "nom complet",
        "nom de l'auteur",
        "from",
        "author",
        "auteur",
        "auteur·rice",
    ),
    "bio": (
        "bio",
        "user_description",
        "author.description",
        "user.description",
        "description",
        "biographie",
    ),
    "created_at": (
        "created_at",
        "createdat",
        "created_time",
        "timestamp_utc",
        "unix_timestamp",
        "date_utc",
        "creation_time",
        "published_at",
        "published",
        "created_utc",
        "date_unixtime",
        "created",
        "datetime",
        "timestamp",
        "date",
        "post created",
        "date de publication",
        "date et heure",
        "date/heure",
        "date and time",
        "horodatage",
        "publié le",
        "posted at",
        "timestamp_share",
        "time",
        "heure",
    ),
    "hour": (
        "hour",
        "heure",
        "time",
        "heure de publication",
        "horaire",
        "time of day",
    ),
    "text": (
        "full_text",
        "text",
        "rawcontent",
        "body",
        "content",
        "message",
        "tweet",
        "post",
        "post_text",
        "tweet_text",
        "caption",
        "texte",
        "contenu",
        "texte du message",
        "texte du post",
        "publication",
    ),
    "lang": ("lang", "language", "language_guess", "langue"),
    "url": (
        "url",
        "link",
        "permalink",
        "post_url",
        "tweet_url",
        "permanent_url",
        "lien",
        "lien du post",
        "permalien",
        "adresse",
        "url du post",
    ),
    "reply_to": (
        "reply_to",
        "in_reply_to_status_id",
        "in_reply_to_status_id_str",
        "in_reply_to_id",
        "to_tweetid",
        "to_post_uri",
        "referenced_tweets.replied_to.id",
        "in_reply_to",
    ),
    "quote_of": (
        "quote_of",
        "quoted_id",
        "quote_tweet_id",
        "quoted_status_id",
        "quoted_uri",
        "referenced_tweets.quoted.id",
    ),
    "repost_of": (
        "repost_of",
        "retweeted_id",
        "retweet_of",
        "retweeted_status_id",
        "retweet_id",
        "referenced_tweets.retweeted.id",
    ),
    "conversation": ("conversation_id", "thread_id", "conversation"),
    "links": ("links", "urls", "entities.urls", "expanded_urls", "liens"),
    "hashtags": ("hashtags", "tags", "entities.hashtags", "mots-dièse", "hashtag"),
    "mentions": ("mentions", "mentioned_names", "entities.mentions", "mentioned_user_handles"),
    "media": ("media", "media_urls", "images"),
    "media_text": ("media_text", "media_alt_texts", "alt_text"),
    "likes": (
        "likes",
        "like_count",
        "favorite_count",
        "favourites_count",
        "likecount",
        "j'aime",
        "mentions j'aime",
        "nombre de likes",
        "nb likes",
        "favoris",
        "public_metrics.like_count",
    ),
    "reposts": (
        "reposts",
        "retweet_count",
        "repost_count",
        "retweets",
        "shares",
        "partages",
        "republications",
        "nombre de partages",
        "nb partages",
        "reblogs_count",
        "public_metrics.retweet_count",
    ),
    "replies": (
        "replies",
        "reply_count",
        "replies_count",
        "public_metrics.reply_count",
        "réponses",
        "nombre de réponses",
        "commentaires",
        "comments",
    ),
    "quotes": ("quotes", "quote_count", "public_metrics.quote_count", "citations"),
    "views": (
        "views",
        "impression_count",
        "view_count",
        "public_metrics.impression_count",
        "vues",
        "nombre de vues",
        "impressions",
    ),
    "collected_at": ("collected_at", "collection_time", "retrieved_at", "__twarc.retrieved_at"),
    "state": (
        "state",
        "status",
        "statut",
        "état",
        "etat",
        "availability",
        "disponibilité",
        "deleted",
        "is_deleted",
        "was_deleted",
        "deleted_at",
        "supprimé",
        "supprimée",
        "supprime",
        "date de suppression",
    ),
    "platform": ("platform", "network", "source_platform", "plateforme", "réseau"),
}
"""Names that other tools give our columns, the surest first."""

_AT = re.compile(r"@[\w.\-]{1,60}(?:@[\w.\-]+)?")
_ELSEWHERE = ("mention", "reply", "repon", "répon", "quote", "cit", "to")
_WEAK = frozenset({"author", "user", "auteur"})
"""Headers that may hold a handle or a name."""
_FRENCH = frozenset(
    [
        "auteur",
        "compte",
        "texte",
        "lien",
        "heure",
        "contenu",
        "nom",
        "réponses",
        "partages",
        "vues",
        "langue",
        "plateforme",
        "réseau",
        "commentaires",
        "utilisateur",
        "pseudo",
        "horodatage",
        "favoris",
        "biographie",
        "adresse",
        "permalien",
        "liens",
        "fonction",
        "rôle",
        "équipe",
        "début",
        "fin",
    ]
)


class WrongColumns(SettingsError, Unreadable):
    """A person's column map does not fit; the file is left unread, the case whole."""


def french(names: Iterable[str]) -> bool:
    """Whether a header is in French."""
    keys = {key_of(name) for name in names}
    return bool(keys & _FRENCH) or any(k.startswith(("j'", "nombre de", "date de")) for k in keys)


def _with_handles(names: Iterable[str], sample: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the columns whose cells are written ``@name``."""
    found = []
    for name in names:
        cells = [c.strip() for row in sample if isinstance(c := row.get(name), str) and c.strip()]
        words = re.split(r"[^a-zé]+", key_of(name))
        if any(w.startswith(_ELSEWHERE[:-1]) or w == _ELSEWHERE[-1] for w in words):
            continue
        if cells and sum(bool(_AT.fullmatch(c)) for c in cells) * 5 >= 4 * len(cells):
            found.append(name)
    return found


def guess(
    names: Iterable[str],
    wanted: Mapping[str, str] | None = None,
    sample: Sequence[Mapping[str, Any]] = (),
) -> dict[str, str]:
    """Return our columns with the table's names for them.

    What the person mapped comes first; each of the table's columns is used
    once.  A wanted value that starts with ``=`` is a constant.  A column of
    ``@names`` in the first rows is the handle rather than an ``Auteur``; a ``Lien`` that
    stands beside different texts is what posts share, not where they are.
    """
    names = list(names)
    held: dict[str, str] = {}
    for name in names:
        held.setdefault(key_of(name), name)
    found = _mapped(wanted or {}, names, held)
    used = set(found.values())
    if "handle" not in found:
        sure = [held[key_of(a)] for a in ALIASES["handle"] if a not in _WEAK and key_of(a) in held]
        told = [n for n in _with_handles(names, sample) if n not in used]
        if told:
            found["handle"] = next((n for n in sure if n in told), told[0])
            used.add(found["handle"])
    for ours, aliases in ALIASES.items():
        keys = [] if ours in found else [key_of(a) for a in aliases]
        alias = next((held[k] for k in keys if k in held and held[k] not in used), "")
        if alias:
            found[ours] = alias
            used.add(alias)
    if "url" not in (wanted or {}) and "links" not in found and _shared(found, sample):
        found["links"] = found.pop("url")
    if "state" not in (wanted or {}) and not holds_states(found.get("state", ""), sample):
        found.pop("state", None)
    if "handle" not in (wanted or {}):
        whose = _named(found, names, sample)
        if whose == "shared" and "url" not in (wanted or {}) and "links" not in found:
            found["links"] = found.pop("url")
    return {ours: found[ours] for ours in [*(wanted or {}), *ALIASES] if ours in found}


def _named(found: dict[str, str], names: Sequence[str], sample: Sequence[Mapping[str, Any]]) -> str:
    """Tell names from handles, and take the handle from the posts' addresses where it is there.

    Return whose posts the addresses lead to, as :func:`accounts_in` does.
    """
    theirs, url = found.get("handle", ""), found.get("url", "")
    cells = [c.strip() for row in sample if isinstance(c := row.get(theirs), str) and c.strip()]
    spaced = sum(" " in c for c in cells) * 5 >= len(cells) > 0
    weak = theirs if key_of(theirs) in _WEAK and theirs not in _with_handles(names, sample) else ""
    if theirs and not (spaced or weak):
        return ""
    name = theirs if theirs and "display_name" not in found else found.get("display_name", "")
    whose = accounts_in(sample, url, name, "" if spaced else weak) if url else ""
    if theirs and (spaced or whose == "own"):
        del found["handle"]
        found.setdefault("display_name", theirs)
    if whose == "own":
        found["handle"] = url
    return "" if whose == "shared" and "handle" in found else whose


def _shared(found: Mapping[str, str], sample: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a column of addresses holds what posts share: one address beside two texts."""
    theirs, texts = found.get("url", ""), found.get("text", "")
    beside: dict[str, Any] = {}
    cells = ((row.get(theirs), row.get(texts)) for row in sample)
    return any(beside.setdefault(a, t) != t for a, t in cells if isinstance(a, str) and a.strip())


def _mapped(wanted: Mapping[str, str], names: list[str], held: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for ours, theirs in wanted.items():
        if theirs.startswith("=") or theirs.strip() in names:
            found[ours] = theirs.strip()
        elif key_of(theirs) in held:
            found[ours] = held[key_of(theirs)]
    return found


def checked(
    wanted: Mapping[str, str],
    names: Iterable[str],
    place: str,
    also: Iterable[str] = ("object_id",),
) -> None:
    """Refuse a person's map that names a column that is none of ours, or not in the file.

    ``also`` are ours besides those that can be guessed.

    Raises:
        WrongColumns: with both lists of names.
    """
    known = [*ALIASES, *also]
    names = list(names)
    held = {key_of(n) for n in names}
    step = (
        f"ours are {', '.join(known)}; the file's are {', '.join(names[:60])};"
        " a constant has two equals signs: platform==x"
    )
    for ours, theirs in wanted.items():
        if ours not in known:
            message = f"no column of ours is called {ours!r}"
            raise WrongColumns(message, place=place, next_step=step, field=ours)
        if (
            not theirs.startswith("=")
            and theirs.strip() not in names
            and key_of(theirs) not in held
        ):
            message = f"the file has no column {theirs!r}"
            raise WrongColumns(message, place=place, next_step=step, field=ours)


def usable(mapping: Mapping[str, str]) -> bool:
    """Whether a map is enough for posts: text, time, and who or which."""
    who = {"account_id", "handle", "display_name"} & mapping.keys()
    return "text" in mapping and "created_at" in mapping and bool(who or "post_id" in mapping)


def missing(mapping: Mapping[str, str]) -> str:
    """Return the names of the columns that a map lacks."""
    lacks = [c for c in ("text", "created_at") if c not in mapping]
    if not {"account_id", "handle", "display_name"} & mapping.keys():
        lacks.append("account_id / handle")
    return ", ".join(lacks)


def shown(mapping: Mapping[str, str], unused: Iterable[str]) -> Notice:
    """Return the map as a person sees it."""
    pairs = ", ".join(f"{theirs} → {ours}" for ours, theirs in mapping.items())
    rest = [name for name in unused if name and name not in set(mapping.values())]
    left = f"; not used: {', '.join(rest[:30])}" if rest else ""
    return Notice("header", f"columns were read as: {pairs}{left}")


def told_accounts(mapping: Mapping[str, str]) -> Iterator[Notice]:
    """Yield a notice where a table's accounts are taken from its posts' addresses."""
    if mapping.get("handle", "=") == mapping.get("url"):
        reason = f"the account is taken from the post's address in the column {mapping['url']}"
        yield Notice("header", reason)
