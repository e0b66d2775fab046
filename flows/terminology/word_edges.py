"""Which sequences may be terms, by the words at their edges; and what ordinary words are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

Cut = Callable[[str], Iterable[str]]
# jieba's dictionary says 3 of words that it was told, and more of words that it counted: the ordinary ones. Counts below
# 30 (of 60 million) say little, so rarer words weigh the same.
_NOT_COUNTED, _LEAST = 3, 30


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that govern or introduce a term and so are no part of one; jieba's parts of speech call many of them nouns.
_OPENING = _words("""
推进 加强 完善 加快 坚持 建立 健全 促进 支持 鼓励 推动 深化 落实 实施 开展 提高 提升 增强 扩大 优化 强化 加大 发挥 构建 形成
打造 培育 引导 做好 做强 做优 做大 抓好 用好 管好 实现 坚决 维护 保障 贯彻 组织 制定 依法 依法追究 依照 按照 根据 通过 围绕
进行 具有 成为 作为 属于 包括 涉及 需要 能够 可以 应当 必须 不得 不断 继续 进一步 积极 有序 稳步 扎实 大力 深入 全面 持续 努力
着力 切实 统筹 探索 研究 发展 建设 营造 取得 给予 提供 履行 承担 接受 违反 构成 处 予以 责令 提出 强调 指出 认为 审议 听取
召开 印发 公布 发布 施行 起 以下 有关 相关 其他 各类 各项 各级 各 该 本 此 更加 更好 更大 更 等 把 使 让 对 与 同 及 或
和 的 地 得 了 着 过 是 为 在 以 于 从 向 由 将 被 要 会 能 都 也 就 又 还 并 而 且 但 不 没有 无 未 所 其 之 这
那 有 用 做 抓 上 下 中 内 前 后 我国 我 我们 全国 全市 全省 本市 本法 本条例 特别 尤其 主要 重要 重大 一致 培养 壮大 破解
解决 防范 化解 严格 规范 创建 参与 完成 推广 拓展 支撑 巩固 凝聚 共同 充分 高度 牢牢 真正 始终 确保 带动 符合 超过 达到 用于
利用 采取 执行 承诺 申请 办理 批准 取消 设立 设置 收集 处理 使用 明确 加以 拓宽 畅通 激发 释放 注重 弘扬 践行 严禁 打击 查处
打破 聚焦 聚力 立足 适应 满足 引领 瞄准 面向 服务 牵头 负责 会同 协调 组成 布局 条 款 项 章 节 化 性 型 者 率 度 坚定
坚定不移 增进 保持 合理 牢记 迈出 敢于 守住 牢固 没收 作出 打好 转变 防止 请 占 全会 前款 次 号 应对 严守 兜牢 紧紧 认真 严肃
广泛 严厉 相 补 补齐 补足 守 结合 攻坚 团结 成效 基本 高度重视 走 好 各地 若干 永葆 筑牢 改善 行使 查办
""")
_CLOSING = _words("""
等 的 了 着 过 地 得 是 为 在 以 于 从 向 由 将 和 或 与 及 其 之 并 而 且 不 对 要 有 所 能 会 可 应 上 中 下 内
外 前 后 时 以上 以下 以及 其他 有关 相关 应当 必须 可以 推进 加强 完善 加快 坚持 健全 促进 推动 深化 落实 提高 实现 方面
领域 方式 情况 问题 工作 进行 提出 强调 指出 认为 新 更 各 我国 我们 全国 重要 重大 起来 条 款 项 表示 称 还称 说 会见 介绍
报道 预计
""")
# Parts of speech, in jieba's notation, that neither begin nor end a term.
_FUNCTION = _words("d p c r m q y f t u uj ul uz uv ug ud e o mq rr rz k h zg x")
_NUMERAL = re.compile("^[一二三四五六七八九十百千万亿年月日第两]|[一二三四五六七八九十百千万亿年月日第]$")
_EN_EDGES = _words("""
a an the of to in on for and or with by from at as is are was were be been being will shall should must may can has
have had not no that this these those which who its their it they we our us he his all any each other such than more
most also into over under between through about per etc up out if when where while so but both s new make made well
including
""")


@dataclass(frozen=True)
class Stock:
    """The words of general Chinese: how often a general corpus has them, and their part of speech in jieba's notation."""

    words: Mapping[str, tuple[int, str]]

    @cached_property
    def size(self) -> int:
        return sum(count for count, _ in self.words.values())

    def rarest(self, words: Iterable[str]) -> float:
        """Return the share of general text that the rarest of `words` has (of the dictionary's least where it is unknown)."""
        return min(max(self.words.get(word, (1, ""))[0], _LEAST) for word in words) / max(self.size, 1)


def is_chinese_term(term: str, cut: Cut, stock: Stock) -> bool:
    """Return whether `term` is no ordinary word, and no function word, governing verb or numeral stands at its edges."""
    if stock.words.get(term, (0, ""))[0] > _NOT_COUNTED or _NUMERAL.search(term):
        return False
    if term in _OPENING or any(term[:size] in _OPENING and term[size:] in stock.words for size in (1, 2, 3)):
        return False
    words = list(cut(term))
    if len(words) == 1:
        return term[0] not in _OPENING and term[-1] not in _CLOSING
    if words[0] in _OPENING or words[-1] in _CLOSING:
        return False
    return not any(stock.words.get(word, (0, ""))[1] in _FUNCTION for word in (words[0], words[-1]))


def is_english_term(term: str) -> bool:
    """Return whether no function word or single letter stands at the edges of `term` (folded words with spaces between)."""
    words = term.split()
    return not any(word in _EN_EDGES or len(word) < 2 for word in (words[0], words[-1]))
