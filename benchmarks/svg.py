"""The little of SVG that the pictures of the benchmarks are made of."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

INK = "#333"


def document(width: int, height: int, parts: Iterable[str]) -> str:
    """Return a picture of a size in pixels, on white."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    style = f"<style>text {{ font: 13px sans-serif; fill: {INK}; }} .middle {{ text-anchor: middle; }}</style>"
    return "\n".join((head, style, f'<rect width="{width}" height="{height}" fill="#fff"/>', *parts, "</svg>", ""))


def text(x: float, y: float, words: str, *, middle: bool = False) -> str:
    """Return words that begin at a point or have it in their middle."""
    place = ' class="middle"' if middle else ""
    return f'<text x="{x}" y="{y:.1f}"{place}>{escape(words)}</text>'


def line(
    start: tuple[float, float], end: tuple[float, float], colour: str = INK, *, width: int = 1, dashes: str = ""
) -> str:
    """Return a straight line; `dashes` are lengths of stroke and gap."""
    (x1, y1), (x2, y2) = start, end
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'x1="{x1}" y1="{y1:.1f}" x2="{x2}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"{dashed}/>'
