"""Networks for Gephi: GEXF 1.2 without alpha, and GraphML.

Four networks, none of which says why anybody did anything:

- ``echoes``: accounts and the messages in unison that they posted (two kinds of nodes);
- ``ties``: pairs of accounts that did the same within the window;
- ``interactions``: who reposted, answered or quoted whom, among the posts of the case;
- ``stances``: who wrote for or against whom.

Two ends have one edge, whatever they did: of several, Gephi adds up the weights and keeps what
one alone says (its issues 363 and 2038), and older ones take the first.  What was done how often
stands in a column a kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal
from xml.etree import ElementTree as ET

from attrs import field, frozen

from contrecoup.model.hand_over import HandOver
from contrecoup.render.safe import printable

Network = Literal["echoes", "ties", "interactions", "stances"]
_COLOURS = {"person": (18, 122, 198), "account": (95, 97, 102), "message": (148, 49, 0)}
_OTHER = (22, 25, 29)
LABEL = 80
"""A node's label is cut here: a message of 10,000 characters names nobody."""


@frozen
class Node:
    """A node: its id, its label, its kind (person, account, message, organisation)."""

    node_id: str
    label: str
    kind: str


@frozen
class Edge:
    """An edge: from, to, what was done, how often, and what else is counted of it.

    One that is written has all that its ends did: ``by`` names each kind, ``values`` has the
    ``weight_…`` of each (``weight_link``) and what else is counted of it (``expected_link``).
    """

    source: str
    target: str
    by: str
    weight: int
    values: Mapping[str, float] = field(factory=dict)


@frozen(kw_only=True)
class Graph:
    """Nodes in order of their ids, edges in order of their ends."""

    directed: bool
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(case: HandOver, network: Network) -> Graph:
    """Return one of the networks of a case."""
    directed = network in {"interactions", "stances"} or (network == "ties" and case.directed)
    edges = _joined(_EDGES[network](case), directed=directed)
    messages = {e.finding_id: e.text for e in case.findings.echoes}
    used = {end for edge in edges for end in (edge.source, edge.target)}
    names = _names(case)
    return Graph(
        directed=directed,
        nodes=tuple(_node(one, messages, names) for one in sorted(used)),
        edges=edges,
    )


def _joined(edges: Iterable[Edge], *, directed: bool) -> tuple[Edge, ...]:
    """Return one edge a pair of ends, in their order, with what each kind of it counts."""
    pairs: dict[tuple[str, ...], dict[str, Edge]] = {}
    for edge in edges:
        ends = (edge.source, edge.target)
        kinds = pairs.setdefault(ends if directed else tuple(sorted(ends)), {})
        kinds[edge.by] = edge
    return tuple(
        Edge(source, target, " ".join(sorted(kinds)), sum(e.weight for e in kinds.values()), told)
        for (source, target), kinds in sorted(pairs.items())
        for told in [dict(item for by in sorted(kinds) for item in _told(kinds[by]))]
    )


def _told(edge: Edge) -> Iterator[tuple[str, float]]:
    """Yield the columns of one kind."""
    yield f"weight_{edge.by}", edge.weight
    for name, value in edge.values.items():
        yield f"{name}_{edge.by}", value


def _names(case: HandOver) -> dict[str, tuple[str, str]]:
    """Return the label and the kind of every person, organisation and account."""
    found = {
        m.account_id: (f"@{m.handle}" if m.handle else m.account_id, "account")
        for m in case.findings.matches
    }
    found |= {o.organisation_id: (o.name, "organisation") for o in case.roster.organisations}
    return found | {p.person_id: (p.name or p.person_id, "person") for p in case.roster.people}


def _node(one: str, messages: Mapping[str, str], names: Mapping[str, tuple[str, str]]) -> Node:
    label, kind = (
        (messages[one], "message") if one in messages else names.get(one, (one, "account"))
    )
    return Node(one, printable(label or one)[:LABEL], kind)


def _of_echoes(case: HandOver) -> Iterator[Edge]:
    authors = {post.post_id: post.account_id for post in case.posts}
    for echo in case.findings.echoes:
        counted = Counter(authors[p] for p in echo.post_ids if p in authors)
        for account, posts in counted.items():
            yield Edge(account, echo.finding_id, echo.kind, posts)


def _of_ties(case: HandOver) -> Iterator[Edge]:
    for tie in case.findings.ties:
        counted = {"objects": tie.objects or None, "expected": tie.expected, "q_value": tie.q_value}
        values = {name: float(value) for name, value in counted.items() if value is not None}
        yield Edge(tie.account_a, tie.account_b, tie.by, tie.weight, values)


