"""The rows of each table, from a case's findings and the documents behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Demand, Echo, Move, Quotation, Removal, Stance, Tally, Wave
from contrecoup.model.hand_over import HandOver

Row = dict[str, Any]


def _cited(citation: Citation) -> Row:
    return {
        "document_id": citation.document_id,
        "capture_id": citation.capture_id,
        "exact": citation.exact,
        "start": citation.start,
        "end": citation.end,
    }


def _found(finding: Demand | Echo | Move | Quotation | Removal | Stance | Tally | Wave) -> Row:
    return {
        "finding_id": finding.finding_id,
        "rule": finding.rule,
        "certainty": finding.certainty,
    }


def people(case: HandOver) -> Iterator[Row]:
    """Yield people of the roster."""
    for person in case.roster.people:
        posts = [a.account_id for a in case.findings.matches if a.person_id == person.person_id]
        yield {
            "person_id": person.person_id,
            "name": person.name,
            "other_names": list(person.other_names),
            "public": person.public,
            "accounts": posts,
        }


def affiliations(case: HandOver) -> Iterator[Row]:
    """Yield where and when people belonged."""
    names = {o.organisation_id: o.name for o in case.roster.organisations}
    for one in case.roster.affiliations:
        yield {
            "person_id": one.person_id,
            "organisation_id": one.organisation_id,
            "organisation": names.get(one.organisation_id, ""),
            "role": one.role,
            "team": one.team,
            "first_day": one.first,
            "last_day": one.last,
            "source": one.source,
        }


def accounts(case: HandOver) -> Iterator[Row]:
    """Yield accounts, with what is known of their owners."""
    for match in case.findings.matches:
        yield {
            "account_id": match.account_id,
            "platform": match.platform,
            "handle": match.handle,
            "display_name": match.display_name,
            "verdict": match.verdict,
            "person_id": match.person_id,
            "candidates": [c.person_id for c in match.candidates],
            "reason": match.reason,
        }


def posts(case: HandOver) -> Iterator[Row]:
    """Yield posts, with the echoes that each carries."""
    owners = {m.account_id: m.person_id for m in case.findings.matches if m.verdict == "sure"}
    echoes: dict[str, list[str]] = {}
    for echo in case.findings.echoes:
        for post_id in echo.post_ids:
            echoes.setdefault(post_id, []).append(echo.finding_id)
    names = ("post_id", "platform", "account_id", "handle", "created_at", "precision", "text")
    more = ("lang", "url", "reply_to", "quote_of", "repost_of", "state", "capture_id", "place")
    for post in case.posts:
        yield {
            **{name: getattr(post, name) for name in (*names, *more)},
            "person_id": owners.get(post.account_id, ""),
            "echoes": echoes.get(post.post_id, []),
        }


def quotations(case: HandOver) -> Iterator[Row]:
    """Yield wordings, in order of their quotations."""
    for said in case.findings.quotations:
        for number, one in enumerate(said.renderings):
            yield {
                **_found(said),
                **_cited(one.citation),
                "rendering": number,
                "text": one.text,
                "lang": one.lang,
                "kind": one.kind,
                "outlet": one.outlet,
                "difference": one.difference,
                "hedged": one.hedged,
                "speaker": said.speaker,
                "speaker_name": said.speaker_name,
                "speaker_kind": said.speaker_kind,
                "own": said.own,
                "post_id": said.post_id,
                "medium": said.medium,
                "said_at": said.said_at.at if said.said_at else None,
                "said_first_day": said.said_days.first if said.said_days else None,
                "said_last_day": said.said_days.last if said.said_days else None,
                "state": said.state,
                "confidence": said.confidence,
            }


def echoes(case: HandOver) -> Iterator[Row]:
    """Yield messages in unison."""
    for echo in case.findings.echoes:
        yield {
            **_found(echo),
            "kind": echo.kind,
            "text": echo.text,
            "lang": echo.lang,
            "layer": echo.layer,
            "posts": len(echo.post_ids),
            "accounts": len(echo.account_ids),
            "group_people": len(echo.people),
            "first_post": echo.first_post,
            "first_at": echo.first_at,
            "last_at": echo.last_at,
            "parts": list(echo.parts),
        }


def echo_posts(case: HandOver) -> Iterator[Row]:
    """Yield the posts of each echo."""
    authors = {post.post_id: post for post in case.posts}
    for echo in case.findings.echoes:
        for post_id in echo.post_ids:
            post = authors.get(post_id)
            yield {
                "finding_id": echo.finding_id,
                "post_id": post_id,
                "account_id": post.account_id if post else "",
                "created_at": post.created_at if post else None,
            }


def waves(case: HandOver) -> Iterator[Row]:
    """Yield the spans of each wave."""
    for wave in case.findings.waves:
        for bucket in wave.buckets:
            yield {
                **_found(wave),
                "kind": wave.kind,
                "what": wave.what,
                "onset": wave.onset,
                "peak": wave.peak,
                "ended": wave.end,
                "bucket_start": bucket.start,
                "bucket_seconds": wave.bucket_seconds,
                "posts": bucket.posts,
                "accounts": bucket.accounts,
                "burst_level": bucket.level,
            }


def ties(case: HandOver) -> Iterator[Row]:
    """Yield pairs of accounts."""
    for tie in case.findings.ties:
        yield {
            "by": tie.by,
            "account_a": tie.account_a,
            "account_b": tie.account_b,
            "weight": tie.weight,
            "first_at": tie.first_at,
            "last_at": tie.last_at,
            "posts": list(tie.post_ids),
        }


def moves(case: HandOver) -> Iterator[Row]:
    """Yield moves."""
    for move in case.findings.moves:
        yield {
            **_found(move),
            "type": move.type,
            "person": move.person,
            "person_name": move.person_name,
            "organisation": move.organisation,
            "organisation_name": move.organisation_name,
            "role": move.role,
            "replaces": move.replaces,
            "modality": move.modality,
            "status": move.status,
            "first_day": move.days.first if move.days else None,
            "last_day": move.days.last if move.days else None,
            "first_reported": move.first_reported,
            "reversed_by": move.reversed_by,
            "outlets": list(move.outlets),
            "documents": [c.document_id for c in move.citations],
            "exact": [c.exact for c in move.citations],
            "confidence": move.confidence,
        }


def tallies(case: HandOver) -> Iterator[Row]:
    """Yield published counts."""
    for tally in case.findings.tallies:
        yield {
            **_found(tally),
            **_cited(tally.citation),
            "what": tally.what,
            "value": tally.value,
            "qualifier": tally.qualifier,
            "of": tally.of,
            "published_at": tally.at.at,
            "outlet": tally.outlet,
            "repeats": tally.repeats,
            "credited": tally.credited,
        }


def demands(case: HandOver) -> Iterator[Row]:
    """Yield demands."""
    for demand in case.findings.demands:
        yield {
            **_found(demand),
            **_cited(demand.citation),
            "what": demand.what,
            "by": demand.by,
            "of": demand.of,
            "condition": demand.condition,
            "threat": demand.threat,
            "lang": demand.lang,
            "outlet": demand.outlet,
        }


def stances(case: HandOver) -> Iterator[Row]:
    """Yield words for or against."""
    for stance in case.findings.stances:
        yield {
            **_found(stance),
            **_cited(stance.citation),
            "holder": stance.holder,
            "target": stance.target,
            "polarity": stance.polarity,
            "at": stance.at,
            "confidence": stance.confidence,
        }


def removals(case: HandOver) -> Iterator[Row]:
    """Yield posts and accounts that are gone."""
    for removal in case.findings.removals:
        yield {
            **_found(removal),
            "post_id": removal.post_id,
            "account_id": removal.account_id,
            "state": removal.state,
            "at": removal.at,
            "seen_at": removal.seen_at,
            "reason": removal.reason,
            "capture_id": removal.capture_id,
            "place": removal.place,
        }


def earlier(case: HandOver) -> Iterator[Row]:
    """Yield first posts after the event."""
    for one in case.findings.earlier:
        yield {
            "person_id": one.person,
            "post_id": one.post_id,
            "at": one.at,
            "minutes": one.minutes,
        }


def sources(case: HandOver) -> Iterator[Row]:
    """Yield articles, then versions of the letter."""
    levels = {q.document_id: q for q in case.findings.qualities}
    for article in case.articles:
        quality = levels.get(article.article_id)
        yield {
            "document_id": article.article_id,
            "kind": "article",
            "outlet": article.outlet,
            "title": article.title,
            "author": article.author,
            "lang": article.lang,
            "url": article.url,
            "published_at": article.published.at if article.published else None,
            "quality": quality.level if quality else "",
            "reasons": list(quality.reasons) if quality else [],
            "capture_id": article.capture_id,
            "versions": list(article.versions),
        }
    for letter in case.letters:
        yield {
            "document_id": letter.letter_id,
            "kind": "letter",
            "outlet": "",
            "title": letter.title,
            "author": "",
            "lang": letter.lang,
            "url": letter.url,
            "published_at": letter.published.at if letter.published else None,
            "quality": "",
            "reasons": [],
            "capture_id": letter.capture_id,
            "versions": [],
        }
