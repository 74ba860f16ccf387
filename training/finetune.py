"""Fine-tune the accurate pipeline. Usage: python training/finetune.py CONFIG BINS OUT

One step reads some hundred words of the treebanks and as many of the name sets; all components and the encoder learn at
once. The encoder computes in bfloat16 where the settings say so, its weights and moments stay in float32. Every
`save_every` steps a checkpoint is written to OUT/checkpoint.pt; run again, it goes on there. At the end OUT/encoder.pt
and OUT/pipeline are ready for export.py.
"""

import random
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np
import srsly
import torch
from minilm import frozen, load_encoder, load_tokenizer
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import fix_random_seed, load_config, load_model_from_config, registry
from thinc.api import Adam, Shim
from tieline.language.encoder import OnnxShim, encoder_of

ORDERED = ("parser", "ner")
GROUP = 12  # windows padded together, sorted by length
REPORT = 50  # steps
PART = 60  # texts of each development set that are scored on the way


def padded(rows, length):
    """Return rows of different lengths as one tensor, filled with zeros."""
    return torch.from_numpy(np.stack([np.pad(row, (0, length - len(row))) for row in rows]))


class TorchShim(Shim):
    """The encoder in training: same call as tieline's OnnxShim, with gradients."""

    def __init__(self, encoder, tokenizer, bfloat16):
        super().__init__(None)
        self.encoder, self.tokenizer, self.bfloat16 = encoder, tokenizer, bfloat16

    def __call__(self, windows, is_train):
        self.encoder.train(is_train)
        order = sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), i))
        parts = [None] * len(windows)
        with (
            torch.set_grad_enabled(is_train),
            torch.autocast("cpu", dtype=torch.bfloat16, enabled=is_train and self.bfloat16),
        ):
            for start in range(0, len(order), GROUP):
                group = order[start : start + GROUP]
                sizes = torch.tensor([len(windows[i].ids) for i in group])
                length = int(sizes.max())
                ids = padded([windows[i].ids for i in group], length)
                cases = padded([windows[i].cases for i in group], length)
                mask = (torch.arange(length) < sizes[:, None]).long()
                vectors = self.encoder(input_ids=ids, token_type_ids=cases, attention_mask=mask).last_hidden_state
                for i, row, size in zip(group, vectors, sizes.tolist(), strict=True):
                    parts[i] = row[:size]
        table = torch.cat(parts).float()

        def backward(gradient):
            table.backward(torch.from_numpy(np.ascontiguousarray(gradient)))

        return table.detach().numpy(), backward

    def to_bytes(self):
        """Return an empty OnnxShim: export.py fills it."""
        return OnnxShim().to_bytes()

    def finish_update(self, optimizer):
        """Left to the optimizer of torch."""


def forever(corpus, nlp, seed):
    """Yield Examples without end, in an order that depends on the seed and the pass alone."""
    turn = 0
    while True:
        random.seed(seed + turn)
        examples = list(corpus(nlp))
        random.Random(seed + turn).shuffle(examples)
        yield from examples
        turn += 1


def batches(stream, words):
    """Yield lists of Examples of at least that many words together."""
    while True:
        batch, size = [], 0
        while size < words:
            batch.append(next(stream))
            size += len(batch[-1].reference)
        yield batch


def rate(step, settings):
    """Return the factor of the learning rates: linear up, then linear down to zero."""
    down = (settings["steps"] - step) / (settings["steps"] - settings["warmup"])
    return min(step / settings["warmup"], max(0.0, down))


def nodes(nlp):
    """Return the nodes of all models in a fixed order; the shims of the encoder belong to torch."""
    return [node for _, pipe in nlp.pipeline for node in pipe.model.walk()]


def heads_state(nlp, adam):
    """Return weights and moments of everything but the encoder, keyed by place."""
    state = {}
    for place, node in enumerate(nodes(nlp)):
        for name in node.param_names:
            if node.has_param(name):
                key = (node.id, name)
                moments = (adam.mom1.get(key), adam.mom2.get(key), adam.nr_update.get(key, 0))
                state[place, name] = (node.get_param(name).copy(), *moments)
    return state


def restore(nlp, adam, state):
    """Put back what heads_state returned."""
    for place, node in enumerate(nodes(nlp)):
        for name in node.param_names:
            if (place, name) in state:
                weights, first, second, updates = state[place, name]
                node.set_param(name, weights)
                if first is not None:
                    adam.mom1[node.id, name], adam.mom2[node.id, name] = first, second
                    adam.nr_update[node.id, name] = updates


def keep_labels(nlp, out):
    """Keep the order of labels of an earlier start: it follows their frequency, and sets may have grown since."""
    for name in ORDERED:
        if (out / f"{name}.json").exists():
            labels = {"@readers": "spacy.read_labels.v1", "path": str(out / f"{name}.json")}
            nlp.config["initialize"]["components"][name] = {"labels": labels}


