"""Plain text of HTML fragments, as feeds carry them."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = {"p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "pre"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "figure", "blockquote"}
_SILENT = {"script", "style", "template", "noscript"}


def plain(fragment: str) -> str:
    """The text of a fragment, one line a block, without scripts; text without tags stays."""
    parser = _Text()
    parser.feed(fragment)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\x1e"))
    return "\n".join(line for line in lines if line)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\x1e")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\x1e")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
