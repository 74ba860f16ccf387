"""From what `tieline extract` prints to what the scorers read."""

ORGANIZATIONS = {
    "GovernmentBody", "ArmedGroup", "MilitaryUnit", "InternationalOrganization", "PoliticalParty", "MediaOutlet",
    "Company", "ThinkTank", "Organization",
}  # fmt: skip
RE3D_RELATIONS = {
    "leads": "InChargeOf",
    "memberOf": "BelongsTo",
    "partOf": "BelongsTo",
    "affiliatedWith": ["BelongsTo", "HasAttrOf"],
    "spokespersonFor": ["BelongsTo", "InChargeOf"],
    "holdsOffice": ["HasAttrOf", "InChargeOf", "BelongsTo"],
    "fightsAgainst": "FightingAgainst",
    "opposes": ["Dislikes", "FightingAgainst"],
    "alliedWith": "AlliesOf",
    "meetsWith": "CommWith",
    "supports": ["Likes", "AlliesOf"],
    "funds": ["Likes", "AlliesOf"],
    "arms": ["Likes", "AlliesOf"],
    "basedIn": "CoLocated",
    "operatesIn": "CoLocated",
    "citizenOf": "BelongsTo",
}


def statements(id_: str, found: dict) -> dict:
    """Source as it stands at the place, cue, content."""
    return {
        "id": id_,
        "statements": [
            {"source": s["speaker_span"], "cue": s["cue"], "content": s["content"], "kind": s["kind"]}
            for s in found["statements"]
        ],
    }


def entities(id_: str, found: dict) -> dict:
    """Mentions as Person, Organisation or Location; a state is an Organisation where it acts, speaks or is tied."""
    acting = [s["speaker_span"] for s in found["statements"] if s["speaker_span"]]
    for event in found["events"]:
        acting += event["actor_spans"] + event["recipient_spans"]
    for relation in found["relations"]:
        acting += [relation["subject_span"], relation["object_span"]]
    mentions = []
    for entity in found["entities"]:
        for mention in entity["mentions"]:
            type_ = _type(entity["type"], mention, acting)
            if type_:
                mentions.append({"start": mention["start"], "end": mention["end"], "type": type_})
    return {"id": id_, "entities": mentions}


def _type(type_: str, mention: dict, acting: list[dict]) -> str | None:
    if type_ == "Person":
        return "Person"
    if type_ in ORGANIZATIONS:
        return "Organisation"
    if type_ == "State":
        inside = any(span["start"] <= mention["start"] and mention["end"] <= span["end"] + 1 for span in acting)
        return "Organisation" if inside else "Location"
    return "Location" if type_ in {"Place", "Facility"} else None


def relations(id_: str, found: dict) -> dict:
    """Subject and object as they stand in the sentence."""
    return {
        "id": id_,
        "relations": [
            {"type": r["type"], "source": r["subject_span"], "target": r["object_span"]} for r in found["relations"]
        ],
    }


def events(id_: str, found: dict) -> dict:
    """Types with the texts of actors and recipients, most confident first."""
    text = found["text"]

    def words(spans: list[dict]) -> list[str]:
        return [text[span["start"] : span["end"]] for span in spans]

    ranked = sorted(found["events"], key=lambda e: -e["confidence"])
    return {
        "id": id_,
        "events": [
            {"type": e["type"], "source": words(e["actor_spans"]), "target": words(e["recipient_spans"])}
            for e in ranked
        ],
    }