def check(nlp, bins, limit=None):
    """Return scores in percent on the development sets, or on the first `limit` texts of each."""
    scores = {}
    for path, keys in (
        (bins / "ud_dev.spacy", {"las": "dep_las", "tags": "tag_acc", "sentences": "sents_f", "lemmas": "lemma_acc"}),
        (bins / "ner_dev" / "own_dev.spacy", {"own names": "ents_f"}),
    ):
        gold = list(islice(DocBin().from_disk(path).get_docs(nlp.vocab), limit))
        found = nlp.evaluate([Example(blank(nlp, doc), doc) for doc in gold])
        scores.update({name: round(100 * found[key], 2) for name, key in keys.items()})
    return scores


def blank(nlp, doc):
    """Return the words of a Doc without its annotation."""
    return Doc(nlp.vocab, [token.text for token in doc], [bool(token.whitespace_) for token in doc])


def configured(path, bins):
    """Return the settings with the folders of this run."""
    folders = {
        "paths.orth_variants": str(path.parent / "orth_variants.json"),
        "corpora.syntax.path": str(bins / "ud_train.spacy"),
        "corpora.names.path": str(bins / "ner_train"),
    }
    return load_config(path, overrides=folders, interpolate=True)


def optimizers(transformer, settings):
    """Return one optimizer for the heads and one for the encoder."""
    groups = [
        {"params": [p for p in transformer.parameters() if p.requires_grad and p.ndim > 1]},
        {"params": [p for p in transformer.parameters() if p.requires_grad and p.ndim == 1], "weight_decay": 0.0},
    ]
    adam = Adam(settings["heads_rate"], L2=settings["weight_decay"], grad_clip=1.0, use_averages=False)
    return adam, torch.optim.AdamW(groups, lr=settings["encoder_rate"], weight_decay=settings["weight_decay"])


def main(config_path, bins, out):
    """Train."""
    out.mkdir(parents=True, exist_ok=True)
    config = configured(config_path, bins)
    settings = config["training"]
    fix_random_seed(settings["seed"])
    torch.manual_seed(settings["seed"])
    nlp = load_model_from_config({**config, "training": {}, "corpora": {}}, auto_fill=True, validate=False)
    syntax, names = (registry.resolve({"corpus": config["corpora"][name]})["corpus"] for name in ("syntax", "names"))
    transformer = frozen(load_encoder())
    encoder_of(nlp).shims[0] = TorchShim(transformer, load_tokenizer(), settings["bfloat16"])
    adam, torch_adam = optimizers(transformer, settings)
    plain = registry.resolve({"corpus": {**config["corpora"]["syntax"], "augmenter": None}})["corpus"]
    sample = [*plain(nlp), *syntax(nlp), *names(nlp)]
    keep_labels(nlp, out)
    nlp.initialize(lambda: sample, sgd=adam)
    for name in ORDERED:
        srsly.write_json(out / f"{name}.json", nlp.get_pipe(name).label_data)
    first, saved = 0, out / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=False)  # our own file
        first = state["step"]
        transformer.load_state_dict(state["encoder"])
        torch_adam.load_state_dict(state["torch"])
        restore(nlp, adam, state["heads"])
        print("going on at step", first, flush=True)
    streams = [
        batches(forever(corpus, nlp, settings["seed"] + 1000 * first), settings[size])
        for corpus, size in ((syntax, "syntax_words"), (names, "names_words"))
    ]
    losses, words, since = {}, 0, time.time()
    for step in range(first + 1, settings["steps"] + 1):
        factor = rate(step, settings)
        adam.learn_rate = settings["heads_rate"] * factor
        for group in torch_adam.param_groups:
            group["lr"] = settings["encoder_rate"] * factor
        examples = [example for stream in streams for example in next(stream)]
        nlp.update(examples, drop=settings["dropout"], sgd=False, losses=losses)
        for _, pipe in nlp.pipeline:
            pipe.finish_update(adam)
        torch.nn.utils.clip_grad_norm_(transformer.parameters(), 1.0)
        torch_adam.step()
        torch_adam.zero_grad()
        words += sum(len(example.reference) for example in examples)
        if step % REPORT == 0:
            shown = {name: round(float(loss) / REPORT, 1) for name, loss in losses.items()}
            print(step, f"{words / (time.time() - since):,.0f} words/s", shown, flush=True)
            losses, words, since = {}, 0, time.time()
        if step % settings["save_every"] == 0 or step == settings["steps"]:
            state = {"step": step, "encoder": transformer.state_dict(), "torch": torch_adam.state_dict()}
            torch.save({**state, "heads": heads_state(nlp, adam)}, out / "saving.pt")
            (out / "saving.pt").rename(saved)
        if step % settings["check_every"] == 0:
            print(step, check(nlp, bins, PART), flush=True)
    torch.save(transformer.state_dict(), out / "encoder.pt")
    nlp.to_disk(out / "pipeline")
    print(check(nlp, bins))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
