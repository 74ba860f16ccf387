#!/bin/sh
# Train both language pipelines, one command per step. Usage: sh training/train.sh DATA [OUT]
# DATA holds ud/ and ner/ (docs/model.md says what and under which licences); OUT defaults to build/training.
# About three hours on two cores without a GPU, in about 5 GB of memory. A finished step leaves a mark and is not run
# again; the longest, finetune, goes on at its last checkpoint. To ship: cp -R OUT/pipelines/. graph/language/models/
set -eu
here=$(dirname "$0")
data=$1
out=${2:-build/training}
bins=$out/bins
mkdir -p "$out/pipelines"

step() {  # step NAME COMMAND...: run the command unless it has finished before
    [ -e "$out/$1.done" ] || { echo "== $1"; name=$1; shift; "$@"; touch "$out/$name.done"; }
}

step prepare python "$here/prepare.py" "$data" "$bins"
step finetune python "$here/finetune.py" "$here/config_accurate.cfg" "$bins" "$out/accurate"
step export python "$here/export.py" "$out/accurate" "$bins" "$out/pipelines/accurate"
step vectors python "$here/vectors.py" "$bins" "$out/vectors"
step distil python "$here/distil.py" "$bins" "$out/pipelines/accurate"
step syntax python -m spacy train "$here/config.cfg" -o "$out/ud" --paths.vectors "$out/vectors" \
    --paths.train "$bins/small_syntax" --paths.dev "$bins/ud_dev.spacy" --paths.orth_variants "$here/orth_variants.json"
step names python -m spacy train "$here/config_ner.cfg" -o "$out/ner" --paths.vectors "$out/vectors" \
    --paths.train "$bins/small_names" --paths.dev "$bins/ner_dev"
step join python "$here/join.py" "$out/ud/model-best" "$out/ner/model-best" "$out/pipelines/small"
python "$here/evaluate.py" "$bins" "$out/pipelines/accurate"
python "$here/evaluate.py" "$bins" "$out/pipelines/small"
