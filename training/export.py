"""Export the fine-tuned encoder and put it into the pipeline. Usage: python training/export.py FINETUNED BINS OUT

FINETUNED is what finetune.py wrote. The encoder goes to ONNX in float32, is compared with torch on real text (mean
cosine of the vectors, .999 or the script stops), has its matrices and its table of word pieces reduced to 8 bits, and
is compared again. OUT is the pipeline as it ships.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from minilm import load_encoder, load_tokenizer
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.tokens import DocBin
from tieline.language.encoder import OnnxShim, encoder_of
from tieline.language.pieces import split
from torch import nn

VERSION = "0.2.0"
CLOSE = 0.999
TEXTS = 200
REDUCE = True  # 7-bit weights: 8-bit sums overflow on processors without VNNI


class Exported(nn.Module):
    """The encoder with the inputs that tieline gives it: one window, no padding."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids, cases):
        """Return the vectors of the pieces."""
        return self.encoder(input_ids=ids, token_type_ids=cases, attention_mask=torch.ones_like(ids)).last_hidden_state


def cosine(windows, torch_model, shim):
    """Return the mean and the lowest mean-by-window cosine between torch and ONNX."""
    means = []
    for window in windows:
        with torch.no_grad():
            a = torch_model(torch.from_numpy(window.ids)[None], torch.from_numpy(window.cases)[None])[0].numpy()
        b, _ = shim([window], False)
        means.append(float(((a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)).mean()))
    return sum(means) / len(means), min(means)


def main(finetuned, bins, out):
    """Export, compare, quantise, compare, write."""
    encoder = load_encoder()
    state = torch.load(finetuned / "encoder.pt", weights_only=True)
    encoder.load_state_dict(state)
    torch_model = Exported(encoder.eval())
    tokenizer = load_tokenizer()
    vocabulary = tokenizer.to_str()
    docs = list(DocBin().from_disk(bins / "all" / "own_dev.spacy").get_docs(spacy.blank("en").vocab))[:TEXTS]
    windows = [window for doc in docs for window in split([token.text for token in doc], tokenizer).windows]
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        example = (torch.from_numpy(windows[0].ids)[None], torch.from_numpy(windows[0].cases)[None])
        length = torch.export.Dim("length", min=3, max=510)
        torch.onnx.export(
            torch_model,
            example,
            str(plain),
            input_names=["ids", "cases"],
            output_names=["vectors"],
            dynamic_shapes={"ids": {1: length}, "cases": {1: length}},
            dynamo=True,
            external_data=False,
            opset_version=18,
        )
        mean, lowest = cosine(windows, torch_model, OnnxShim(plain.read_bytes(), vocabulary))
        print(f"float32: {plain.stat().st_size / 1e6:.1f} MB, cosine {mean:.5f}, lowest window {lowest:.5f}")
        if mean < CLOSE:
            sys.exit(f"the export differs from torch: mean cosine {mean:.4f} < {CLOSE}; nothing written")
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=REDUCE)
        onnx.checker.check_model(str(small))
        data = small.read_bytes()
        shim = OnnxShim(data, vocabulary)
        mean, lowest = cosine(windows, torch_model, shim)
        print(f"8 bits: {len(data) / 1e6:.1f} MB, cosine {mean:.5f}, lowest window {lowest:.5f}")
    nlp = spacy.load(finetuned / "pipeline")
    encoder_of(nlp).shims[0] = shim
    nlp.meta.update(
        name="tieline_news_accurate",
        version=VERSION,
        license="CC BY-SA 4.0",
        description="English news: all-MiniLM-L6-v2 fine-tuned on UD English-EWT and GUM syntax and on names from GUM, "
        "Universal NER, wikigold, CrossNER politics and passages written for tieline (see docs/model.md)",
    )
    nlp.to_disk(out)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
