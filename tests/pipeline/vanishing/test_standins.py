"""Pages that replace a document: each kind of site answers with a home page in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from flows.corpus.fetching import FetchError, Response, address_of_nothing
from flows.pipeline.vanishing.standins import Control, Page, StandIns

ASKED = "https://example.org/a/t_1.html"
OTHER = "https://example.org/a/t_2.html"
HOME = "https://example.org/"
NOTHING = address_of_nothing(ASKED)
NEWS = "示范部召开工作会议，研究部署当前各项重点工作。" * 4
TEXT = "第二条　样例部负责样例工作的组织实施，定期公布进展。" * 4
WORDS = "本页面暂时没有内容，请从栏目首页进入浏览其他信息。" * 2


@dataclass
class Web:
    """Addresses with their targets and texts; any other address answers with 404."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def send(self, address: str) -> Response:
        self.asked.append(address)
        if address not in self.pages:
            raise FetchError("corpus.server_answered", status=404)
        page = self.pages[address]
        return Response(address, page.final, 200, {}, page.text.encode())


def judge(web: Web, answered: Page, *, has_control: bool = True) -> str | None:
    control = Control(OTHER, TEXT) if has_control else None
    stand_ins = StandIns(web.send, lambda answer: answer.body.decode(), lambda _: control)
    return stand_ins.judge(ASKED, answered)


@pytest.mark.parametrize(
    ("pages", "answered", "expected"),
    [
        ({HOME: Page(HOME, NEWS)}, Page(HOME, NEWS), "redirected_home"),
        ({HOME: Page(HOME, NEWS), NOTHING: Page(HOME, NEWS)}, Page(HOME, NEWS), "home_page"),
        ({HOME: Page(HOME, NEWS), NOTHING: Page(NOTHING, NEWS)}, Page(ASKED, NEWS), "home_page"),
        ({HOME: Page(HOME, NEWS)}, Page(ASKED, NEWS), "home_page"),
        ({HOME: Page(HOME, NEWS)}, Page("https://example.org/b/", NEWS), "redirected_home"),
        ({HOME: Page(HOME, NEWS), NOTHING: Page(NOTHING, WORDS)}, Page(ASKED, WORDS), "soft_404"),
        ({HOME: Page(HOME, NEWS)}, Page(ASKED, TEXT[:40]), None),
        ({}, Page("https://example.org/b/t_1.html", TEXT), None),
    ],
)
def test_what_stands_in(pages: dict[str, Page], answered: Page, expected: str | None) -> None:
    assert judge(Web(pages), answered) == expected


def test_a_page_shown_everywhere_is_no_evidence() -> None:
    shown = {address: Page(address, NEWS) for address in (HOME, NOTHING, OTHER)}
    with pytest.raises(FetchError, match="one page at every address"):
        judge(Web(shown), Page(ASKED, NEWS))
    assert judge(Web(shown), Page(ASKED, NEWS), has_control=False) == "home_page"
    shown[OTHER] = Page(OTHER, f"示范部网站 {TEXT}")
    assert judge(Web(shown), Page(ASKED, NEWS)) == "home_page"


def test_a_silent_server_is_no_evidence() -> None:
    def send(_: str) -> Response:
        raise FetchError("corpus.retried", is_passing=True, status=503, cause="", tries=3)

    stand_ins = StandIns(send, lambda answer: answer.body.decode(), lambda _: None)
    with pytest.raises(FetchError):
        stand_ins.judge(ASKED, Page(HOME, NEWS))


def test_each_page_is_asked_for_once() -> None:
    web = Web({HOME: Page(HOME, NEWS), OTHER: Page(OTHER, TEXT)})
    stand_ins = StandIns(web.send, lambda answer: answer.body.decode(), lambda _: Control(OTHER, TEXT))
    for number in range(3):
        assert stand_ins.judge(f"https://example.org/a/t_{number}9.html", Page(HOME, NEWS))
    assert sorted(web.asked) == sorted([NOTHING, OTHER])
