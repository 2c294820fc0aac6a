"""A menu or a consent wall is no article; what may be one is read."""

from __future__ import annotations

import pytest

from contrecoup.language.no_article import missing

MENU = "Accueil\nPolitique\nSport\nCulture\nSe connecter\nNewsletter\nContact\n"
CONSENT = (
    "Nous et nos 212 partenaires utilisons des cookies pour accéder à des informations sur votre "
    "appareil. Vous pouvez accepter ou refuser. Tout accepter. Gérer mes choix."
)
ENGLISH = (
    "We value your privacy. We and our partners use cookies to store personal data. "
    "By clicking Accept all you consent to this. Manage settings. Reject all."
)
GATE = "La suite est réservée aux abonnés. Déjà abonné ? Connectez-vous pour lire."


@pytest.mark.parametrize(
    ("text", "says"),
    [(MENU, "menu"), (CONSENT, "wall"), (ENGLISH, "wall"), (GATE, "wall"), ("« » — '''", "word")],
)
def test_no_article(text: str, says: str) -> None:
    assert says in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anne Morel démissionne",
        "Trois lignes\nsans point\nqui sont une note",
        MENU + "La digue de Vaubrune a cédé dans la nuit de lundi à mardi, selon la mairie.",
        ("Le régulateur inflige une amende à la régie pour ses cookies. Le site ne laissait pas le choix. "
        "« Tout accepter » était le seul bouton. La régie fait appel, son directeur parle d'une erreur. "
        "L'audience aura lieu en mai, et la ville entière en parle déjà depuis des semaines."),
        "市长周一宣布关闭游泳池。“我们别无选择,”他说。反对派呼吁周六抗议,并要求召开会议讨论此事。",
        CONSENT + " " + "La digue a cédé hier, et le maire accuse l'État de n'avoir rien fait. " * 12,
    ],
)  # fmt: skip
def test_what_may_be_an_article(text: str) -> None:
    assert missing(text) == ""
