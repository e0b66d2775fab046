"""The map of provinces on the page: numbers, links and words, without a style or script of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from flows.cli.main import app
from flows.errors import UsageError
from flows.settings import Settings
from flows.web.app import create_app
from tests.support import MODELS, without_breaks
from tests.trends.provinces import TERM, make_provincial

CONCEPT = "autonomous-and-controllable"


@pytest.fixture(scope="module")
def provincial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("provinces") / "s.sqlite"
    make_provincial(path, CONCEPT).connection.close()
    return path


@pytest.fixture(scope="module")
def desk(provincial: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=provincial, models=MODELS))) as opened:
        yield opened


def map_of(page: str) -> str:
    found = re.search(r'<figure class="chart map">.*?</figure>', page, re.DOTALL)
    assert found
    return unescape(found[0])


def test_every_square_has_its_number_and_leads_to_its_passages(desk: TestClient) -> None:
    page = without_breaks(desk.get("/trends", params={"term": TERM, "group": "province", "lang": "zh"}).text)
    drawn = map_of(page)
    tiles = dict(re.findall(r'class="name"[^>]*><tspan[^>]*>(\w+)<.*?class="value[^>]*>([^<]+)<', drawn))
    assert len(tiles) == 34
    assert (tiles["广东"], tiles["上海"], tiles["西藏"], tiles["香港"]) == ("17,500*", "40,000*", "0*", "–")
    links = re.findall(r'<a class="tile (\w+) t\d" href="([^"]+)"', drawn)
    assert sorted(state for state, _ in links) == ["low", "low", "low", "zero"]
    counted = {
        "广东": 3 + 1 + 2 + 1,
        "上海": 4,
        "山东": 1 + 1,
    }
    for _, link in links:
        found = desk.get(f"/api{link}").json()
        name = re.search(r"province=([^&]+)", link)
        assert name
        short = unquote(name[1])
        assert sum(hit["text"].count(TERM) for hit in found["hits"]) == counted.get(short, 0)
        assert desk.get(link, params={"lang": "en"}).status_code == 200


def test_a_square_leads_to_the_whole_periods_that_it_counts(desk: TestClient) -> None:
    asked = {"term": TERM, "group": "province", "from": "2020-11-30", "to": "2021-01", "lang": "en"}
    page = desk.get("/trends", params=asked).text
    assert "periods count whole" in page
    links = re.findall(r'<a\s+class="tile [^"]+"\s+href="([^"]+)"', map_of(page))
    assert links
    assert all("from=2020-01-01&to=2021-12-31" in link for link in links)


def test_a_square_of_directives_leads_nowhere(desk: TestClient) -> None:
    page = desk.get("/trends", params={"term": "force:5", "group": "province", "lang": "en"}).text
    assert "Guangdong" in page
    assert "/search?" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "en",
            (
                "Guangdong",
                ">GD<",
                "hollow, with *: low base",
                "All periods together: 2020–2021",
                "central bodies",
            ),
        ),
        ("zh", ("广东", "空心并标 *：基数低", "各时段合计：2020–2021", "中央机构或省份不明")),
    ],
)
def test_the_map_is_in_the_language_of_the_reader(
    desk: TestClient, locale: str, words: tuple[str, ...]
) -> None:
    answer = desk.get("/trends", params={"term": TERM, "group": "province", "lang": locale})
    for word in words:
        assert word in answer.text
    assert "corpus (documents): c 10" in answer.text or "语料库（文件数）：c 10" in answer.text
    assert not re.search(r"<[^>]+ style=", map_of(answer.text))
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_other_groups_have_no_map(desk: TestClient) -> None:
    assert 'class="chart map"' not in desk.get("/trends", params={"term": TERM, "group": "publisher"}).text


def test_the_picture_is_the_map(desk: TestClient) -> None:
    picture = desk.get("/download/trends.svg", params={"term": TERM, "group": "province", "lang": "zh"}).text
    assert "广东" in picture and "未入图" in picture
    answer = desk.get("/download/trends.svg", params={"term": TERM, "group": "province", "from": "2030"})
    assert answer.status_code == 400


@pytest.mark.parametrize("word", ["广东", "廣東省", "Guangdong", "guangdong province"])
def test_a_province_is_chosen_by_any_name(desk: TestClient, word: str) -> None:
    found = desk.get("/api/search", params={"term": CONCEPT, "province": word}).json()
    assert found["total"] == 4
    page = desk.get("/search", params={"term": CONCEPT, "province": word, "lang": "en"}).text
    assert "Province: Guangdong" in page


def test_what_cannot_be_chosen_is_said(desk: TestClient) -> None:
    answer = desk.get("/search?q=词&province=Atlantis")
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_series_of_a_province(desk: TestClient) -> None:
    (row, *_) = desk.get("/api/trends", params={"term": TERM, "province": "上海", "from": "2021"}).json()
    assert (row["period"], row["occurrences"], row["total_documents"]) == ("2021", 4, 1)


def test_the_command_draws_the_map(
    provincial: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "map.svg"
    words = ["trends", TERM, "--chart", "map", "--plot", str(path), "--store", str(provincial)]
    with pytest.raises(UsageError, match="--group province"):
        app([*words, "--group", "publisher"], exit_on_error=False, print_error=False)
    assert app([*words, "--group", "province"], exit_on_error=False, print_error=False) == 0
    assert "Guangdong" in path.read_text(encoding="utf-8")
    again = path.with_name("map.svg.meta.json").read_text(encoding="utf-8")
    assert "--group province" in again and "--chart map" in again


def test_numbers_stand_out_from_every_shade() -> None:
    """WCAG AA: 4.5 to 1 between text and square, in light and dark."""
    style = (Path(create_app.__code__.co_filename).parent / "static" / "style.css").read_text(
        encoding="utf-8"
    )
    schemes = re.findall(
        r"--ink: (#\w{6}).*?"
        + r";\s+".join(rf"--t{name}: (#\w+)" for name in ("1", "2", "3", "4", "5", "-ink")),
        style,
        re.DOTALL,
    )
    assert len(schemes) == 2
    for ink, *shades, own_ink in schemes:
        for number, shade in enumerate(shades, 1):
            text = own_ink if number > 3 else ink
            assert contrast(text, shade) >= 4.5, (text, shade)


def contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
