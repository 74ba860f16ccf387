"""From what `tieline extract` prints to what the scorers read."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise, product

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
RE3D_EVENTS = {
    "ASSAULT": "FightingAgainst",
    "CONSULT": "CommWith",
    "REQUEST": "CommWith",
    "AGREE": ["CommWith", "Likes"],
    "COOPERATE": ["AlliesOf", "CommWith", "Likes"],
    "SUPPORT": ["Likes", "AlliesOf"],
    "AID": ["Likes", "AlliesOf"],
    "ACCUSE": "Dislikes",
    "REJECT": "Dislikes",
    "THREATEN": "Dislikes",
    "COERCE": ["FightingAgainst", "Dislikes"],
    "SANCTION": "Dislikes",
}
"""What actors do to one another: re3d has no events and calls it a relation."""
ACTORS = ORGANIZATIONS | {"Person", "State"}
MUTUAL = {"CONSULT", "COOPERATE", "AGREE"}
PRONOUNS = {"i", "we", "us", "me", "he", "she", "him", "they", "them", "who"}
APPOSED = re.compile(
    r"(?:\s*\([^()]{0,40}\))?(?:\s*[,(–—]|\s+[-–—])\s*(?:(?:also|better) known as )?[\"“]*(?:the |a |an )?",
)
"""What stands between a name and another name or office of the same one."""
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
    """Ties, and what re3d calls relations too: dealings (our events), talk (our statements), two names for one.

    re3d marks no possessive pronoun and no name inside a longer mention: the one goes back to the words it stands for,
    a tie inside one mention is left out. What a tie and an event tell of the same two counts once.
    """
    mentions = {e["id"]: [m for m in e["mentions"] if m["kind"] != "pronoun"] for e in found["entities"]}
    pairs: list[dict] = []
    ties = (
        {
            "type": each["type"],
            "source": _noun(found, each["subject_span"], mentions[each["subject"]]),
            "target": _noun(found, each["object_span"], mentions.get(each["object"], [])),
        }
        for each in found["relations"]
        if each["type"] != "holdsOffice"
    )
    for made in (ties, _dealings(found), _talk(found), _synonyms(found)):
        for pair in made:
            if not _touch(pair["source"], pair["target"]) and not any(_repeats(pair, known) for known in pairs):
                pairs.append(pair)
    return {"id": id_, "relations": pairs}


def _noun(found: dict, span: dict, mentions: list[dict]) -> dict:
    """Return for "their" the nearest earlier words for the same entity."""
    if found["text"][span["start"] : span["end"]].lower() not in POSSESSIVES:
        return span
    before = [m for m in mentions if m["end"] <= span["start"]]
    return _span(max(before, key=lambda m: m["start"])) if before else span


def _repeats(pair: dict, known: dict) -> bool:
    """Tell whether two pairs say the same of the same two."""
    ends = [(pair["source"], pair["target"]), (pair["target"], pair["source"])]
    if not any(_touch(a, known["source"]) and _touch(b, known["target"]) for a, b in ends):
        return False
    one, other = (_re3d(each["type"]) for each in (pair, known))
    return bool(one & other)


def _re3d(type_: str) -> set[str]:
    named = {**RE3D_RELATIONS, **RE3D_EVENTS}.get(type_, type_)
    return {named} if isinstance(named, str) else {*named}


def _dealings(found: dict) -> Iterator[dict]:
    """Pair the actors of an event with its recipients; of talks and deals without recipients the actors."""
    known = [m for e in found["entities"] if e["type"] in ACTORS for m in e["mentions"]]

    def acting(spans: list[dict]) -> list[dict]:
        return [span for span in spans if _pronoun(found, span) or any(_touch(span, m) for m in known)]

    for event in found["events"]:
        actors, recipients = acting(event["actor_spans"]), acting(event["recipient_spans"])
        pairs = product(actors, recipients)
        if not recipients and event["type"] in MUTUAL:
            pairs = combinations(actors, 2)
        for one, other in pairs:
            if event["type"] in RE3D_EVENTS and not _touch(one, other):
                yield {"type": event["type"], "source": one, "target": other}


def _talk(found: dict) -> Iterator[dict]:
    """Pair the speaker of a statement with the one addressed, where both stand in its sentence."""
    mentions = {e["id"]: e["mentions"] for e in found["entities"]}
    for each in found["statements"]:
        speaker, cue = each["speaker_span"], each["cue"]
        said = [(span["start"], span["end"]) for span in each["content"]]
        near = [
            m
            for m in mentions.get(each["addressee"], ())
            if _touch(m, each["evidence"]) and not any(a <= m["start"] < b for a, b in said)
        ]
        if speaker and cue and near:
            one = min(near, key=lambda m: abs(m["start"] - cue["end"]))
            if not _touch(speaker, one):
                yield {"type": "CONSULT", "source": speaker, "target": {"start": one["start"], "end": one["end"]}}


def _synonyms(found: dict) -> Iterator[dict]:
    """Pair a name with the office, acronym or other name in apposition to it."""
    for each in found["relations"]:
        if each["type"] == "holdsOffice":
            ends = sorted((each["subject_span"], each["object_span"]), key=lambda span: span["start"])
            if APPOSED.fullmatch(found["text"][ends[0]["end"] : ends[1]["start"]]):
                yield {"type": "IsSynonymOf", "source": ends[0], "target": ends[1]}
    for entity in found["entities"]:
        if entity["type"] in ACTORS:
            named = [m for m in entity["mentions"] if m["kind"] != "pronoun"]
            for one, other in pairwise(named):
                if APPOSED.fullmatch(found["text"][one["end"] : other["start"]]):
                    yield {"type": "IsSynonymOf", "source": _span(one), "target": _span(other)}


def _span(mention: dict) -> dict:
    return {"start": mention["start"], "end": mention["end"]}


def _touch(one: dict, other: dict) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]


def _pronoun(found: dict, span: dict) -> bool:
    return found["text"][span["start"] : span["end"]].lower() in PRONOUNS


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
