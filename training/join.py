"""Join the syntax and the names into one pipeline. Usage: python training/join.py UD NER OUT"""

import sys

import spacy

VERSION = "0.2.0"

if __name__ == "__main__":
    nlp = spacy.load(sys.argv[1])
    nlp.add_pipe("ner", source=spacy.load(sys.argv[2]))
    nlp.meta.update(
        name="tieline_news_sm",
        version=VERSION,
        license="CC BY-SA 4.0",
        description="English news: UD English-EWT and GUM syntax; names from GUM, Universal NER, GMB, wikigold, "
        "CrossNER politics and passages written for tieline (see docs/model.md)",
    )
    nlp.to_disk(sys.argv[3])
