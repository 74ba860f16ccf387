"""Figures as SVG that may stand inside a page: by matplotlib, the same bytes every time, all text as text.

Words stay words (`svg.fonttype` none), so that browsers shape Arabic names and screen readers find them; nothing is
read as markup or as mathematics.
"""

from __future__ import annotations

import html
import io
import logging
import re
import unicodedata
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..wording import shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 9.6
"""Inches; the page scales it."""
INK, SOFT, LINE = "#1c2126", "#59626b", "#d9dde2"
FRIENDLY, HOSTILE = "#2166ac", "#b2182b"
"""Blue and red of ColorBrewer RdBu, as on the page of the network."""
_LONGEST = 34
_TAG = re.compile(r"<svg\b[^>]*>")
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_GROUP = re.compile(r'<g id="[^"]*"')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "text.usetex": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 10.5,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.unicode_minus": False,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "text.color": INK,
    "figure.dpi": 72,
    "path.simplify": False,
}


def figure(
    name: str, draw: Callable[[Axes], None], *, height: float, title: str, description: str, margins: dict[str, float]
) -> str:
    """Return one figure as an `svg` element.

    Args:
        name: of the figure, unlike all others of the page: it goes into the ids.
        draw: draws into the axes it is given.
        height: inches; the width is `WIDTH`.
        title, description: what the figure shows, for readers who do not see it.
        margins: of the axes, as shares of the figure (`left`, `right`, `top`, `bottom`).

    Raises:
        UsageError: if matplotlib is not installed.
    """
    matplotlib = library()
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells when it makes its cache of fonts
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names in scripts that the measuring font lacks; browsers have others
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({**_SETTINGS, "svg.hashsalt": f"tieline-{name}"})
        made = Figure(figsize=(WIDTH, height))
        FigureCanvasSVG(made)
        axes = made.add_axes((0, 0, 1, 1))
        made.subplots_adjust(**margins)
        axes.set_position(
            (margins["left"], margins["bottom"], margins["right"] - margins["left"], margins["top"] - margins["bottom"])
        )
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(length=0)
        draw(axes)
        out = io.StringIO()
        made.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inlined(out.getvalue(), name, title, description)


def library() -> Any:
    """Return matplotlib.

    Raises:
        UsageError: if it is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise UsageError(
            "figures of the report: got no matplotlib, expected it installed; pip install 'tieline[report]'"
        ) from error
    return mpl


def short(words: str, most: int = _LONGEST) -> str:
    """Return a name for a figure: one line without control characters, cut where it is long."""
    plain = " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in words).split())
    return shortened(plain, most)


def _inlined(svg: str, name: str, title: str, description: str) -> str:
    """Take the element out of the file; its size is that of its box, its name and meaning are told."""
    body = _COMMENT.sub("", _METADATA.sub("", svg[svg.index("<svg") :]))
    body = _GROUP.sub("<g", body)  # the same in every figure, and nothing refers to them
    box = re.search(r'viewBox="([\d. ]+)"', body)
    assert box is not None
    _, _, width, height = box[1].split()
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{box[1]}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="{name}-title {name}-description">'
        f'<title id="{name}-title">{html.escape(title)}</title>'
        f'<desc id="{name}-description">{html.escape(description)}</desc>'
    )
    return _TAG.sub(lambda _: opened, body, count=1)
