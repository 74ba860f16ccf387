#!/bin/sh
# Train the language pipeline: prepare, syntax, names, join, measure. Usage: sh training/train.sh DATA [OUT]
# DATA holds ud/ and ner/ (docs/model.md says what and under which licences); OUT defaults to build/training.
# About half an hour on one core, without a GPU, in less than 1 GB of memory. A finished step leaves a mark and is not
# run again, so a stopped run goes on where it was. To ship the result: cp -R OUT/pipeline/. graph/language/model/
set -eu
here=$(dirname "$0")
data=$1
out=${2:-build/training}
mkdir -p "$out"

[ -e "$out/prepared" ] || {
    python "$here/prepare.py" "$data" "$out/bins"
    touch "$out/prepared"
}
[ -e "$out/ud/done" ] || {
    python -m spacy train "$here/config.cfg" -o "$out/ud" \
        --paths.train "$out/bins/ud_train.spacy" --paths.dev "$out/bins/ud_dev.spacy" \
        --paths.orth_variants "$here/orth_variants.json"
    touch "$out/ud/done"
}
[ -e "$out/ner/done" ] || {
    python -m spacy train "$here/config_ner.cfg" -o "$out/ner" \
        --paths.train "$out/bins/ner_train" --paths.dev "$out/bins/ner_dev"
    touch "$out/ner/done"
}
python "$here/join.py" "$out/ud/model-best" "$out/ner/model-best" "$out/pipeline"
python "$here/evaluate.py" "$out/bins" "$out/pipeline"
