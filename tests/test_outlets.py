"""reference/sources.csv: every outlet is whole, found by its address or name, and never mistaken for its parent."""

import csv

import pytest

from data.outlets import FILE, of_domain, of_name, outlets, read
from reading.actors import actors
from records import MonitorError

HEADER = "outlet,names,domains,based_in,funded_by,funding,kind,alignment,audience,languages,source,note"
GAZETTE = "Gazette,The Gazette;Gazette Post,gazette.am,ARM,,private,private,independent,domestic,hy;en,https://gazette.am/about,"


def table(folder, *rows):
    """A table of outlets like reference/sources.csv."""
    path = folder / "sources.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def test_there_are_enough_outlets_and_each_is_whole():
    assert len(outlets()) >= 130
    for one in read(FILE):   # those of the bundled sample are invented
        assert one.domains and one.funding and one.languages and one.source.startswith("http"), one.outlet
        assert {one.based_in, one.funded_by} <= {"", *actors()}, one.outlet
        assert one.based_in or one.note, f"{one.outlet}: where is it based?"


def test_every_side_is_heard():
    """No table for this region without each country's state, its government's friends and critics, and its exiles."""
    lines = {one.alignment for one in outlets()}
    for code in ("ARM", "AZE", "GEO"):
        assert {f"state of {code}", f"government of {code}", f"opposition of {code}"} <= lines, code
    assert {f"state of {code}" for code in ("RUS", "TUR", "IRN", "USA", "EU", "CHN", "ABK", "SOS", "NKR")} <= lines


@pytest.mark.parametrize("address, service, parents, parent", [
    ("https://www.azatutyun.am/a/33312345.html", "Azatutyun", "https://www.rferl.org/a/33312345.html", "RFE/RL"),
    ("https://www.bbc.com/azeri/articles/c1", "BBC News Azerbaijani", "https://www.bbc.com/news/articles/c1", "BBC News"),
    ("https://www.dw.com/ru/title/a-1", "DW Russian", "https://www.dw.com/en/title/a-1", "Deutsche Welle"),
    ("https://batumelebi.netgazeti.ge/news/1/", "Batumelebi", "https://netgazeti.ge/news/1/", "Netgazeti"),
])
def test_a_language_service_is_not_its_parent(address, service, parents, parent):
    assert of_domain(address).outlet == service
    assert of_domain(parents).outlet == parent


def test_where_an_outlet_is_based_is_not_who_pays_for_it():
    assert (of_name("Azatutyun").based_in, of_name("Azatutyun").funded_by) == ("ARM", "USA")
    assert (of_name("Sputnik Georgia").based_in, of_name("Sputnik Georgia").alignment) == ("GEO", "state of RUS")
    assert (of_name("Meydan TV").based_in, of_name("Meydan TV").audience) == ("DEU", "service for AZE")


@pytest.mark.parametrize("address", ["https://en.armradio.am/2025/1", "armradio.am", "HTTP://WWW.ARMRADIO.AM:80/"])
def test_an_address_is_known_however_it_is_written(address):
    assert of_domain(address).outlet == "Public Radio of Armenia"


@pytest.mark.parametrize("address", ["", "https://example.org/tass.com", "https://nottass.com/", "http://[tass.com"])
def test_a_foreign_address_is_nobodys(address):
    assert of_domain(address) is None


def test_a_name_is_known_by_any_of_its_spellings():
    assert of_name("TASS").outlet == of_name(" itar-tass ").outlet == of_name("Tass  News Agency").outlet == "TASS"
    assert of_name("The Gazette of Nowhere") is None and of_name("") is None


def test_a_row_that_is_added_is_read(tmp_path):
    (one,) = read(table(tmp_path, GAZETTE))
    assert one.names == ("The Gazette", "Gazette Post") and one.languages == ("hy", "en") and one.funded_by == ""


@pytest.mark.parametrize("right, wrong, sentence", [
    (",ARM,", ",NOWHERE,", "line 2: based_in 'NOWHERE' is no code of reference/actors.yaml. Correct it, add that actor,"),
    ("private,private", "private,paper", "line 2: kind 'paper' is not one of: state, public, private, agency, think tank,"),
    ("independent", "opposition", "line 2: alignment 'opposition' is not one of: independent, unclear, state of <CODE>"),
    ("domestic", "service for XX", "line 2: audience 'service for XX' is not one of: domestic,"),
    ("hy;en", "Armenian", "line 2: 'Armenian' is no language by its two letters (ISO 639-1). Write hy;en;ru."),
    ("gazette.am,", "https://www.gazette.am,", "line 2: 'https://www.gazette.am' is no domain. Write it small, without"),
    ("https://gazette.am/about", "", "line 2: source is empty. Fill it in."),
    ("https://gazette.am/about", "hearsay", "line 2: source 'hearsay' is no web address."),
    (",private,", ",private, mostly,", "line 2: has 13 cells instead of 12. Put a cell that holds a comma between"),
    ("Gazette,The", '"Gazette,The', "line 2: is no row of a table"),
])
def test_a_bad_row_gets_its_sentence(tmp_path, right, wrong, sentence):
    bad = GAZETTE.replace(right, wrong, 1)
    assert bad != GAZETTE
    with pytest.raises(MonitorError) as fault:
        read(table(tmp_path, bad))
    assert f"sources.csv, {sentence}" in str(fault.value)


def test_a_name_or_a_domain_belongs_to_one_outlet(tmp_path):
    other = GAZETTE.replace("Gazette,The Gazette;Gazette Post", "Post,")
    with pytest.raises(MonitorError, match="line 3: the domain 'gazette.am' stands in line 2 already. Take one"):
        read(table(tmp_path, GAZETTE, other))
    with pytest.raises(MonitorError, match="line 3: the name 'gazette post' stands in line 2 already."):
        read(table(tmp_path, GAZETTE, other.replace("Post,,gazette.am", "GAZETTE  Post,,weekly.am")))


def test_a_table_with_other_columns_is_refused(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text("name;site\nGazette;gazette.am\n")
    with pytest.raises(MonitorError, match="sources.csv, line 1: is not outlet,names,"):
        read(path)


def test_the_readme_explains_every_column_and_word():
    """Paper and file agree: what may stand in the table is what reference/README.md explains."""
    paper = (FILE.parent / "README.md").read_text(encoding="utf-8").partition("## sources.csv")[2]
    with FILE.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    said = {one.kind for one in outlets()} | {one.alignment.partition(" of ")[0] for one in outlets()}
    said |= {one.audience.partition(" for ")[0] for one in outlets()}
    assert [word for word in (*columns, *sorted(said)) if f"`{word}" not in paper] == []