def _of_interactions(case: HandOver) -> Iterator[Edge]:
    authors = {post.post_id: post.account_id for post in case.posts}
    counted: Counter[tuple[str, str, str]] = Counter()
    for post in case.posts:
        for by, other in (
            ("repost", post.repost_of),
            ("reply", post.reply_to),
            ("quote", post.quote_of),
        ):
            if other in authors and authors[other] != post.account_id:
                counted[post.account_id, authors[other], by] += 1
    for (source, target, by), weight in counted.items():
        yield Edge(source, target, by, weight)


def _of_stances(case: HandOver) -> Iterator[Edge]:
    counted = Counter(
        (s.holder, s.target, s.polarity)
        for s in case.findings.stances
        if s.holder and s.target and s.polarity in {"for", "against"}
    )
    for (source, target, by), weight in counted.items():
        yield Edge(source, target, by, weight)


_EDGES: dict[Network, Callable[[HandOver], Iterator[Edge]]] = {
    "echoes": _of_echoes,
    "ties": _of_ties,
    "interactions": _of_interactions,
    "stances": _of_stances,
}
NETWORKS: tuple[Network, ...] = tuple(_EDGES)


def gexf(case: HandOver, network: Network) -> bytes:
    """Return a network as GEXF 1.2: colours without alpha, which Gephi Lite refuses."""
    made = graph(case, network)
    root = ET.Element(
        "gexf",
        {
            "xmlns": "http://www.gexf.net/1.2draft",
            "xmlns:viz": "http://www.gexf.net/1.2draft/viz",
            "version": "1.2",
        },
    )
    meta = ET.SubElement(root, "meta", {"lastmodifieddate": case.as_of.date().isoformat()})
    ET.SubElement(meta, "creator").text = f"Contrecoup {case.version}"
    ET.SubElement(meta, "description").text = printable(f"{case.title}: {network}")
    kind = "directed" if made.directed else "undirected"
    body = ET.SubElement(root, "graph", {"mode": "static", "defaultedgetype": kind})
    for owner, names in (("node", {"kind": "string"}), ("edge", {"by": "string"} | _counted(made))):
        declared = ET.SubElement(body, "attributes", {"class": owner})
        for name, type_ in names.items():
            ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": type_})
    nodes = ET.SubElement(body, "nodes")
    for node in made.nodes:
        one = ET.SubElement(nodes, "node", {"id": node.node_id, "label": node.label})
        values = ET.SubElement(one, "attvalues")
        ET.SubElement(values, "attvalue", {"for": "kind", "value": node.kind})
        red, green, blue = _COLOURS.get(node.kind, _OTHER)
        ET.SubElement(one, "viz:color", {"r": str(red), "g": str(green), "b": str(blue)})
    edges = ET.SubElement(body, "edges")
    for number, edge in enumerate(made.edges):
        ends = {"source": edge.source, "target": edge.target}
        attributes = {"id": str(number), **ends, "type": kind, "weight": str(edge.weight)}
        one = ET.SubElement(edges, "edge", attributes)
        values = ET.SubElement(one, "attvalues")
        for name, value in {"by": edge.by, **edge.values}.items():
            ET.SubElement(values, "attvalue", {"for": name, "value": str(value)})
    return _xml(root)


def graphml(case: HandOver, network: Network) -> bytes:
    """Return a network as GraphML, with ``label``, ``kind``, ``by`` and ``weight``."""
    made = graph(case, network)
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for owner, name, kind in (
        ("node", "label", "string"),
        ("node", "kind", "string"),
        ("edge", "by", "string"),
        ("edge", "weight", "int"),
        *(("edge", name, kind) for name, kind in _counted(made).items()),
    ):
        ET.SubElement(root, "key", {"id": name, "for": owner, "attr.name": name, "attr.type": kind})
    default = "directed" if made.directed else "undirected"
    body = ET.SubElement(root, "graph", {"id": network, "edgedefault": default})
    for node in made.nodes:
        one = ET.SubElement(body, "node", {"id": node.node_id})
        _data(one, {"label": node.label, "kind": node.kind})
    for number, edge in enumerate(made.edges):
        ends = {"source": edge.source, "target": edge.target}
        one = ET.SubElement(body, "edge", {"id": f"e{number}", **ends})
        values = {name: str(value) for name, value in edge.values.items()}
        _data(one, {"by": edge.by, "weight": str(edge.weight)} | values)
    return _xml(root)


def _counted(made: Graph) -> dict[str, str]:
    """Return the numbers that edges have besides their weight, with their type."""
    return dict.fromkeys(sorted({n for edge in made.edges for n in edge.values}), "double")


def _data(parent: ET.Element, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        ET.SubElement(parent, "data", {"key": key}).text = value


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root) + b"\n"
