# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: messages in unison, waves."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import unison_phrases
from contrecoup.report.french.moments import earliest
from contrecoup.report.slots import Authors, Code, Emoji, Instant, Name, Quoted, Stretch
from contrecoup.report.speech import Parts


class Unison(unison_phrases.Unison):
    """Who posted the same words; never why."""

    def key(self, accounts: Count, mine: Count, words: Quoted, when: Stretch) -> Parts:
        return self.line(
            "{accounts}, dont {mine:bare} du groupe, {accounts|a|ont} publié ce message {when} :"
            " {words}.",
            accounts=accounts, mine=mine, words=words, when=when,
        )  # fmt: skip

    def translated(
        self,
        accounts: Count,
        mine: Count,
        first: Quoted,
        by_first: Count,
        second: Quoted,
        by_second: Count,
        both: Count,
        when: Stretch,
    ) -> Parts:
        return self.line(
            "{accounts}, dont {mine:bare} du groupe et chacun compté une fois, {accounts|a|ont}"
            " publié un même message en français et en anglais {when} :"
            " {first}, publié par {by_first}, et {second}, publié par {by_second}"
            + " ; {both} {both|a|ont} publié l'un et l'autre" * bool(both.value)
            + ".",
            accounts=accounts, mine=mine, when=when, first=first, by_first=by_first,
            second=second, by_second=by_second, both=both,
        )  # fmt: skip

    def call(self, people: Count, words: Quoted, who: Authors, minutes: Count) -> Parts:
        return self.line(
            "En {minutes}, {people} {people|a|ont} publié les mêmes mots, {words} ; "
            + earliest(who, ", à la même minute,")
            + " de {who}.",
            people=people, words=words, who=who, minutes=minutes,
        )  # fmt: skip

    def spread(self, people: Count, posts: Count, when: Stretch) -> Parts:
        return self.line(
            "{people} du groupe {people|a|ont} publié ce message, en {posts}, {when}.",
            people=people, posts=posts, when=when,
        )  # fmt: skip

    def earliest(self, who: Authors, at: Instant) -> Parts:
        return self.line(earliest(who) + " de {who}, {at}.", who=who, at=at)

    def declared(self, n: Count, group: Name) -> Parts:
        return self.line(
            "Sur {n:total} comptes, {n:bare} ne {n|figure|figurent} pas dans la liste des"
            " personnes ; {n|son profil nomme|leurs profils nomment} {group}.",
            n=n, group=group,
        )  # fmt: skip

    def others(self, accounts: Count) -> Parts:
        return self.line(
            "{accounts} hors du groupe, ou sans propriétaire identifié,"
            " {accounts|a|ont} aussi publié ce message, sans entrer dans les chiffres ci-dessus.",
            accounts=accounts,
        )

    def rule(self, kind: str, wordings: Count) -> Parts:
        if kind == "identical":
            return self.line(
                "Nous avons compté comme un même message les publications aux mots identiques,"
                " casse, ponctuation, émojis et liens mis à part."
            )
        if kind == "translated":
            return self.line(
                "Nous avons compté comme un même message les publications qui donnent"
                " les mêmes mots dans une autre langue."
            )
        return self.line(
            "Nous avons compté comme un même message les publications aux mots identiques"
            " ou presque, casse, ponctuation, émojis et liens mis à part :"
            " {wordings:bare} {wordings|formulation|formulations} au sein du groupe.",
            wordings=wordings,
        )

    def strip(self, posts: Count, when: Stretch, busiest: Stretch | None, n: Count) -> Parts:
        if busiest is None:
            return self.line("{posts}, {when}.", posts=posts, when=when)
        return self.line(
            "{posts}, {when} ; l'heure la plus fournie ({busiest}) en compte {n:bare}.",
            posts=posts, when=when, busiest=busiest, n=n,
        )  # fmt: skip

    def wave(self, people: Count, posts: Count, what: Emoji | Code, when: Stretch) -> Parts:
        return self.line(
            "{people} du groupe {people|a|ont} publié {what}, en {posts}, {when}.",
            people=people, posts=posts, what=what, when=when,
        )  # fmt: skip

    def peak(self, what: Emoji | Code, at: Instant, n: Count) -> Parts:
        return self.line(
            "Les publications avec {what} ont été les plus fréquentes à partir de {at},"
            " avec {n} dans l'intervalle le plus fourni.",
            what=what, at=at, n=n,
        )  # fmt: skip

    def more(self, n: Count) -> Parts:
        return self.line(
            "Nous avons trouvé {n} de plus, {n|publié|publiés} par moins de personnes"
            " et {n|donné|donnés} dans les tableaux qui accompagnent cette page.",
            n=n,
        )
