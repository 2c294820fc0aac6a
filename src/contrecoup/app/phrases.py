"""More words of the interface: what the screens say of evidence, of doubt, of what is told twice."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "declared_done": (
        "accounts and their holders were added to the roster, by their own profile’s word. Messages in unison now count them as people of the group. They are not named, and “looked for” stays the roster as it was given.",
        "comptes et leurs titulaires ont été ajoutés à la liste, sur la foi de leur propre profil. Les messages à l’unisson les comptent maintenant comme personnes du groupe. Ils ne sont pas nommés, et « cherchées » reste la liste telle qu’elle a été donnée.",
    ),
    "declared_one": (
        "Their own profile alone says so: counted with the group, not among those looked for",
        "Seul leur propre profil le dit : compté·e avec le groupe, non parmi les personnes cherchées",
    ),
    "just_these": ("Show just these in Findings", "Ne montrer que ceux-ci dans Constats"),
    "of_asked": ("Of what was to be asked about again,", "De ce qu’il fallait revérifier,"),
    "were_answered": ("answered", "avec réponse"),
    "were_not": ("not", "sans réponse"),
    "needs_key": (
        "which answers nobody without a key: nothing was asked",
        "qui ne répond à personne sans clé : rien n’a été demandé",
    ),
    "no_server": (
        "the server cannot be found: this machine has no network, or the server is gone",
        "le serveur est introuvable : cette machine n’a pas de réseau, ou le serveur n’existe plus",
    ),
    "asked_in_vain": (
        "What got no answer stays as last seen, and in the list. What a person can do: press the button again when there is a network; look at each in a browser, save the page or a new export, and add it in the Inbox; or note in the list why they may stay so.",
        "Ce qui est resté sans réponse reste tel que vu, et dans la liste. Ce qu’une personne peut faire : presser de nouveau le bouton quand il y a un réseau ; regarder chacune dans un navigateur, enregistrer la page ou un nouvel export, et l’ajouter sous Arrivées ; ou noter dans la liste pourquoi elles peuvent rester ainsi.",
    ),
    "all_stale": (
        "Settled so, each of these posts is printed as it was last seen, though nobody looked again: if one was deleted or changed since, the page will not say so. One note holds for each that you settle with it.",
        "Réglée ainsi, chacune de ces publications est imprimée telle que vue en dernier, sans que personne ait regardé de nouveau : si l’une a été supprimée ou modifiée depuis, la page ne le dira pas. Une note vaut pour chacune de celles qu’elle règle.",
    ),
    "all_right-of-reply": (
        "One answer for each: tick the sentence that was put to somebody, write who was asked, when, and what came back.",
        "Une réponse pour chacune : cochez la phrase qui a été soumise à quelqu’un, écrivez qui a été sollicité, quand, et ce qui est revenu.",
    ),
    "whole_words": ("the whole words", "les mots en entier"),
    "one_by_one": ("What came of each", "Ce qu’il en est de chacun"),
    "told_too": (
        "What it rests on is told elsewhere, too",
        "Ce sur quoi elle repose est dit ailleurs aussi",
    ),
    "told_too_how": (
        "Dropping or rewording this sentence changes none of these; to take out what it rests on everywhere, reject the finding.",
        "Retirer ou reformuler cette phrase ne change rien à cela ; pour ôter partout ce sur quoi elle repose, écartez le constat.",
    ),
    "together_go": ("Decide together", "Décider ensemble"),
    "together": ("Decide together", "Décider ensemble"),
    "together_how": (
        "The same is asked about each of these. Read their words, tick those that you have read, and decide about them in one step: each gets a decision of its own.",
        "La même question se pose pour chacun de ceux-ci. Lisez leurs mots, cochez ceux que vous avez lus, et décidez en une fois : chacun reçoit sa propre décision.",
    ),
    "same_words": ("in the same words", "aux mêmes mots"),
    "all_of_these": ("All that are listed here", "Tous ceux de cette liste"),
    "accept_ticked": ("Accept the ticked ones", "Accepter ceux qui sont cochés"),
    "reject_ticked": ("Reject the ticked ones", "Écarter ceux qui sont cochés"),
    "why_not": ("Why (needed to reject)", "Pourquoi (obligatoire pour écarter)"),
    "decided_together": ("decided together", "décidés ensemble"),
    "undo_step": ("Take this step back", "Revenir sur cette étape"),
    "withheld": (
        "only counted, as the settings say",
        "seulement comptée, comme disent les réglages",
    ),
    "decide_otherwise": ("decide otherwise", "en décider autrement"),
    "key_left": ("behind headline and key points", "derrière le titre et les points clés"),
    "key_done": (
        "Behind headline and key points nothing waits.",
        "Derrière le titre et les points clés, rien n’attend.",
    ),
    "in_a_table": ("a row of a table:", "une ligne de tableau :"),
    "the_finding": ("the finding", "le constat"),
    "both_langs": (
        "A sentence is dropped and moved in every language of the account; words are set in one.",
        "Une phrase se retire et se déplace dans toutes les langues du récit ; les mots se changent dans une seule.",
    ),
    "doubt_0": ("little", "faible"),
    "doubt_1": ("some", "réel"),
    "doubt_2": ("much", "fort"),
    "search": (
        "Look for words, a name, an account, a file, an id",
        "Chercher des mots, un nom, un compte, un fichier, un identifiant",
    ),
    "found_so": ("Found", "Trouvé"),
    "check_all": ("Check everything", "Tout vérifier"),
    "check_all_how": (
        "Hashes, the chain of captures, quoted words, numbers of the last report, published files: what contrecoup check does.",
        "Empreintes, chaîne des captures, mots cités, nombres du dernier rapport, fichiers publiés : ce que fait contrecoup check.",
    ),
    "verified": ("What was checked", "Ce qui a été vérifié"),
    "holds": ("holds", "tient"),
    "fails": ("fails", "ne tient pas"),
    "all_holds": ("Everything holds.", "Tout tient."),
    "some_fail": ("Something does not hold.", "Quelque chose ne tient pas."),
    "verdict": ("Verdict", "Verdict"),
}
