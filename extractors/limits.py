"""How much a single upload may cost. Nothing here opens a file; the doors (`pages`, `submission`) obey it."""

from __future__ import annotations

import math

from extractors.facts.model import Model

_MEGAPIXEL = 1_000_000
_MEGABYTE = 1024 * 1024
_POINTS_AN_INCH = 72.0


class Limits(Model):
    """Bounds on files, pages and pixels.

    Args:
        max_file_bytes: a larger file is refused. Providers' upload forms stop at 4 to 20 MB.
        max_pages: a PDF or TIFF with more pages is refused; a whole set of materials in one file has 10 to 20.
        max_pixels: an image whose header promises more is refused before a pixel is decoded. The largest phone cameras
            give 108 megapixels.
        max_side_px: a larger image is reduced to this side; print on an A4 sheet is then still 40 px high.
        max_total_pixels: the pages of one file share this many pixels (three bytes each) when there are many of them.
        render_dpi: a PDF page is rendered at this resolution: 10.5-point print is then 29 px high.
        min_render_px: a small PDF page (a card) is rendered at least this large on its long side, so that a good scan
            on a small sheet is not thrown away.
        max_render_px: a PDF page is rendered no larger than this on its long side, whatever size it claims.
        max_files: a submission with more files is read no further.
        max_total_bytes: the files of a submission unpack to no more than this (zip bombs).
    """

    max_file_bytes: int = 50 * _MEGABYTE
    max_pages: int = 60
    max_pixels: int = 120 * _MEGAPIXEL
    max_side_px: int = 5000
    max_total_pixels: int = 250 * _MEGAPIXEL
    render_dpi: float = 200.0
    min_render_px: int = 1600
    max_render_px: int = 3000
    max_files: int = 200
    max_total_bytes: int = 500 * _MEGABYTE

    def image_scale(self, width: int, height: int, pages: int) -> float:
        """Return by what (at most 1) an image of this size is reduced, as one of `pages` in its file."""
        by_side = self.max_side_px / max(width, height)
        by_area = math.sqrt(self.max_total_pixels / max(pages, 1) / (width * height))
        return min(1.0, by_side, by_area)

    def render_scale(self, width_pt: float, height_pt: float, pages: int) -> float:
        """Return pixels per point for a PDF page of this size, as one of `pages` in its file."""
        longest = max(width_pt, height_pt)
        wanted = max(self.render_dpi / _POINTS_AN_INCH, self.min_render_px / longest)
        by_area = math.sqrt(self.max_total_pixels / max(pages, 1) / (width_pt * height_pt))
        return min(wanted, self.max_render_px / longest, by_area)
