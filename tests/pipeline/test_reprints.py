"""Near-duplicates: constructed pairs and known pairs of real documents; versions and provenance."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from flows.annotation.lexicon.model import Lexicon
from flows.cli.commands import collect, facts
from flows.cli.commands.reading.show import show
from flows.cli.commands.reading.versions import versions
from flows.cli.commands.sources.cite import cite
from flows.errors import UsageError
from flows.pipeline import reprints as operation
from flows.pipeline.ingest import ingest_paths
from flows.pipeline.provenance import collect_provenance, compare_versions, resolve_id
from flows.pipeline.reprints import THRESHOLD, are_issues, update_reprints
from flows.pipeline.text_changes import compare_texts, mark_changes
from flows.search import Filters
from flows.statistics.minhash import Hashes, cluster, shingle, sign, similarity
from flows.store import recount_all
from flows.store.database import Store
from flows.store.documents import count_clusters, list_clusters, read_text
from tests.builders import count_frame, search
from tests.support import policy_texts, shared_data

_WORDS = (
    "推进",
    "试点",
    "平台",
    "标准",
    "企业",
    "研究",
    "院所",
    "材料",
    "装备",
    "安全",
    "评估",
    "数据",
    "开放",
    "人才",
    "资金",
    "监测",
    "目标",
    "任务",
    "共享",
    "机制",
    "改造",
    "示范",
    "园区",
    "检验",
    "认证",
    "能力",
    "供给",
    "协同",
    "攻关",
    "应用",
)


def made_up(seed: int, sentences: int = 40) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(_WORDS, k=chance.randint(6, 14))) + "。" for _ in range(sentences)]


def reprinted(lines: list[str], how: int) -> str:
    """Return a reprint: furniture of another site, every tenth sentence missing, other script and spacing."""
    furniture = ["首页 新闻 正文 字号大中小", "来源：示范网 责任编辑：甲 打印 收藏"]
    shorter = [line for number, line in enumerate(lines) if number % 12 != 5]
    other = [line.replace("标准", "標準").replace("机制", "機制").replace("。", " 。\n") for line in lines]
    return "\n".join(
        ([*furniture[:1], *lines, *furniture[1:]], shorter, other, [*furniture, *shorter[1:]])[how]
    )


def groups_of(texts: list[str], threshold: float = THRESHOLD) -> set[tuple[int, int]]:
    hashes = [shingle(text) for text in texts]
    found = cluster(np.array([sign(each) for each in hashes]), hashes.__getitem__, threshold)
    return {
        pair for members in found for pair in itertools.combinations(sorted(row for row, _ in members), 2)
    }


def test_built_pairs() -> None:
    """Check 120 documents with a reprint each, and 60 that share half of their sentences with another."""
    originals = [made_up(seed) for seed in range(120)]
    halves = [originals[seed][:20] + made_up(1000 + seed, 20) for seed in range(60)]
    texts = (
        ["\n".join(lines) for lines in originals]
        + ["\n".join(lines) for lines in halves]
        + [reprinted(lines, number % 4) for number, lines in enumerate(originals)]
    )
    expected = {(number, 180 + number) for number in range(120)}
    found = groups_of(texts)
    assert len(found & expected) >= 0.98 * len(expected) and len(found - expected) <= 0.02 * len(found), (
        expected - found,
        found - expected,
    )


def test_signatures_estimate_similarity() -> None:
    one, other = shingle("".join(made_up(1))), shingle("".join(made_up(1)[:30] + made_up(2)[:10]))
    assert abs(float((sign(one) == sign(other)).mean()) - similarity(one, other)) < 0.15


def test_texts_are_read_only_where_signatures_are_near() -> None:
    """Notices made of set phrases share buckets; reading a text costs a hundred times as much as reading signatures."""
    phrase = "".join(made_up(0)[:16])
    texts = [phrase + "".join(made_up(seed)[:20]) for seed in range(1, 40)]
    texts.append(texts[7] + "完")
    hashes = [shingle(text) for text in texts]
    read: list[int] = []

    def hashes_of(row: int) -> Hashes:
        read.append(row)
        return hashes[row]

    found = cluster(np.array([sign(one) for one in hashes]), hashes_of, THRESHOLD)
    assert [[row for row, _ in members] for members in found] == [[7, 39]]
    assert sorted(read) == [7, 39]


@given(policy_texts())
def test_any_text_has_a_signature_and_equals_itself(text: str) -> None:
    hashes = shingle(text)
    assert len(sign(hashes)) == 128
    assert len(hashes) == 0 or similarity(hashes, hashes) == 1.0


def test_known_pairs_of_real_documents() -> None:
    """Check that 11 pairs of news are found, and only amended laws among the other 130 documents."""
    lines = shared_data("key_documents", "key_documents.jsonl").read_text(encoding="utf-8").splitlines()
    known = sorted((json.loads(line) for line in lines), key=lambda document: str(document["date"]))
    found = groups_of([document["text"] for document in known])
    news = [pair for pair in found if known[pair[0]]["date"][:4] == "2020"]
    assert len(news) == 9
    for one, other in found:
        titles = [known[number]["title"] for number in (one, other)]
        assert (
            known[one]["date"][:7] == known[other]["date"][:7]
            or titles[0] == titles[1]
            or all("上海市" in title for title in titles)
        ), titles


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "a.txt").write_text("\n".join(made_up(1)), encoding="utf-8")
    (tmp_path / "b.txt").write_text(reprinted(made_up(1), 0), encoding="utf-8")
    (tmp_path / "c.txt").write_text(
        "关于试点的通知\n一、目标为百分之五。\n二、由甲组负责。\n三、附则。\n", encoding="utf-8"
    )
    opened = Store(tmp_path / "s.sqlite")
    with opened.run("test") as run:
        ingest_paths(opened, run.id, "c", [tmp_path / f"{name}.txt" for name in "abc"])
    (tmp_path / "c.txt").write_text(
        "关于试点的通知\n一、目标为百分之九。\n三、附则。\n四、新增事项。\n", encoding="utf-8"
    )
    with opened.run("test again") as run:
        ingest_paths(opened, run.id, "c", [tmp_path / "c.txt"])
    return opened


def test_reprints_are_kept_and_listed(store: Store) -> None:
    assert update_reprints(store) == (1, 2) == count_clusters(store)
    assert update_reprints(store) == (1, 2)
    (members,) = list_clusters(store)
    assert members[0].similarity == 1.0 and members[1].similarity > 0.8
    assert list_clusters(store, corpus="other") == []
    assert len(collect_provenance(store, members[0].id)["reprints"]) == 1


def ingest(store: Store, folder: Path, *names: str) -> None:
    with store.run("test") as run:
        ingest_paths(store, run.id, "c", [folder / name for name in names])


def clusters_of(store: Store) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for row in store.rows(
            "SELECT document_id, cluster, similarity FROM document_cluster ORDER BY document_id"
        )
    ]


@pytest.mark.parametrize("seed", range(3))
def test_step_by_step_gives_what_all_at_once_gives(tmp_path: Path, seed: int) -> None:
    """Check that documents added in any order, and changed later, give the clusters of a full comparison."""
    chance = random.Random(seed)
    for number in range(24):
        lines = made_up(number // 4 if number % 4 else 50 + number)
        (tmp_path / f"2021-03-{1 + chance.randrange(28):02} {number}.txt").write_text(
            reprinted(lines, number % 4), encoding="utf-8"
        )
    names = sorted(path.name for path in tmp_path.glob("*.txt"))
    chance.shuffle(names)
    with Store(tmp_path / "s.sqlite") as store:
        for start in range(0, 24, 5):
            ingest(store, tmp_path, *names[start : start + 5])
            update_reprints(store)
        (tmp_path / names[0]).write_text("另一正文。" * 20, encoding="utf-8")
        ingest(store, tmp_path, names[0])
        update_reprints(store)
        step_by_step = clusters_of(store)
        update_reprints(store, from_scratch=True)
        assert step_by_step == clusters_of(store) and len(step_by_step) > 10


def test_nothing_new_writes_nothing_and_a_killed_comparison_is_finished(store: Store, tmp_path: Path) -> None:
    update_reprints(store)
    written = store.connection.total_changes
    assert update_reprints(store) == (1, 2) and store.connection.total_changes == written
    (tmp_path / "d.txt").write_text(reprinted(made_up(1), 1), encoding="utf-8")
    ingest(store, tmp_path, "d.txt")
    operation._sign_new(store)  # killed before it compared
    assert count_clusters(store) == (1, 2) and update_reprints(store) == (1, 3)
    (tmp_path / "d.txt").unlink()
    (tmp_path / "a.txt").write_text("改动后的正文。" * 20, encoding="utf-8")
    ingest(store, tmp_path, "a.txt")
    assert update_reprints(store) == (1, 2)
    assert store.value("SELECT count(*) FROM document_signature") == 4


def test_the_command_that_reads_also_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, name in enumerate("ab"):
        (tmp_path / f"{name}.txt").write_text(reprinted(made_up(1), number), encoding="utf-8")
    collect.ingest(str(tmp_path), corpus="c", store=tmp_path / "s.sqlite", quiet=True)
    said = "in the whole store, 2 documents are near-duplicates, in 1 cluster"
    assert said in " ".join(capsys.readouterr().err.split())
    with Store(tmp_path / "s.sqlite") as store:
        assert count_clusters(store) == (1, 2)


def test_reprints_are_folded_in_search_and_trends(store: Store, lexicon: Lexicon) -> None:
    store.connection.execute("UPDATE document SET published = '2021-03-01', date = '2021-03-01'")
    recount_all(store)
    word = max(_WORDS, key="".join(made_up(1)).count)

    def counted(how: str) -> int:
        return int(count_frame(store, lexicon, [word], reprints=how)["occurrences"].sum())

    def found(fold: bool) -> set[str]:
        return {
            hit.document_id
            for hit in search(store, lexicon, f'"{word}"', limit=500, expand=False, fold=fold).hits
        }

    assert counted("fold") == counted("raw") and len(found(True)) == 2  # reprints are unknown
    update_reprints(store)
    (members,) = list_clusters(store)
    assert found(False) - found(True) == {members[1].id} and members[0].id in found(True)
    assert 0 < counted("fold") == counted("raw") - "".join(read_text(store, members[1].id)).count(word)
    with pytest.raises(UsageError, match=r"None of the .* passages in scope is annotated"):
        count_frame(store, lexicon, ["strategy:tech_leverage"], reprints="fold")


@pytest.mark.parametrize(
    ("one", "other", "issues"),
    [
        ("关于发布第八批样例的公告", "关于发布第十二批样例的公告", True),
        ("纪念样例99周年", "纪念样例96周年", True),
        ("2020年样例报告", "2021年样例报告", True),
        ("样例法", "样例法", False),
        ("关于样例的通知", "[视频]关于样例的通知", False),
        ("样例会议举行", "样例会议在甲地举行", False),
        ("", "", False),
    ],
)
def test_issues_of_a_series(one: str, other: str, issues: bool) -> None:
    assert are_issues(one, other) is are_issues(other, one) is issues


def test_versions_are_compared(store: Store) -> None:
    key = store.value("SELECT key FROM document WHERE superseded_by IS NOT NULL")
    (step,) = compare_versions(store, resolve_id(store, key))
    assert [(change.kind, change.line) for change in step.changes] == [
        ("changed", 2),
        ("removed", 3),
        ("added", 4),
    ]
    assert mark_changes(step.changes[0].old, step.changes[0].new) == "一、目标为百分之[-五-]{+九+}。"
    assert list(compare_versions(store, store.value("SELECT id FROM document WHERE key LIKE '%a.txt'"))) == []


_FARMS = "海带养殖场应当每年向样例市渔业局登记养殖面积。"
_BUYERS = "收购海带的企业应当保存收购凭证三年以上，并接受检查。"
_FEES = "养殖区使用费按照水域面积计算，由样例市财政局收取。"
_SCHOOLS = "鼓励职业学校开设藻类课程，培养技术人员。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            [_FARMS, _BUYERS, _FEES],
            [_FARMS, _FEES],
            [("removed", "第二条 " + _BUYERS, ""), ("changed", "第三条 " + _FEES, "第二条 " + _FEES)],
        ),
        (
            [_FARMS, _FEES],
            [_FARMS, _BUYERS, _FEES.replace("财政局", "税务局")],
            [
                ("added", "", "第二条 " + _BUYERS),
                ("changed", "第二条 " + _FEES, "第三条 " + _FEES.replace("财政局", "税务局")),
            ],
        ),
        ([_FARMS], [_SCHOOLS], [("removed", "第一条 " + _FARMS, ""), ("added", "", "第一条 " + _SCHOOLS)]),
        (
            [_FARMS, _BUYERS],
            [_FARMS + _SCHOOLS + "具体办法由样例市教育局会同有关部门另行制定，并向社会公布。", _BUYERS],
            [
                (
                    "changed",
                    "第一条 " + _FARMS,
                    f"第一条 {_FARMS}{_SCHOOLS}具体办法由样例市教育局会同有关部门另行制定，并向社会公布。",
                )
            ],
        ),
    ],
)
def test_articles_are_compared_by_their_words(
    old: list[str], new: list[str], expected: list[tuple[str, str, str]]
) -> None:
    before, after = (
        "\n".join(f"第{'一二三'[place]}条 {article}" for place, article in enumerate(articles))
        for articles in (old, new)
    )
    assert [change[:3] for change in compare_texts(before, after)] == expected


def test_an_address_without_a_number_of_an_article_is_named(store: Store) -> None:
    document = store.value("SELECT id FROM document WHERE key LIKE '%a.txt'")
    with pytest.raises(UsageError) as raised:
        versions(f"{document}#abc", store=store.path)
    assert (raised.value.code, raised.value.values) == (
        "cli.no_article_number",
        {"article": "abc", "document": document},
    )
    with pytest.raises(UsageError) as raised:
        versions("unknown#abc", store=store.path)
    assert raised.value.code == "pipeline.no_such_document"


_SECRETS = "养殖场的工作人员对育苗方法负有保密义务，不得泄露。"
_POOLS = "养殖池的水温应当每日测量两次，记录保存一年。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([_FARMS, _BUYERS, _FEES], [_BUYERS, _FEES, _FARMS], {"moved": [_FARMS]}),
        # … among paragraphs that are reworded, and with a change of its own
        (
            [_FARMS, _BUYERS.replace("三年", "两年"), _FEES.replace("财政局", "税务局"), _SECRETS],
            [_SECRETS.replace("不得泄露", "不得外传"), _FARMS, _BUYERS, _FEES],
            {"moved": [_SECRETS], "changed": [_FARMS, _BUYERS, _FEES]},
        ),
        # … and one that moved is not taken for the paragraph that now has its place
        (
            [_FARMS, _POOLS.replace("水温", "盐度"), _FEES],
            [_FARMS, _POOLS, _FEES, _SCHOOLS, _POOLS.replace("水温", "盐度")],
            {"moved": [_POOLS.replace("水温", "盐度")], "added": [_POOLS, _SCHOOLS], "changed": []},
        ),
        # Different paragraphs, and short or repeated ones, did not move.
        ([_FARMS, _BUYERS], [_BUYERS, _SCHOOLS], {"moved": [], "removed": [_FARMS], "added": [_SCHOOLS]}),
        (["第一章 总则", _BUYERS], [_BUYERS, "第一章 总则"], {"moved": []}),
        (["（一）其他情节严重的情形；", _BUYERS], [_BUYERS, "（五）其他情节严重的情形。"], {"moved": []}),
    ],
)
def test_a_moved_paragraph_is_neither_removed_nor_added(
    old: list[str], new: list[str], expected: dict[str, list[str]]
) -> None:
    before, after = (
        "\n".join(
            text if text[0] in "第（" else f"第{'一二三四五'[place]}条 {text}"
            for place, text in enumerate(articles)
        )
        for articles in (old, new)
    )
    changes = list(compare_texts(before, after))
    found: dict[str, list[str]] = {kind: [] for kind in ("moved", "removed", "added", "changed")}
    for change in changes:
        text = (change.old if change.kind in ("removed", "moved") else change.new).partition(" ")[2]
        found[change.kind].append(text)
    assert {kind: found[kind] for kind in expected} == expected


def test_a_moved_paragraph_has_its_line_and_both_texts() -> None:
    old = f"第一条 {_FARMS}\n第二条 {_BUYERS}\n第三条 {_FEES}"
    new = f"第一条 {_BUYERS}\n第二条 {_FEES}\n第三条 {_FARMS}"
    (moved,) = (change for change in compare_texts(old, new) if change.kind == "moved")
    assert moved == ("moved", f"第一条 {_FARMS}", f"第三条 {_FARMS}", 3)
    assert mark_changes(moved.old, moved.new).startswith("第[-一-]{+三+}条")


@given(policy_texts(), policy_texts())
def test_comparison_rebuilds_the_new_text(old: str, new: str) -> None:
    changes = list(compare_texts(old, new))
    before, after = ([line.strip() for line in text.splitlines() if line.strip()] for text in (old, new))
    assert (changes == []) == (before == after)
    assert sum(change.kind != "removed" for change in changes) - sum(
        change.kind != "added" for change in changes
    ) == len(after) - len(before)


def test_provenance_names_where_everything_came_from(store: Store) -> None:
    document = store.value("SELECT id FROM document WHERE key LIKE '%c.txt' AND superseded_by IS NULL")
    found = collect_provenance(store, resolve_id(store, document[:8]))
    assert found["fields"]["title"]["value"] == "关于试点的通知" and found["fields"]["title"]["from"]
    assert found["raw"]["kept"] and found["run"]["command"] == "test again" and len(found["versions"]) == 2
    assert found["described"]["kind"] == "notice" and found["reader"]["bytes"] > 0
    assert resolve_id(store, f"{document}-3") == document


def test_joint_publishers_are_found_by_each_body(tmp_path: Path, lexicon: Lexicon) -> None:
    publishers = ("工业和信息化部 国家标准化管理委员会", "工业和信息化部", "工业和信息化部办公厅", "")
    records = [
        {"title": f"第{n}号", "publisher": name, "text": f"正文{n}若干\ufffd\ufffd\ufffd。"}
        for n, name in enumerate(publishers)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "c", [tmp_path / "a.jsonl"])
        for name, titles in (
            ("工业和信息化部", {"第0号", "第1号"}),
            ("国家标准化管理委员会", {"第0号"}),
            (publishers[0], {"第0号"}),
        ):
            found = search(store, lexicon, "正文", Filters(publisher=(name,)))
            assert {hit.title for hit in found.hits} == titles
        document = store.value("SELECT id FROM document WHERE title = '第0号'")
        provenance = collect_provenance(store, document, lexicon)
        assert next((issuer["name"], issuer["concept"]) for issuer in provenance["issuers"]) == (
            "工业和信息化部",
            "miit",
        )
        assert provenance["damaged"][0]["share"] > 0.2
        assert show(document, store=store.path) == 0


def test_a_document_is_named_by_its_exact_title(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    document = store.value("SELECT id FROM document WHERE key LIKE '%c.txt' AND superseded_by IS NULL")
    for title in ("关于试点的通知", "《关于试点的通知》", " 关于试点的通知 "):
        assert resolve_id(store, title) == document
        capsys.readouterr()
        assert cite(title, store=store.path) == 0
        assert "关于试点的通知" in capsys.readouterr().out
    with pytest.raises(UsageError, match="no such document"):
        resolve_id(store, "关于试点")


@pytest.mark.parametrize("given", ["", "zzzz", "ffffffffffffffff", "http://example.org/none", "%"])
def test_an_unknown_document_is_an_error(store: Store, given: str) -> None:
    with pytest.raises(UsageError, match="no such document"):
        resolve_id(store, given)


def test_commands_print_for_people_and_programs(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    document = store.value("SELECT id FROM document WHERE key LIKE '%c.txt' AND superseded_by IS NULL")
    commands: tuple[tuple[Callable[[Any], int], tuple[str, ...]], ...] = (
        (
            lambda form: show(document, format_=form, store=store.path),
            ("关于试点的通知", "raw bytes", "test again"),
        ),
        (
            lambda form: versions(document, format_=form, store=store.path),
            ("[-五-]{+九+}", "{+四、新增事项。+}", "first seen"),
        ),
        (
            lambda form: facts.reprints(find=True, format_=form, store=store.path),
            ("2 documents", "100%"),
        ),
    )
    for command, words in commands:
        assert command("text") == 0
        shown = capsys.readouterr().out
        assert all(word in shown for word in words), shown
        assert command("json") == 0
        assert json.loads(capsys.readouterr().out)


def test_the_order_of_reading_does_not_change_the_clusters(tmp_path: Path) -> None:
    """A run that was stopped reads its last files later; the leaders of clusters are the same."""
    text = "".join(f"{chr(0x4E00 + 37 * number)}{chr(0x5000 + 91 * number)}" for number in range(200))
    files = [tmp_path / f"{name}.txt" for name in "abcdefgh"]
    for number, file in enumerate(files):
        # Each resembles only its neighbours, so the clusters depend on who leads.
        file.write_text(f"{file.stem}\n\n{text[number * 5 : number * 5 + 250]}", encoding="utf-8")
    clusters = []
    for order in (files, files[::-1]):
        with Store(tmp_path / f"{order[0].stem}.sqlite") as store, store.run("test") as run:
            for number, file in enumerate(order):
                ingest_paths(store, run.id, "mine", [file])
                store.connection.execute(
                    "UPDATE document SET first_seen = ? WHERE key LIKE ?",
                    (f"2026-01-0{number + 1}", f"%{file.name}"),
                )
            update_reprints(store)
            rows = store.rows("SELECT * FROM document_cluster ORDER BY document_id")
            clusters.append([tuple(row) for row in rows])
    assert clusters[0] == clusters[1] != []
