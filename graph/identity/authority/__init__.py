"""Tables of the authority file: one row per state, group, body, person or outlet; see `identity.lookup`."""
