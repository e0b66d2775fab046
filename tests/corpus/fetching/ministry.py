"""A web server that imitates a ministry's site: 300 documents, three layouts, every kind of fault.

Documents can be removed from its lists and from their addresses. It logs all requests. All texts are invented.
Layout 1 has list pages that link to the next one, and government meta tags. Layout 2 has numbered list pages
and the official header table. Layout 3 is a JSON service with plain pages that have the date on a separate
line.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PER_LAYOUT = 100
_PER_PAGE = 20
_TOPICS = (
    "稀土回收",
    "工业母机",
    "基础软件",
    "种业振兴",
    "海洋装备",
    "氢能运输",
    "量子通信",
    "遥感数据",
    "先进陶瓷",
    "智能电网",
)
_TOPICS_MORE = (
    "试点工作",
    "标准建设",
    "人才培养",
    "平台开放",
    "成果转化",
    "安全评估",
    "统计监测",
    "绿色改造",
    "数据共享",
    "应急储备",
)
# Faults of the documents of layout 1 with these numbers: first some that pass, then those that never
# deliver a document.
PASSING = {3: "busy", 4: "unavailable twice", 5: "reset", 6: "cut short", 20: "moved", 21: "gzip", 22: "gbk"}
FAILING = {
    7: "always unavailable",
    9: "circle",
    10: "to loopback",
    11: "to metadata",
    12: "forbidden",
    13: "verification",
    14: "soft 404",
    15: "404",
    16: "login",
    17: "shell",
    18: "bomb",
    19: "to file",
    25: "too large",
    26: "to forbidden",
    27: "chain",
}
SLOW = {
    8: "slow",
    28: "slow headers",
}  # under /slow/: their test has a short limit, which other answers may also exceed on a busy machine
ASKED_AGAIN = (7, 13)  # faults that may pass: the next run asks again, unconditionally
DUPLICATE, ORIGINAL = 31, 30


@dataclass(frozen=True, slots=True)
class Request:
    moment: float
    path: str
    status: int
    agent: str
    is_conditional: bool


@dataclass(slots=True)
class Site:
    """The state of the site, which tests change while it runs. The server sets `port` and `log`."""

    port: int = 0
    other_port: int = 0
    log: list[Request] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    revisions: dict[int, int] = field(default_factory=dict)
    delisted: set[int] = field(default_factory=set)
    fates: dict[int, str] = field(default_factory=dict)  # answers of an address in place of its document
    notices: dict[int, str] = field(default_factory=dict)  # a line added at the end of a document
    stamps: dict[int, str] = field(default_factory=dict)  # a line below the date of a page of layout 3
    answers_unknown_with_home: bool = False
    is_all_home: bool = False
    renamed_classes: bool = False
    without_dates: bool = False
    without_bodies: bool = False
    retry_after: str = "1"
    busy_until_asked: int = 2

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [request.path for request in self.log]


def title_of(number: int) -> str:
    return f"关于{_TOPICS[number % 10]}{_TOPICS_MORE[number // 10 % 10]}第{number}号事项的通知"


def date_of(number: int) -> str:
    return f"20{20 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}"


def text_of(site: Site, number: int) -> list[str]:
    topic, work = _TOPICS[number % 10], _TOPICS_MORE[number // 10 % 10]
    return [
        f"各有关单位：为做好{topic}的{work}，现将第{number}号事项通知如下。",
        (
            f"一、明确目标。到第{number % 7 + 3}年末，{topic}能力提高{number % 90 + 5}个百分点，"
            f"形成可复制的{work}做法。"
        ),
        (
            f"二、分工负责。{work}由第{number}工作组牵头，{topic}的日常事务由第{number + 1}工作组承担，"
            f"按季度报告。"
        ),
        (
            f"三、修订记录：本通知为第{site.revisions.get(number, 0) + 1}稿，共列{number + 2}项任务，"
            f"逐项落实到人。"
        ),
        *([site.notices[number]] if number in site.notices else []),
    ]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ministry"
    disable_nagle_algorithm = True
    site: Site

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        with suppress(ConnectionError):  # the client may disconnect
            super().handle()

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.site.asked[parts.path] += 1
        try:
            self._answer(parts.path, parse_qs(parts.query))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_POST(self) -> None:
        """Answer like the law database: a list for a JSON request, whose documents need a second request."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        numbers = range(290, 295) if asked["pageNum"] == 1 and asked["codes"] == [1, 2] else ()
        rows = [{"bbbs": f"x/{n}", "title": title_of(n), "gbrq": date_of(n)} for n in numbers]
        self._send(json.dumps({"rows": rows}).encode(), "application/json")

    def _answer(self, path: str, query: dict[str, list[str]]) -> None:
        if path in ("/", "/index.html"):
            self._send_page(_HOME)
        elif path == "/robots.txt":
            self._send(
                b"User-agent: *\nDisallow: /private/\n\nUser-agent: greedy\nDisallow: /\n", "text/plain"
            )
        elif path.startswith("/one/list"):
            self._send_page(_list_one(self.site, int(path.removeprefix("/one/list_").removesuffix(".html"))))
        elif path.startswith("/two/index"):
            number = int(path.removeprefix("/two/index").removesuffix(".html").removeprefix("_") or 0)
            self._send_page(_list_two(self.site, number)) if number * _PER_PAGE < PER_LAYOUT else self._fail(
                404
            )
        elif path == "/three/search":
            self._send(_json_list(self.site, int(query["p"][0])), "application/json; charset=utf-8")
        elif path == "/three/download":
            number = int(query["bbbs"][0].removeprefix("x/"))
            self._send(
                json.dumps({"data": {"url": f"/three/d_{number}?signature={time.monotonic_ns()}"}}).encode(),
                "application/json",
            )
        elif path == "/feed.xml":
            self._send(_feed(self.site), "application/rss+xml")
        elif path == "/sitemap.xml":
            self._send(_sitemap(self.site), "application/xml")
        elif path.startswith(("/one/", "/two/", "/three/", "/private/", "/slow/")) and "_" in path:
            number = int(path.rstrip("/").rsplit("_", 1)[-1].removesuffix(".html"))
            fate = "home page" if self.site.is_all_home else self.site.fates.get(number, "")
            if fate in _FATES:
                _FATES[fate](self, number)
            else:
                self._document(path, number)
        elif self.site.answers_unknown_with_home or self.site.is_all_home:
            self._send_page(_HOME)
        else:
            self._fail(404)

    def _document(self, path: str, number: int) -> None:
        kinds = {"one": PASSING | FAILING, "private": FAILING, "slow": SLOW}
        fault = kinds.get(path.split("/")[1], {}).get(number, "")
        faults: dict[str, Callable[[str, int], None]] = {
            "busy": self._busy,
            "unavailable twice": self._unavailable_twice,
            "always unavailable": lambda *_: self._fail(503),
            "reset": self._reset,
            "cut short": self._cut_short,
            "slow": self._slow,
            "slow headers": self._slow_headers,
            "circle": lambda path, _: self._redirect(
                path.replace("/one/b_", "/one/c_") if "/b_" in path else path.replace("/c_", "/b_")
            ),
            "to loopback": lambda *_: self._redirect(f"http://127.0.0.1:{self.site.other_port}/secret"),
            "to metadata": lambda *_: self._redirect("http://169.254.169.254/latest/meta-data/"),
            "to file": lambda *_: self._redirect("file:///etc/passwd"),
            "to forbidden": lambda *_: self._redirect("/private/b_26.html"),
            "chain": lambda path, number: self._redirect(f"/one/x{self.site.asked.total()}_{number}.html"),
            "moved": lambda path, number: (
                self._redirect("/one/new_20.html") if "new" not in path else self._page(number)
            ),
            "verification": lambda *_: self._send_page(
                "<html><head><title>访问验证</title></head><body><p>请拖动滑块完成拼图</p></body></html>"
            ),
            "soft 404": lambda *_: self._send_page(
                "<html><head><title>提示信息</title></head><body><h2>抱歉，您访问的页面不存在</h2>"
                "<a href='/'>返回首页</a></body></html>"
            ),
            "login": lambda *_: self._send_page(
                "<html><head><title>用户登录</title></head><body><form>账号<input name=u>密码<input "
                "type=password></form></body></html>"
            ),
            "shell": lambda *_: self._send_page(
                "<html><head><title>政策</title></head><body><div id=app></div><script src=/a.js>"
                "</script></body></html>"
            ),
            "404": lambda *_: self._fail(404),
            "bomb": self._bomb,
            "too large": lambda *_: self._send(b"<p>" + b"x" * 3_000_000, "text/html"),
            "gzip": lambda _, number: self._send(
                gzip.compress(_page_one(self.site, number).encode(), mtime=0),
                "text/html; charset=utf-8",
                {"Content-Encoding": "gzip"},
            ),
            "gbk": lambda _, number: self._send(
                _page_one(self.site, number).encode("gbk"), "text/html; charset=gbk"
            ),
        }
        if fault in faults:
            faults[fault](path, number)
        else:
            self._page(number)

    def _page(self, number: int) -> None:
        layout = number // PER_LAYOUT
        self._send_page(
            (_page_one, _page_two, _page_three)[layout](
                self.site, ORIGINAL if number == DUPLICATE else number
            )
        )

    # Faults -------------------------------------------------------------------------------------------------

    def _busy(self, path: str, number: int) -> None:
        if self.site.asked[path] < self.site.busy_until_asked:
            self._fail(429, {"Retry-After": self.site.retry_after})
        else:
            self._page(number)

    def _unavailable_twice(self, path: str, number: int) -> None:
        self._fail(503) if self.site.asked[path] <= 2 else self._page(number)

    def _reset(self, path: str, number: int) -> None:
        if self.site.asked[path] > 1:
            self._page(number)
            return
        self._note(0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _cut_short(self, path: str, number: int) -> None:
        if self.site.asked[path] > 1:
            self._page(number)
            return
        self._note(200)
        body = _page_one(self.site, number).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def _slow(self, path: str, number: int) -> None:
        self._note(200)
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self._drip(b"<p>")

    def _slow_headers(self, path: str, number: int) -> None:
        self._note(200)
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self._drip(b"a")

    def _drip(self, piece: bytes) -> None:
        for _ in range(100):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _bomb(self, path: str, number: int) -> None:
        self._send(_BOMB, "text/html", {"Content-Encoding": "gzip"})

    # Answers ------------------------------------------------------------------------------------------------

    def _note(self, status: int) -> None:
        conditional = bool(self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since"))
        self.site.log.append(
            Request(time.monotonic(), self.path, status, self.headers.get("User-Agent", ""), conditional)
        )

    def _redirect(self, target: str) -> None:
        self._fail(302, {"Location": target})

    def _fail(self, status: int, headers: dict[str, str] | None = None) -> None:
        self._note(status)
        self.send_response(status)
        for name, value in ({"Content-Length": "0"} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()

    def _send_page(self, page: str) -> None:
        self._send(page.encode(), "text/html; charset=utf-8")

    def _send(self, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        """Send a body with validators: an ETag, or for layout 2 only Last-Modified."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        modified = formatdate(int(etag[1:8], 16), usegmt=True)
        old = self.path.startswith("/two/")
        same = (
            self.headers.get("If-Modified-Since") == modified
            if old
            else self.headers.get("If-None-Match") == etag
        )
        self._note(304 if same else 200)
        self.send_response(304 if same else 200)
        self.send_header("Last-Modified" if old else "ETag", modified if old else etag)
        for name, value in ({"Content-Type": kind} | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0" if same else str(len(body)))
        self.end_headers()
        if not same:
            self.wfile.write(body)


_BOMB = b""
_HOME = (
    "<html><head><title>示范部</title></head><body><h1>示范部</h1><div class=news>"
    + "".join(
        f"<p>要闻之{number}：示范部召开第{number}次工作会议，研究部署当前各项重点工作。</p>"
        for number in range(30)
    )
    + "</div></body></html>"
)
# What an address answers in the place of its document.
_FATES: dict[str, Callable[[_Handler, int], None]] = {
    "404": lambda handler, _: handler._fail(404),
    "410": lambda handler, _: handler._fail(410),
    "503": lambda handler, _: handler._fail(503),
    "to home": lambda handler, _: handler._redirect("/"),
    "home page": lambda handler, _: handler._send_page(_HOME),
    "soft 404": lambda handler, _: handler._send_page(
        "<html><head><title>提示</title></head><body><p>抱歉，您访问的内容已被删除。</p></body></html>"
    ),
    "emptied": lambda handler, number: handler._send_page(
        f"<html><head><title>{title_of(number)}</title></head><body><h1>{title_of(number)}</h1>"
        "<p>根据有关要求，本文内容不再提供在线浏览。</p></body></html>"
    ),
    "scan": lambda handler, _: handler._send(b"%PDF-1.4 no text in here", "application/pdf"),
    "moved on": lambda handler, number: (
        handler._redirect(f"/three/new/d_{number}") if "/new/" not in handler.path else handler._page(number)
    ),
}


def _pack_bomb() -> bytes:
    """Return 100 MB of zeros in about 100 KB."""
    return gzip.compress(b"0" * 100_000_000, 1)


def _list_one(site: Site, page: int) -> str:
    name = "entry" if site.renamed_classes else "item"
    rows = "".join(
        f"<li class={name}><a title='{title_of(n)}' "
        f"href='{'/private' if n == 12 else '.'}/b_{n}.html'>{title_of(n)[:12]}…</a>"
        f"<span class=date>{'' if site.without_dates else date_of(n)}</span></li>"
        for n in range(page * _PER_PAGE, (page + 1) * _PER_PAGE)
        if n not in site.delisted
    )
    more = (
        f"<a class=next href=list_{page + 1}.html>下一页</a>" if (page + 1) * _PER_PAGE < PER_LAYOUT else ""
    )
    return (
        f"<html><head><title>政策文件</title></head><body><ul>{rows}</ul>{more}<a "
        f"href='javascript:void(0)'>返回</a></body></html>"
    )


def _list_two(site: Site, page: int) -> str:
    rows = "".join(
        (
            f"<tr class=row><td><a href='/two/{date_of(n)[:4]}{date_of(n)[5:7]}/t_{n}.html'>"
            f"{title_of(n)}</a></td><td class=d>[{date_of(n)}]</td></tr>"
        )
        for n in range(PER_LAYOUT + page * _PER_PAGE, PER_LAYOUT + (page + 1) * _PER_PAGE)
        if n not in site.delisted
    )
    return (
        f"<html><body><table>{rows}</table><script>createPageHTML(5,{page},'index','html');</script>"
        f"</body></html>"
    )


def _json_list(site: Site, page: int) -> bytes:
    first = 2 * PER_LAYOUT + (page - 1) * _PER_PAGE
    rows = [
        {
            "title": f"关于<em>{_TOPICS[n % 10]}</em>{title_of(n)[6:]}",
            "url": f"{site.address}/three/d_{n}",
            "pubtimeStr": date_of(n).replace("-", "."),
            "pcode": f"示函〔{date_of(n)[:4]}〕{n}号",
            "puborg": "示范部",
        }
        for n in range(first, min(first + _PER_PAGE, 3 * PER_LAYOUT))
        if n not in site.delisted
    ]
    return json.dumps(
        {"code": 200, "searchVO": {"catMap": {"gongwen": {"listVO": rows}}}}, ensure_ascii=False
    ).encode()


def _feed(site: Site) -> bytes:
    entries = "".join(
        (
            f"<item><title>{title_of(n)}</title><link>{site.address}/three/d_{n}</link><pubDate>"
            f"{formatdate(1_600_000_000 + n * 86_400)}</pubDate></item>"
        )
        for n in range(200, 210)
    )
    channel = f"<channel><title>动态</title>{entries}</channel>"
    return f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>".encode()


def _sitemap(site: Site) -> bytes:
    urls = "".join(
        f"<url><loc>{site.address}/three/d_{n}</loc><lastmod>2024-01-01</lastmod></url>"
        for n in range(210, 220)
    )
    return (
        f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"
    ).encode()


def _body(site: Site, number: int) -> str:
    return "" if site.without_bodies else "".join(f"<p>{line}</p>" for line in text_of(site, number))


def _page_one(site: Site, number: int) -> str:
    return (
        f"<html><head><title>{title_of(number)}_示范部</title><META CONTENT='{title_of(number)}' "
        f"NAME='ArticleTitle'>"
        f"<meta content='{date_of(number)}-09:30:00' name='PubDate'><meta name='contentsource' "
        f"content='示范部'><meta name=SiteIDCode content=bm99000001>"
        f"</head><body><div class=nav>首页 &gt; 政策</div><h1>{title_of(number)}</h1><div "
        f"id=UCAP-CONTENT>{_body(site, number)}</div>"
        "<div class=foot>版权所有 下载 打印 收藏</div></body></html>"
    )


def _page_two(site: Site, number: int) -> str:
    date = date_of(number)
    rows = (
        ("索 引 号：", f"SF{number:06}"),
        ("主题分类：", "科技、教育"),
        ("发文机关：", "示范部办公厅"),
        ("成文日期：", f"{date[:4]}年{int(date[5:7])}月{int(date[8:])}日"),
        ("标　　题：", title_of(number)),
        ("发文字号：", f"示发〔{date[:4]}〕{number}号"),
    )
    table = "".join(f"<tr><td><b>{label}</b></td><td>{value}</td></tr>" for label, value in rows)
    return (
        f"<html><body><table>{table}</table><div class=TRS_Editor>{_body(site, number)}</div></body></html>"
    )


def _page_three(site: Site, number: int) -> str:
    stamp = f"<p>{site.stamps[number]}</p>" if number in site.stamps else ""
    return (
        f"<html><head><meta charset=utf-8><title>{title_of(number)}</title></head><body><div><h1>"
        f"{title_of(number)}</h1>"
        f"<p>发布时间：{date_of(number)} 来源：示范部</p>{stamp}<div class=article>"
        f"{_body(site, number)}</div></div></body></html>"
    )


@contextmanager
def serve_ministry() -> Iterator[Site]:
    """Run the site during the block, with a second server that must not be reached (logged as /secret)."""
    global _BOMB
    _BOMB = _BOMB or _pack_bomb()
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), handler) for _ in range(2)]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    site.port, site.other_port = (server.server_address[1] for server in servers)
    try:
        yield site
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
