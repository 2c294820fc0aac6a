"""Quotations, people and citations as JSON-LD: schema.org and W3C Web Annotation.

The context stands in the file, so no processor asks a network for it.
"""

from __future__ import annotations

import json
from typing import Any

from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Quotation
from contrecoup.model.hand_over import HandOver
from contrecoup.render.safe import link, printable

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
    "sameAs": {"@id": "https://schema.org/sameAs", "@type": "@id"},
    "datePublished": {"@id": "https://schema.org/datePublished", "@type": "xsd:dateTime"},
    "dateCreated": {"@id": "https://schema.org/dateCreated", "@type": "xsd:dateTime"},
    "spokenByCharacter": {"@id": "https://schema.org/spokenByCharacter", "@type": "@id"},
    "creator": {"@id": "https://schema.org/creator", "@type": "@id"},
    "isPartOf": {"@id": "https://schema.org/isPartOf", "@type": "@id"},
    "hasPart": {"@id": "https://schema.org/hasPart"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "refinedBy": {"@id": "oa:refinedBy"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "primarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
}


def jsonld(case: HandOver) -> bytes:
    """Return the case's people, sources, quotations and citations as one JSON-LD document."""
    graph = [*_people(case), *_organisations(case), *_sources(case)]
    for quotation in case.findings.quotations:
        graph += _quotation(quotation)
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def _urn(kind: str, one: str) -> str:
    """Return a name in the web's form for an id of ours: only safe characters."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-._~:/") else _hex(c) for c in one)
    return f"urn:contrecoup:{kind}:{safe}"


def _hex(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _full(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def _people(case: HandOver) -> list[dict[str, Any]]:
    return [
        _full(
            {
                "id": _urn("person", p.person_id),
                "type": "Person",
                "name": printable(p.name),
                "alternateName": [printable(name) for name in p.other_names],
            }
        )
        for p in case.roster.people
    ]


def _organisations(case: HandOver) -> list[dict[str, Any]]:
    return [
        _full(
            {
                "id": _urn("organisation", o.organisation_id),
                "type": "Organization",
                "name": printable(o.name),
            }
        )
        for o in case.roster.organisations
    ]


def _sources(case: HandOver) -> list[dict[str, Any]]:
    articles = [
        _full(
            {
                "id": _urn("document", a.article_id),
                "type": "NewsArticle",
                "headline": printable(a.title),
                "inLanguage": a.lang,
                "url": link(a.url),
                "datePublished": a.published.at.isoformat() if a.published else None,
                "publisher": _full({"type": "Organization", "name": printable(a.outlet)}),
                "primarySource": _urn("capture", a.capture_id),
            }
        )
        for a in case.articles
    ]
    posts = [
        _full(
            {
                "id": _urn("document", p.post_id),
                "type": "SocialMediaPosting",
                "inLanguage": p.lang,
                "url": link(p.url),
                "datePublished": p.created_at.isoformat(),
                "creator": _urn("account", p.account_id),
                "primarySource": _urn("capture", p.capture_id),
            }
        )
        for p in case.posts
    ]
    return articles + posts


def _quotation(said: Quotation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    kinds = {"person": "person", "organisation": "organisation"}
    kind = kinds.get(said.speaker_kind)
    for number, one in enumerate(said.renderings):
        own = f"{said.finding_id}/{number}"
        found.append(
            _full(
                {
                    "id": _urn("quotation", own),
                    "type": "Quotation",
                    "text": printable(one.text),
                    "inLanguage": one.lang,
                    "spokenByCharacter": _urn(kind, said.speaker) if kind and said.speaker else "",
                    "isPartOf": _urn("document", one.citation.document_id),
                    "identifier": said.finding_id,
                    "dateCreated": said.said_at.at.isoformat() if said.said_at else None,
                }
            )
        )
        found += [_annotation(own, citation) for citation in (one.citation, *one.more)]
    return found


def _annotation(own: str, citation: Citation) -> dict[str, Any]:
    selector = {
        "type": "oa:TextPositionSelector",
        "start": citation.start,
        "end": citation.end,
    }
    if citation.exact:
        selector = _full(
            {
                "type": "oa:TextQuoteSelector",
                "exact": printable(citation.exact),
                "prefix": printable(citation.prefix),
                "suffix": printable(citation.suffix),
                "refinedBy": selector,
            }
        )
    return {
        "id": _urn("annotation", f"{own}/{citation.start}-{citation.end}"),
        "type": "oa:Annotation",
        "motivation": "oa:identifying",
        "body": _urn("quotation", own),
        "target": {"source": _urn("document", citation.document_id), "selector": selector},
    }
