"""Texts that attack the page."""

HOSTILE_TITLE = (
    "<script>document.title='owned'</script>\"><img src=x onerror=\"document.title='owned'\">恶意标题"
)
HOSTILE_TEXT = (
    "自主可控<script>document.title='owned'</script>。</p><iframe src=//example.org></iframe> {{ 7 * 7 }} "
    "稀土出口管制 javascript:alert(1)"
)
