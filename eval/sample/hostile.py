"""Posts that attack whoever shows them: markup, attributes, directions, marks, long words, links.

Gaspard Lozach, a developer of the sample case, tests whether what shows the posts escapes them.
The last one stands on a server that sends its HTML as it was written.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from eval.sample.cast import Person
from eval.sample.words import Post

FROM = datetime(2031, 3, 18, 20, 32, 9, 417_000, tzinfo=UTC)
BEACON = "https://pixel.example"
SCRIPT = "javascript:window.pwned=7"
RAW = (
    '<p>Bonne nuit la rade.<script>window.pwned=9</script> <img src="https://pixel.example/m.gif"'
    ' onerror="window.pwned=10"><a href="javascript:window.pwned=11">Un lien.</a></p>'
)
"""What the server of the last post sends as its HTML."""

RIGHT_TO_LEFT = "\u202e"
PILED = "".join(map(chr, range(0x300, 0x300 + 48)))
TEXTS = (
    (
        "Test : <script>window.pwned=1</script></p></li></article></main>"
        '<img src=x onerror="window.pwned=2">'
    ),
    "Test : \" autofocus onfocus='window.pwned=3' onmouseover=window.pwned=4 data-x=\"'> &quot;&#39;",
    f"Test : {RIGHT_TO_LEFT}.egassap ec snas pac ed sap egnahc en nO\u2066 שלום \u0645\u0631\u062d\u0628\u0627 {RIGHT_TO_LEFT}fin",
    "Test : " + "".join(letter + PILED for letter in "tempête"),
    "Test : " + "houle" * 2000,
    f"Test : [la lettre]({SCRIPT}) {SCRIPT} data:text/html,<script>window.pwned=8</script>",
    (
        f"Test : ![]({BEACON}/a.gif) <img src={BEACON}/b.gif> <link rel=prefetch href={BEACON}/c>"
        f" @import url({BEACON}/d.css);"
    ),
    (
        "Test : {{ 7 * 7 }} {% raw %} ${7*7} <!-- ]]> </style></title></textarea>"
        "<svg/onload=window.pwned=5> \u2028\u0085 --><base href=https://pixel.example/>"
    ),
)
"""In the order in which they were posted, two minutes apart."""


def posts(people: dict[str, Person]) -> list[Post]:
    """Return them, later than everything else that was posted."""
    tester, other = people["gaspard-lozach"], people["sana-belkacem"]
    made = [
        Post(tester, "x", "fr", FROM + timedelta(minutes=2 * n), text, marks={"hostile": ""})
        for n, text in enumerate(TEXTS)
    ]
    at = FROM + timedelta(minutes=2 * len(TEXTS))
    made.append(Post(other, "mastodon", "fr", at, "Bonne nuit la rade. Un lien."))
    made[-1].marks = {"hostile": RAW}
    return made
