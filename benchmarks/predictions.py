"""From what `tieline extract` prints to what the scorers read."""

import re

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
POSSESSIVES = {"his", "her", "its", "their", "our", "my", "your"}  # re3d marks no determiner
PEOPLE = re.compile(r"[a-z]s$(?<!ss)")
NAMED = re.compile(
    r"^(?!(?:The|An?|This|That|These|Those|Its|Their|H[ei]s?|Her|She|They|It|We|I)\b)\W*[A-Z]|\s\W*[A-Z]"
)
PLACED = re.compile(
    r"\b(?:in|into|inside|outside|across|throughout|within|near|around|over|through|towards?|entire|from|to|on|of"
    r"|(?:north|south)?(?:east|west)(?:ern)?|(?:north|south|central)(?:ern)?)"
    r"\s+(?:(?:the|both|northern|southern|eastern|western|central)\s+)*(?:(?-i:[A-Z])\w+(?:,? and|,)\s+(?:the\s+)?)*$",
    re.IGNORECASE,
)
LAND = re.compile(
    r"\b(?:new|future|democratic|united|unite|stable|free|entire|modern|independent|whole|neighbou?ring|bordering|border"
    r"|rebuild|leave|left|leaving|enter|entered|entering|visit|visited|visiting|reach|reached|about)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def statements(id_: str, found: dict) -> dict:
    """Source as it stands at the place, cue, content."""
    return {
        "id": id_,
        "statements": [
            {"source": s["speaker_span"], "cue": s["cue"], "content": s["content"], "kind": s["kind"]}
            for s in found["statements"]
        ],
    }


def entities(id_: str, found: dict, *, named: bool = False) -> dict:
    """Mentions as Person, Organisation or Location.

    A state is a Location after a preposition of place or where it is described or entered, "Syrians" an Organisation,
    as re3d has it. re3d marks the longest phrase only ("the government of Iraq", not "Iraq"), so mentions inside
    longer ones are left out; `named` leaves out those without a capital, as --named-only of the scorer does with gold.
    """
    text = found["text"]
    mentions = []
    towns = {m["end"] for e in found["entities"] if e["type"] == "Place" for m in e["mentions"]}
    for entity in found["entities"]:
        for mention in entity["mentions"]:
            start, end = mention["start"], mention["end"]
            words = text[start:end]
            type_ = _type(entity["type"], words, text[max(0, start - 40) : start])
            if entity["type"] == "State" and text[start - 2 : start] == ", " and start - 2 in towns:
                type_ = "Location"  # "Raqqa, Syria"
            if type_ and words.lower() not in POSSESSIVES and (not named or NAMED.search(words)):
                mentions.append({"start": start, "end": end, "type": type_})
    longest: list[dict] = []
    for mention in sorted(mentions, key=lambda m: (m["start"], -m["end"])):
        if not longest or mention["end"] > longest[-1]["end"]:
            longest.append(mention)
    return {"id": id_, "entities": longest}


def _type(type_: str, text: str, before: str) -> str | None:
    if type_ == "Person":
        return "Person"
    if type_ in ORGANIZATIONS or (type_ == "Nationality" and PEOPLE.search(text)):
        return "Organisation"
    if type_ == "State":
        return "Location" if PLACED.search(before) or LAND.search(before) else "Organisation"
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
