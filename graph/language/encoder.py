"""The encoder of the accurate pipeline: a transformer run by onnxruntime, as a tok2vec layer of spaCy.

The tok2vec joins the encoder's vector of a token (the mean of its word pieces) with hashed features of its written
form, because the encoder's vocabulary is uncased. Each window runs by itself: no padding, so that the vectors of a
text do not depend on the texts beside it (8-bit activations are scaled by what one run holds), and windows are spread
over the cores.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import srsly
from spacy.ml.models import MultiHashEmbed
from spacy.util import registry
from thinc.api import Maxout, Model, Shim, chain, concatenate, expand_window, residual, with_array

from .pieces import Pieces, Window, split

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.types import Floats2d

WIDTH = 384
"""Width of all-MiniLM-L6-v2 (Wang and others 2020, "MiniLM")."""


class OnnxShim(Shim):
    """Holds the encoder (ONNX: `ids` and `cases`, int64 of shape (1, length), to `vectors`) and its vocabulary."""

    def __init__(self, encoder: bytes = b"", vocabulary: str = "") -> None:
        super().__init__(None)
        self.encoder, self.vocabulary = encoder, vocabulary
        if encoder:
            self._start()

    def _start(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(self.encoder, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_str(self.vocabulary)

    def __call__(self, windows: list[Window], is_train: bool) -> tuple[Floats2d, Callable[[Floats2d], None]]:
        """Return the vectors of all windows under one another."""
        if is_train:
            raise RuntimeError("the encoder of a shipped pipeline cannot be trained: see docs/model.md")
        if len(windows) > 1 and cores() > 1:
            with ThreadPoolExecutor(min(cores(), len(windows))) as pool:
                rows = list(pool.map(self._run, windows))
        else:
            rows = [self._run(window) for window in windows]
        return cast("Floats2d", np.concatenate(rows)), lambda _: None

    def _run(self, window: Window) -> Any:
        return self.session.run(["vectors"], {"ids": window.ids[None], "cases": window.cases[None]})[0][0]

    def to_bytes(self) -> bytes:
        return cast("bytes", srsly.msgpack_dumps({"encoder": self.encoder, "vocabulary": self.vocabulary}))

    def from_bytes(self, bytes_data: bytes) -> OnnxShim:
        self.__init__(**srsly.msgpack_loads(bytes_data))  # type: ignore[misc]
        return self


def encoder_of(nlp: Language) -> Model[Any, Any]:
    """Return the node of the encoder in a pipeline that has one."""
    tok2vec: Any = nlp.get_pipe("tok2vec")
    return next(node for node in tok2vec.model.walk() if node.name == "encoder")


def cores() -> int:
    """Return how many cores this process may use; one where OMP_NUM_THREADS=1 asks for one thread."""
    if os.environ.get("OMP_NUM_THREADS") == "1":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    """Return one vector per token: the mean of its word pieces, zero for white space."""
    shim = cast("OnnxShim", model.shims[0])
    texts: list[Pieces] = [split([token.text for token in doc], shim.tokenizer) for doc in docs]
    windows = [window for text in texts for window in text.windows]
    if not windows:
        return [model.ops.alloc2f(len(doc), WIDTH) for doc in docs], lambda _: docs
    table, backward = shim(windows, is_train)
    sizes = [sum(len(window.ids) for window in text.windows) for text in texts]
    starts = np.cumsum([0, *sizes[:-1]])
    rows = np.concatenate([text.rows + start for text, start in zip(texts, starts, strict=True)])
    lengths: Any = np.concatenate([text.lengths for text in texts])
    vectors = model.ops.reduce_mean(cast("Any", table)[rows], lengths)

    def backprop(gradients: list[Floats2d]) -> list[Doc]:
        of_pieces = model.ops.backprop_reduce_mean(model.ops.flatten(gradients), lengths)
        of_table: Any = np.zeros_like(table)
        of_table[rows] = of_pieces  # each piece is read in one row of its own
        backward(of_table)
        return docs

    sizes_of_docs: Any = np.array([len(doc) for doc in docs], dtype="i")
    return model.ops.unflatten(vectors, sizes_of_docs), backprop


@registry.architectures("tieline.EncoderTok2Vec.v1")  # type: ignore[untyped-decorator]
def encoder_tok2vec(width: int, embed_width: int, rows: list[int]) -> Model[list[Doc], list[Floats2d]]:
    """Build the tok2vec: encoder and features of form, mixed, with one layer that sees both neighbours.

    Args:
        width: of the vectors given to tagger, parser and names.
        embed_width: of the features of form.
        rows: of the hash tables of prefix, suffix and shape.
    """
    encoder: Model[list[Doc], list[Floats2d]] = Model("encoder", forward, dims={"nO": WIDTH}, shims=[OnnxShim()])
    form = MultiHashEmbed(
        width=embed_width, attrs=["PREFIX", "SUFFIX", "SHAPE"], rows=rows, include_static_vectors=False
    )
    mix = Maxout(width, WIDTH + embed_width, nP=2, normalize=True, dropout=0.0)
    around = residual(chain(expand_window(1), Maxout(width, width * 3, nP=2, normalize=True, dropout=0.0)))
    mixed: Model[Any, Any] = with_array(chain(mix, around))
    model: Model[list[Doc], list[Floats2d]] = chain(concatenate(encoder, form), mixed)
    model.set_dim("nO", width)
    return model
