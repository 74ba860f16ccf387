#!/bin/sh
# Train the language pipeline: prepare, syntax, names, join. Usage: sh training/train.sh DATA [OUT]
# About an hour on one core; each step is skipped when its result is there, so a stopped run goes on.
set -eu
here=$(dirname "$0")
data=$1
out=${2:-build/training}
[ -e "$out/bins/ud_train.spacy" ] || python "$here/prepare.py" "$data" "$out/bins"
[ -e "$out/ud/model-best" ] || python -m spacy train "$here/config.cfg" -o "$out/ud" \
    --paths.train "$out/bins/ud_train.spacy" --paths.dev "$out/bins/ud_dev.spacy" \
    --paths.orth_variants "$here/orth_variants.json"
[ -e "$out/ner/model-best" ] || python -m spacy train "$here/config_ner.cfg" -o "$out/ner" \
    --paths.train "$out/bins/ner_train" --paths.dev "$out/bins/ner_dev"
python "$here/join.py" "$out/ud/model-best" "$out/ner/model-best" "$out/pipeline"
python "$here/evaluate.py" "$out/bins" "$out/pipeline"
