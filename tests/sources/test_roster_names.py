"""What is a roster, and what is another table that names somebody."""

import pytest

from contrecoup.sources.roster_names import is_roster

TABLES = [
    ("name,organisation,role,from,to,x,bluesky,public", True),
    ("nom;fonction;équipe;courriel;téléphone", True),
    ("name,role", True),
    ("nom;autres noms", True),
    ("name,compte x", True),
    ("name,from,to", False),
    ("name,from,to,amount,date,reference", False),
    ("name,x,y", False),
    ("name,source,to,subject,sent", False),
    ("name,role,public,score,round,points,place,prize", False),
    ("person,role,team", False),
    ("name,role,team,date,text", False),
]


@pytest.mark.parametrize(("header", "roster"), TABLES)
def test_which_tables_are_rosters(header, roster):
    assert is_roster(header.replace(";", ",").split(",")) is roster
