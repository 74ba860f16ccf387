"""The SPARQL library: one question per .rq file."""
