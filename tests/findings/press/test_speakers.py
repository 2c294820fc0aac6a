"""Who speaks: by name, role, pronoun, several at once, or nobody known."""

from __future__ import annotations

from datetime import date

import pytest

from contrecoup.findings.press import read
from contrecoup.model.reading import Reading


def names(reading: Reading) -> dict[str | None, str]:
    return {e.id: e.name for e in (*reading.people, *reading.organisations)}


def spoken(text: str, lang: str = "fr") -> list[tuple[str | None, str | None]]:
    """Name of the speaker and words of the source, quotation by quotation."""
    reading = read(text, lang, date(2031, 3, 19))
    known = names(reading)
    return [
        (known.get(q.speaker), " ".join(text[a:b] for a, b in q.source) or None)
        for q in reading.quotations
    ]


# text, then speaker and source of the last quotation
LAST = [
    # a role says who is meant
    ("Paul Rey, PDG de Nacre, est arrivé. Le patron de Nacre a déclaré que l'usine tient.", "Paul Rey", "Le patron de Nacre"),
    ("Le maire divers gauche de la ville, Paul Rey, demande l'arrêt des travaux.", "Paul Rey", "Paul Rey"),
    ("Anne Morel, biologiste à Nacre, se tait. La biologiste a fini par répondre que rien ne presse.", "Anne Morel", "La biologiste"),
    ("Le Premier ministre a dit que le port rouvrira. Paul Rey, Premier ministre, est revenu lundi.", "Paul Rey", "Le Premier ministre"),
    ("Anne Morel et Paul Rey sont venus. L'avocat a dit que le procès attendra.", None, "L'avocat"),
    ("Paul Rey est ministre des ports. La ministre a répondu que non.", None, "La ministre"),
    # a calling said alone, a new office, a firm said as one
    ("Anne Morel et Paul Rey sont venus. Le footballeur Paul Rey est reparti. Le joueur assure que tout va bien.", "Paul Rey", "Le joueur"),
    ("Après Anne Morel, c'est Paul Rey qui dirige Nacre. « Je reste », a lancé le nouveau patron.", "Paul Rey", "le nouveau patron"),
    ("L'éditeur de logiciels Orvane a fermé. L'entreprise affirme que tout va bien.", "Orvane", "L'entreprise"),
    ("Orvane a accueilli l'Institut de Nacre. Le conducteur a dit que le port rouvrira.", None, "Le conducteur"),
    ("Le promoteur Habitat Clair a dit que le port rouvrira.", "Habitat Clair", "Habitat Clair"),
    ("« Une victoire », se réjouit leur avocate, Maître Anne Morel.", "Anne Morel", "leur avocate"),
    ("Le maire de Sainte-Orse (Creuse), Paul Rey, juge la situation « intenable ».", "Paul Rey", "Paul Rey"),
    ("Anne Morel a vu Paul Rey. Ce dernier n'a pas tardé à réagir : « Je reste. »", "Paul Rey", "Ce dernier"),
    # verb and speaker inside the marks
    ("Le port attend. « Nous restons, a ajouté Paul Rey. Et nous gagnerons. »", "Paul Rey", "Paul Rey"),
    ("Paul Rey est venu. « Nous restons, a-t-il confié à la radio. Et nous gagnerons. »", "Paul Rey", "il"),
    ("« Le port ferme », a dit Paul Rey. « Tant mieux, ironise la harpiste Anne Morel. Il était temps. »", "Anne Morel", "Anne Morel"),
    # titles behind the verb, people by where they come from, who acts between two quotations
    ("Paul Rey est venu. « Le site a un avenir », martèle M. Rey, qui attend le préfet.", "Paul Rey", "Rey"),
    ("L'avocate de M. Rey, Me Anne Morel, a dénoncé un « procès politique ».", "Anne Morel", "Anne Morel"),
    ('La navigatrice Anne Morel abandonne. "Le mât a cassé", a raconté la Bretonne par téléphone.', "Anne Morel", "la Bretonne"),
    ("« Vous moquez-vous ? », a lancé Paul Rey à Anne Morel. Anne Morel a souri. « Pas le moins du monde. »", "Anne Morel", "Anne Morel"),
    # pronouns: gender, number, what is subject, who spoke last
    ("Anne Morel a vu Paul Rey. Elle a précisé que tout allait bien.", "Anne Morel", "Elle"),
    ("Anne Morel a vu Paul Rey. Il a précisé que tout allait bien.", "Paul Rey", "Il"),
    ("Paul Rey a critiqué le livre de Marc Vidal. Il estime que c'est faux.", "Paul Rey", "Il"),
    ("La Ligue de Nacre a reçu Paul Rey. Elle regrette que rien ne bouge.", "Ligue de Nacre", "Elle"),
    ("Selon Anne Morel, tout va bien. « Nous sommes prêts », ajoute-t-elle.", "Anne Morel", "elle"),
    ("Une voisine a tout vu. Elle a raconté que la porte était ouverte.", None, "Elle"),
    ("Anne Morel salue Paul Rey. Ce dernier a répondu que non.", "Paul Rey", "Ce dernier"),
    ("Les salariés ont voté. Ils demandent que Paul Rey s'explique.", None, "Ils"),
    # several, groups, people without a name
    ("Paul Rey et Anne Morel ont annoncé que le port fermait.", None, "Paul Rey et Anne Morel"),
    ("« Le port ferme », ont déclaré Paul Rey et Anne Morel.", None, "Paul Rey et Anne Morel"),
    ("Une source proche du dossier a indiqué que le port fermera.", None, "Une source proche du dossier"),
    ("« Tout a tremblé ici », raconte une retraitée du quartier.", None, "une retraitée du quartier"),
    ("Selon les riverains, la digue tient.", None, "les riverains"),
    # organisations
    ("Selon la Banque de Nacre, les prix baissent.", "Banque de Nacre", "Banque de Nacre"),
    ("La Ligue des dockers (LDD) proteste. « C'est faux », assure la LDD.", "Ligue des dockers", "LDD"),
    ("La préfecture de Nacre a indiqué que la route est coupée.", "préfecture de Nacre", "La préfecture de Nacre"),
    # the verb is parted from its subject or its auxiliary
    ("Paul Rey a quant à lui reconnu que le port perd.", "Paul Rey", "Paul Rey"),
    ("Paul Rey a, dans un communiqué, affirmé que le port gagne.", "Paul Rey", "Paul Rey"),
    ("Paul Rey vient d'annoncer que le port ferme.", "Paul Rey", "Paul Rey"),
    ("Le conseil a fait savoir que la digue tient.", "conseil", "Le conseil"),
    ("Se disant « déçue », Anne Morel est partie.", "Anne Morel", "Anne Morel"),
    ("Paul Rey cite une lettre d'Anne Morel, qui disait : « Partons tous. »", "Anne Morel", "Anne Morel"),
    ("Il est décrit comme « un homme calme et discret » par Anne Morel.", "Anne Morel", "Anne Morel"),
    ("Selon les propos d'Anne Morel, le port ferme.", "Anne Morel", "Anne Morel"),
    ("De plus en plus de salariés se sont exprimés, partageant ce message : « Partons ensemble. »", None, "salariés"),
    ("Près de 300 salariés ont dit que le port ferme.", None, "300 salariés"),
    ("Anne Morel met en garde : « Le port ferme. »", "Anne Morel", "Anne Morel"),
    ("« Le port ferme », a confié mardi à l'AFP Anne Morel.", "Anne Morel", "Anne Morel"),
    ("L'avocate d'Anne Morel, l'Espagnole Inès Rey, a dit que non. Elle ajoute que tout va bien.", "Inès Rey", "Elle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "source"), LAST)
def test_last_speaker(text: str, name: str | None, source: str | None) -> None:
    assert spoken(text)[-1] == (name, source)


NOBODY = [
    "La règle veut, selon la loi, que le port ferme.",
    "Il n'a pas dit que le port ferme.",
    "Les communes doivent déclarer « tout don d'une valeur supérieure à cent euros ».",
    "On suppose que le port ferme.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_says_it(text: str) -> None:
    assert [s for s in spoken(text) if s[1] is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "Le musée rappelle sa directrice.",
        "La fondation rappelle sa directrice à ses devoirs.",
    ],
)
def test_who_is_called_back_is_not_what_is_said(text: str) -> None:
    assert read(text, "fr").quotations == ()


def test_a_whole_sentence_in_marks_goes_on_with_the_speaker() -> None:
    text = (
        "Anne Morel a commenté la nouvelle : « Le port ferme trop tôt. » Les quais sont vides. "
        "« Personne ne nous a demandé notre avis. »"
    )
    assert [name for name, _ in spoken(text)] == ["Anne Morel", "Anne Morel"]
    assert spoken(text)[-1][1] is None


def test_a_sentence_in_marks_before_an_attributed_one_is_the_same_speakers() -> None:
    text = (
        "« Le port ferme trop tôt pour nous. » « Personne ne nous écoute », a regretté Anne Morel."
    )
    assert [name for name, _ in spoken(text)] == ["Anne Morel", "Anne Morel"]


def test_another_person_named_between_breaks_the_chain() -> None:
    text = (
        "Anne Morel a déclaré : « Le port ferme trop tôt. » Paul Rey est venu. "
        "« Personne ne nous a demandé notre avis ici. »"
    )
    assert spoken(text)[-1][0] is None


def test_a_colon_behind_a_thing_leaves_the_word_to_the_one_who_spoke() -> None:
    text = "« C'est un pari », explique Paul Rey. Nacre a acheté trois navires : « nous n'en avions aucun avant cette année »."
    assert [name for name, _ in spoken(text)] == ["Paul Rey", "Paul Rey"]


def test_a_signed_block_in_the_first_person() -> None:
    text = (
        "Le port fermera lundi, a annoncé la mairie.\n\nJe sais ce que ma décision coûte à nos familles.\n\n"
        "Je la prends seul.\n\n— Paul Rey, maire de Nacre\n"
    )
    reading = read(text, "fr")
    block = reading.quotations[-1]
    assert block.kind == "block"
    assert names(reading)[block.speaker] == "Paul Rey"
    assert [text[a:b] for a, b in block.content] == [
        "Je sais ce que ma décision coûte à nos familles.",
        "Je la prends seul.",
    ]


def test_a_line_below_prose_signs_nothing() -> None:
    text = "Le port fermera lundi et rouvrira en mai.\n\n— Paul Rey, maire de Nacre\n"
    assert spoken(text) == []


def test_roles_carry_status_and_organisation() -> None:
    text = "Anne Morel, ancienne directrice de la Banque de Nacre, et Paul Rey, qui était président de Nacre, se sont vus."
    reading = read(text, "fr")
    known = names(reading)
    roles = {
        p.name: [(r.status, known.get(r.organisation)) for r in p.roles] for p in reading.people
    }
    assert roles["Anne Morel"] == [("former", "Banque de Nacre")]
    assert roles["Paul Rey"] == [("past", "Nacre")]


ENGLISH = [
    ("Jane Porter joined Joe Pike. “We stay,” she said.", "Jane Porter"),
    ("Jane Porter, chief executive of Nacre, left. “We stay,” the chief executive said.", "Jane Porter"),
    ("“The wall is low.” ― Ada J. Pike.\n", "Ada J. Pike"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), ENGLISH)
def test_english(text: str, name: str) -> None:
    assert spoken(text, "en")[-1][0] == name
