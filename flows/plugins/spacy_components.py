"""Components for your own spaCy pipelines: `nlp.add_pipe("zhengce_zh")`, or `zhengce_en`.

spaCy finds them by their entry points if zhengce is installed.
"""

from __future__ import annotations

from flows.annotation import load_annotator, register_component
from flows.settings import find_models

make_chinese = register_component("zhengce_zh", lambda: load_annotator(find_models()))
make_english = register_component("zhengce_en", lambda: load_annotator(find_models()))
