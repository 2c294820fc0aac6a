# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: what we do not know."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.model.evidence import GapWhy
from contrecoup.report import phrases
from contrecoup.report.slots import (
    Code,
    Day,
    Instant,
    Listed,
    Name,
    Outlet,
    Phrase,
    Platform,
    Stretch,
)
from contrecoup.report.speech import Parts

_WHY: dict[GapWhy, str] = {
    "not-running": "personne ne suivait alors ce réseau",
    "disconnected": "la connexion était rompue",
    "silent": "le serveur n'envoyait plus rien",
    "too-slow": "le serveur avait coupé une lecture trop lente",
    "too-old": "le serveur ne gardait plus ce qui datait d'alors",
    "restarted": "le serveur avait recommencé son journal",
    "unknown": "la cause n'est pas établie",
}


class Limits(phrases.Limits):
    """Absence, with where we looked."""

    def unheard(self, n: Count, group: Name) -> Parts:
        if n.value == n.of:
            return self.line(
                "Nous n'avons trouvé aucun propos en cherchant {n} au sein de {group}"
                " dans les publications, articles et lettres que nous détenons.",
                n=n, group=group,
            )  # fmt: skip
        return self.line(
            "Pour {n:few} des {n:total} personnes recherchées au sein de {group},"
            " nous n'avons trouvé aucun propos dans les publications, articles et lettres"
            " que nous détenons.",
            n=n, group=group,
        )  # fmt: skip

    def unheard_named(self, people: Listed, n: Count) -> Parts:
        return self.line(
            "Parmi les {n:few} personnes dont nous n'avons trouvé aucun propos figurent {people}.",
            n=n, people=people,
        )  # fmt: skip

    def looked_for_nobody(self, n: Count) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune liste des membres du groupe :"
            " {n} {n|n'a|n'ont} pas pu recevoir d'auteur.",
            n=n,
        )

    def reposts_only(self, n: Count) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucun propos personnel de {n} ayant relayé"
            " les publications d'autrui.",
            n=n,
        )

    def unsure(self, n: Count) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune preuve de l'identité des titulaires de {n},"
            " peut-être du groupe ;"
            " les chiffres ci-dessus {n|ne le comptent pas|ne les comptent pas}.",
            n=n,
        )

    def declared(self, n: Count, group: Name) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucun propriétaire pour {n} dont le profil nomme {group} ;"
            " les messages à l'unisson {n|le comptent|les comptent} comme comptes,"
            " non comme personnes.",
            n=n, group=group,
        )  # fmt: skip

    def by_profile(self, n: Count, group: Name) -> Parts:
        return self.line(
            "{n} {n|relève|relèvent} de {group} sur la seule foi de {n|son|leur} propre profil ;"
            " nous comptons {n|son titulaire|leurs titulaires} avec le groupe,"
            " non parmi les personnes cherchées.",
            n=n, group=group,
        )  # fmt: skip

    def platforms(self, posts: Count, names: Listed) -> Parts:
        each = Listed([Phrase(self.run("de {name}", name=name)) for name in names.items])
        return self.line(
            "Les {posts} que nous détenons viennent {names} ; nous n'avons trouvé aucune"
            " publication ailleurs, faute d'y avoir cherché.",
            posts=posts, names=each,
        )  # fmt: skip

    def no_posts(self, n: Count) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune publication : le dossier en contient {n:bare}.", n=n
        )

    def unsourced(self, n: Count, events: Listed) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune pièce pour {n:few} {n|événement|événements} que la personne"
            " qui a constitué ce dossier y a {n|inscrit|inscrits} ({events}) :"
            " {n|il ne figure|ils ne figurent} pas heure par heure.",
            n=n, events=events,
        )  # fmt: skip

    def captures(self, first: Instant, last: Instant, n: Count) -> Parts:
        return self.line(
            "Sur {n:bare} {n|capture|captures}, la plus ancienne date du {first},"
            " la plus récente du {last} ; nous ignorons ce qui a été retiré auparavant.",
            first=first, last=last, n=n,
        )  # fmt: skip

    def rechecked(self, n: Count, share: Count | None) -> Parts:
        if n.value == 0:
            return self.line(
                "Nous n'avons trouvé aucune vérification postérieure à la capture"
                " pour les {n:total} publications que nous détenons.",
                n=n,
            )
        if share is None:
            return self.line(
                "Sur {n:total} publications, {n:bare} {n|a|ont} été"
                " {n|revérifiée|revérifiées} après la capture.",
                n=n,
            )
        return self.line(
            "Sur {n:total} publications, {n:bare} ({share}) {n|a|ont} été"
            " {n|revérifiée|revérifiées} après la capture.",
            n=n, share=share,
        )  # fmt: skip

    def gap(self, n: Count, first: Day, last: Day) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune publication pour {n:bare} {n|jour|jours} sur {n:total},"
            " entre {first} et {last}.",
            n=n, first=first, last=last,
        )  # fmt: skip

    def interrupted(self, n: Count, platform: Platform, span: Stretch, why: GapWhy) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune publication dans notre captation en direct de {platform}"
            f" pour {{n}} ({{span}}) : {_WHY[why]}.",
            n=n, platform=platform, span=span,
        )  # fmt: skip

    def interrupted_more(self, n: Count, platform: Platform) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune publication non plus pour {n} d'interruptions plus courtes"
            " de notre captation en direct de {platform}.",
            n=n, platform=platform,
        )  # fmt: skip

    def removed_on_request(self, n: Count) -> Parts:
        return self.line(
            "{n} {n|a|ont} été {n|retiré|retirés} de ce que nous détenons, sur demande.", n=n
        )

    def not_captured(self, n: Count, source: Outlet) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune copie de {n}, dont {source} a rapporté le retrait.",
            n=n, source=source,
        )  # fmt: skip

    def unread(self, n: Count, languages: Listed) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucun propos dans {n} que nous n'avons pas pu lire,"
            " en langue autre que le français et l'anglais ({languages}).",
            n=n, languages=languages,
        )  # fmt: skip

    def unplaced(self, n: Count) -> Parts:
        return self.line("Nous n'avons trouvé dans la liste personne à qui attribuer {n}.", n=n)

    def weakest(self, detector: Code, right: Count) -> Parts:
        return self.line(
            "Le moins souvent juste, parmi les éléments vérifiés à la main : {detector}, {right:of}.",
            detector=detector, right=right,
        )  # fmt: skip

    def unmeasured(self, n: Count, decided: Count | None) -> Parts:
        if decided is None:
            return self.line(
                "Nous n'avons trouvé aucun élément vérifié à la main dans ce dossier :"
                " la justesse de ses {n:bare} constats n'a pas été mesurée.",
                n=n,
            )
        return self.line(
            "{decided:bare} {decided|constat a|constats ont} fait l'objet d'une décision humaine ;"
            " nous n'avons trouvé aucun échantillon tiré au sort et vérifié à l'aveugle :"
            " la justesse des {n:bare} constats de ce dossier n'a pas été mesurée.",
            n=n, decided=decided,
        )  # fmt: skip
