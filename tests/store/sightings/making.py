"""Stores with documents read from addresses, and with answers of their sources."""

from __future__ import annotations

from flows.records import Document, Passage
from flows.store import Visit, write_visit
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.sightings import SourceAnswer, note_answer, read_archived

TEXT = "第一条　为促进示范技术的发展，制定本办法。第二条　示范部负责示范工作的组织实施。"


def address_of(name: str) -> str:
    return f"https://example.org/{name}.html"


def add_read(
    store: Store,
    name: str,
    text: str = TEXT,
    *,
    corpus: str = "made",
    title: str = "",
    published: str = "",
    publisher: str = "",
) -> str:
    """Store a document as if read from its address; return its id."""
    address = address_of(name)
    document = Document(corpus, address, text, title or name, publisher, published=published, language="zh")
    passages = [Passage(0, 0, len(text), text, language="zh")]
    with store.run("test") as run:
        source = SourceFile(corpus, address, text[:8], "", 1)
        write_batch(store, run.id, source, [(document, passages)], [], complete=True)
        write_visit(store, run.id, corpus, Visit(address, "document", address, 200, sha256=text[:8]))
    return read_archived(store, corpus, address)


def answer(store: Store, name: str, state: str = "", *, corpus: str = "made", **values: object) -> None:
    """Record an answer of the source of a document; `document_id` is its current version unless given."""
    address = address_of(name)
    known = {"document_id": read_archived(store, corpus, address), "status": 404, **values}
    with store.run("test") as run:
        note_answer(store, run.id, corpus, SourceAnswer(address, state=state, **known))  # type: ignore[arg-type]


def make_lost(store: Store) -> dict[str, str]:
    """Store five documents: one gone, one emptied, one edited, one delisted; return their ids.

    `b` is the former version of the current `b now`; the emptied page answers with words that attack pages.
    """
    names = ("a", "b", "c", "d", "e")
    ids = {
        name: add_read(
            store, name, f"稀土{name}。" + TEXT, title=f"样例通知{name}", published=f"202{place}-03-01"
        )
        for place, name in enumerate(names)
    }
    answer(store, "a", "not_found", before="2026-01-02T03:04:05+00:00")
    ids["b now"] = add_read(store, "b", f"矿产b。{TEXT}", title="样例通知b", published="2021-03-01")
    answer(store, "b", "edited", document_id=ids["b"], status=200, kept=0.85)
    answer(store, "c", "emptied", status=200, kept=0.0, note="<script>alert(1)</script> 已撤回")
    answer(store, "d", "delisted", status=200)
    return ids


_LAW = "示范部负责{topic}的统筹协调，会同有关部门制定{topic}年度计划。各地应当于每年三月底前报送进展。"
# Title, date, topic, and the answer of its source.
_DOCUMENTED = (
    ("关于稀土回收利用的指导意见", "2021-03-12", "稀土回收利用", "not_found"),
    ("关于稀土产品出口许可的公告", "2022-07-01", "稀土出口许可", "redirected_home"),
    ("关于工业母机首台套保险的通知", "2022-09-15", "工业母机保险", "edited"),
    ("关于开源软件社区建设的通知", "2023-05-20", "开源软件社区", "emptied"),
    ("关于种业振兴项目管理的办法", "2023-11-08", "种业振兴", ""),
    ("关于氢能运输安全管理的通知", "2024-02-27", "氢能运输", "delisted"),
    ("关于稀土总量控制指标的通知", "2024-08-30", "稀土总量控制", "back"),
)


def make_documented(store: Store) -> None:
    """Store the documents that docs/vanished.md shows, with answers on days of 2026."""
    for number, (title, date, topic, state) in enumerate(_DOCUMENTED, 1):
        name, text = f"t_{number}", _LAW.format(topic=topic)
        given = {"corpus": "ministry", "title": title, "published": date, "publisher": "示范部"}
        document = add_read(store, name, text, **given)
        if state == "edited":
            add_read(store, name, text.replace("三月", "六月"), **given)
        if state == "back":
            answer(store, name, "not_found", corpus="ministry")
        status = {"not_found": 404}.get(state, 200)
        values: dict[str, object] = {"document_id": document, "status": status}
        if state == "edited":
            values["kept"] = 0.9
        if state == "emptied":
            values |= {"kept": 0.03, "note": "该内容已不再提供。"}
        if state == "redirected_home":
            values["final"] = "https://example.org/"
        if state:
            answer(store, name, "" if state == "back" else state, corpus="ministry", **values)
    with store.transaction() as connection:
        connection.execute(
            "UPDATE sighting SET since = printf('2026-%02d-03T02:10:00+00:00', id), times = 7 - id, "
            "before = printf('2026-%02d-02T02:10:00+00:00', id), last = '2026-09-03T02:10:00+00:00'"
        )
