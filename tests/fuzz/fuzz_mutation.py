"""Hypothesis strategies: damaged copies of sound files, and texts that are hostile on purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fuzz_seeds import TOKENS
from hypothesis import strategies as st

MOST = 64_000
"""Longest input made, in bytes."""
_EDITS = ("flip", "token", "junk", "cut", "double", "number", "splice", "repeat", "truncate")

HOSTILE = (
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</script><script>", "<!--<script", "-->", "]]>"),
    *(
        "{{7*7}}",
        "{% raw %}",
        "javascript:alert(1)",
        "' onmouseover='alert(1)",
        "\u202e",
        "\u2066",
        "\ud800",
        "\x00",
        "\x1b[2J",
    ),
    *(
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        "＝1",
        "|cmd",
        "\r\n",
        "\u2028",
        "<",
        ">",
        '"',
        "'",
        "\\",
        "\\u0022",
        "%00",
        "%zz",
    ),
    *("http://a b/<x>", "http://x/\"'`{}|^\\", "https://[::1", "\ufffe", "\uffff", "كتائب", "ﷺ", "𝔸", "a" * 300),
)


def mutated(sound: Callable[[], Sequence[bytes]]) -> st.SearchStrategy[bytes]:
    """Sound files with up to ten edits; `sound` is asked each time, since the corpus grows."""

    @st.composite
    def damaged(draw: st.DrawFn) -> bytes:
        files = sound()
        data = bytearray(files[draw(st.integers(0, len(files) - 1))])
        for kind in draw(st.lists(st.sampled_from(_EDITS), max_size=10)):
            at = draw(st.integers(0, len(data)))
            length = draw(st.integers(1, 60))
            if kind == "flip" and at < len(data):
                data[at] ^= draw(st.integers(1, 255))
            elif kind == "token":
                data[at:at] = draw(st.sampled_from(TOKENS))
            elif kind == "junk":
                data[at : at + length] = draw(st.binary(max_size=12))
            elif kind == "cut":
                del data[at : at + length]
            elif kind == "double":
                data[at:at] = data[at : at + 10 * length]
            elif kind == "number" and at < len(data):
                size = draw(st.sampled_from((1, 2, 4, 8)))
                data[at : at + size] = draw(st.sampled_from((b"\x00", b"\x7f", b"\xff", b"9"))) * size
            elif kind == "splice":
                other = files[draw(st.integers(0, len(files) - 1))]
                start = draw(st.integers(0, len(other)))
                data[at:at] = other[start : start + 20 * length]
            elif kind == "repeat":
                piece = data[at : at + length] or b"("
                data[at:at] = piece * draw(st.integers(2, max(2, 20_000 // len(piece))))
            elif kind == "truncate":
                del data[at:]
        return bytes(data[:MOST])

    return damaged()


def texts(most: int = 300) -> st.SearchStrategy[str]:
    """Any text, lone surrogates and control characters among it, often with what breaks out of some format."""
    piece = st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(), max_size=20),
        st.sampled_from(["Ana Ruiz", " said ", "The council", ". ", "“", "”", "'", " 'a", "s' b", "\n", "\n\n", " "]),
    )
    return st.lists(piece, max_size=20).map(lambda pieces: "".join(pieces)[:most])
