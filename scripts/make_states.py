"""Write graph/identity/authority/states.tsv from public-domain sources.

Usage: python scripts/make_states.py FACTBOOK.tar.gz COUNTRY_CODES.csv > graph/identity/authority/states.tsv

FACTBOOK: the CIA World Factbook as JSON (github.com/factbook/factbook.json, CC0); COUNTRY_CODES: datasets/country-codes
(public-domain dedication). Demonyms, long and former names and capitals come from the first, ISO codes, Arabic names
and Wikidata identifiers from the second. What both lack (irregular demonyms, usual short forms) stands in EXTRA.
"""

import csv
import html
import json
import re
import sys
import tarfile

EXTRA = {
    "united-states": "US|acronym|en;U.S.|acronym|en;USA|acronym|en;U.S.A.|acronym|en;America|short|en;"
    "United States of America|name|en",
    "united-kingdom": "UK|acronym|en;U.K.|acronym|en;Britain|short|en;Great Britain|short|en;"
    "Briton|demonym|en;Britons|demonym|en;Brits|demonym|en",
    "united-arab-emirates": "UAE|acronym|en;U.A.E.|acronym|en;Emirates|short|en",
    "russia": "Russian Federation|name|en",
    "iran": "Islamic Republic|short|en",
    "turkey": "Türkiye|name|tr;Turk|demonym|en;Turks|demonym|en",
    "south-korea": "Korea|short|en;Republic of Korea|name|en;South Korean|demonym|en;South Koreans|demonym|en;"
    "ROK|acronym|en",
    "north-korea": "Korea|short|en;DPRK|acronym|en;North Korean|demonym|en;North Koreans|demonym|en",
    "palestine": "Palestinian Territories|name|en;Palestinian|demonym|en;Palestinians|demonym|en",
    "syria": "Syrian Arab Republic|name|en",
    "china": "People's Republic of China|name|en;PRC|acronym|en",
    "czechia": "Czech Republic|name|en",
    "ivory-coast": "Côte d'Ivoire|name|fr",
    "myanmar": "Burma|former|en;Naypyidaw|capital|en;Burmese|demonym|en",
    "saudi-arabia": "Saudi|demonym|en;Saudis|demonym|en;KSA|acronym|en",
    "israel": "Israelis|demonym|en",
    "georgia": "Republic of Georgia|name|en",
    "dominican-republic": "Dominican|demonym|en;Dominicans|demonym|en",
    "ukraine": "Kiev|capital|en",
    "singapore": "Singaporean|demonym|en;Singaporeans|demonym|en",
    "switzerland": "Berne|capital|en",
    "iraq": "Iraqis|demonym|en",
    "democratic-republic-of-the-congo": "DR Congo|short|en;DRC|acronym|en;Congo-Kinshasa|short|en;Congo|short|en",
    "republic-of-the-congo": "Congo|short|en;Congo-Brazzaville|short|en",
    "nepal": "Nepalese|demonym|en",
    "cabo-verde": "Cape Verde|former|en;Cape Verdean|demonym|en",
    "eswatini": "Swaziland|former|en",
    "north-macedonia": "Macedonia|former|en",
    "timor-leste": "East Timor|short|en",
    "gambia": "The Gambia|name|en",
    "bahamas": "The Bahamas|name|en",
    "argentina": "Argentinian|demonym|en;Argentinians|demonym|en;Argentines|demonym|en",
    "bangladesh": "Bangladeshis|demonym|en",
    "luxembourg": "Luxembourger|demonym|en;Luxembourgers|demonym|en",
    "serbia": "Serb|demonym|en;Serbs|demonym|en",
    "slovenia": "Slovene|demonym|en;Slovenes|demonym|en",
    "romania": "Romanians|demonym|en",
    "kazakhstan": "Kazakh|demonym|en;Kazakhs|demonym|en",
    "uzbekistan": "Uzbek|demonym|en;Uzbeks|demonym|en",
    "kyrgyzstan": "Kyrgyz|demonym|en",
    "tajikistan": "Tajik|demonym|en;Tajiks|demonym|en",
    "mexico": "Mexicans|demonym|en",
    "iceland": "Icelander|demonym|en;Icelanders|demonym|en",
    "yemen": "Sana'a|capital|en",
    "netherlands": "Holland|short|en;Dutch|demonym|en",
    "spain": "Spaniard|demonym|en;Spaniards|demonym|en",
    "poland": "Pole|demonym|en;Poles|demonym|en",
    "denmark": "Dane|demonym|en;Danes|demonym|en",
    "sweden": "Swede|demonym|en;Swedes|demonym|en",
    "finland": "Finn|demonym|en;Finns|demonym|en",
    "ireland": "Irish|demonym|en",
    "france": "French|demonym|en;Frenchman|demonym|en",
    "new-zealand": "New Zealander|demonym|en;New Zealanders|demonym|en",
    "philippines": "Filipino|demonym|en;Filipinos|demonym|en;Philippine|demonym|en",
    "vatican-city": "Holy See|name|en;Vatican|short|en",
    "kosovo": "Kosovar|demonym|en;Kosovars|demonym|en",
    "taiwan": "Republic of China|name|en;Taiwanese|demonym|en",
}
RENAMED = {
    "burma": ("myanmar", "Myanmar"),
    "turkey-turkiye": ("turkey", "Turkey"),
    "holy-see": ("vatican-city", "Vatican City"),
    "cote-d-ivoire": ("ivory-coast", "Ivory Coast"),
    "drc": ("democratic-republic-of-the-congo", "Democratic Republic of the Congo"),
    "the-dominican": ("dominican-republic", "Dominican Republic"),
    "congo": ("republic-of-the-congo", "Republic of the Congo"),
    "federated-states-of-micronesia": ("micronesia", "Micronesia"),
}
# What country-codes lacks.
WIKIDATA = {"kosovo": "Q1246", "namibia": "Q1030", "palestine": "Q219060"}
# The nationality page gives "Congo" as an adjective.
NO_DEMONYM = {"Congo"}
# Words that mean something else more often than the government there (Brussels: the European Union).
NO_METONYM = {"Brussels", "Georgetown", "Kingston", "Malé", "Saint George's", "Saint John's", "San José", "Victoria"}
SKIP_WORDS = {"none", "na", "n/a", "note", "formerly", "or"}
AMBIGUOUS = {"Congo", "Georgia", "Korea", "Emirates", "Islamic Republic", "Republic of China"}


def main(factbook: str, codes: str) -> None:
    """Print the table."""
    rows = [_state(page) for page in _pages(factbook)]
    with open(codes, encoding="utf8") as lines:
        # Serbia stands under "RIKV", the code of Serbia before Kosovo had its own.
        by_fips = {row["FIPS"][:2]: row for row in csv.DictReader(lines) if row["FIPS"].strip()}
    made = {}
    for state in rows:
        if state is None:
            continue
        code = by_fips.get(state["fips"], {})
        independent = bool(code) and code["is_independent"] in {"Yes", ""}
        if not independent and state["id"] not in {"kosovo", "taiwan", "palestine"}:
            continue
        made[state["id"]] = _row(state, code)
    made.setdefault("palestine", _row({"id": "palestine", "name": "Palestine", "aliases": []}, {}))
    print("# Generated by scripts/make_states.py; do not edit.")
    print("# Sources: CIA World Factbook (public domain), country-codes (public-domain dedication).")
    columns = "id name type aliases ambiguous state parent office since until wikidata source"
    print(columns.replace(" ", "\t"))
    for id_ in sorted(made):
        print("\t".join(made[id_]))


def _pages(factbook):
    with tarfile.open(factbook) as archive:
        for member in archive.getmembers():
            if member.name.endswith(".json") and not member.name.startswith(("oceans", "world", "./oceans")):
                yield member.name.rsplit("/", 1)[-1][:2].upper(), json.load(archive.extractfile(member))


def _text(page, *keys):
    for key in keys:
        page = page.get(key, {}) if isinstance(page, dict) else {}
    text = page.get("text", "") if isinstance(page, dict) else ""
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()


def _words(text):
    """Split "Iraqi(s)", "Swede(s) or Swedish", "Filipino(s); note - ..." into words with their plurals."""
    text = re.split(r";|\bnote\b|\(US", text)[0]
    found = []
    for part in re.split(r",|\bor\b|/", text):
        word = re.sub(r"\((?!s\)|es\)|singular|plural)[^)]*\)", "", part).strip()
        word = re.sub(r"\((singular and plural|singular|plural)\)", "", word).strip()
        plural = re.match(r"^([\w’' -]+?)\((e?s)\)$", word)
        forms = [plural[1], plural[1] + plural[2]] if plural else [word]
        found += [
            form for form in forms if form and form[0].isupper() and form.lower() not in SKIP_WORDS and "(" not in form
        ]
    return [form.rstrip(")") for form in found]


def _state(entry):
    fips, page = entry
    government = page.get("Government", {})
    short = _text(government, "Country name", "conventional short form")
    long = _text(government, "Country name", "conventional long form")
    if not government or not (short or long):
        return None
    name = re.sub(r"\s*\(.*", "", short if short and short.lower() != "none" else long).strip()
    key = re.sub(r"[^a-z]+", "-", re.sub("[éèê]", "e", re.sub("ô", "o", name.lower()))).strip("-")
    id_, name = RENAMED.get(key, (key, name))
    id_ = id_.removeprefix("the-")
    aliases = []
    if long and long.lower() != "none" and long != name:
        aliases.append((re.sub(r"\s*\(.*", "", long).strip(), "name", "en"))
    nationality = page.get("People and Society", {}).get("Nationality", {})
    for part in ("noun", "adjective"):
        aliases += [(word, "demonym", "en") for word in _words(_text(nationality, part))]
    capital = re.sub(r"\s*\(.*|;.*|,.*| in .*", "", _text(government, "Capital", "name")).strip()
    if capital and capital.lower() not in {"none", "no official capital"} and capital != name:
        aliases.append((capital, "capital", "en"))
    return {"id": id_, "name": name.removeprefix("The "), "aliases": aliases, "fips": fips}


def _row(state, code):
    aliases = list(state["aliases"])
    arabic = re.sub(r"\s*\(.*", "", code.get("official_name_ar", ""))
    if arabic:
        aliases.append((arabic, "name", "ar"))
    extra = [tuple(part.split("|")) for part in EXTRA.get(state["id"], "").split(";") if part]
    seen, kept = {state["name"]}, []
    for alias in [*aliases, *extra]:
        if alias[0] in {"demonym": NO_DEMONYM, "capital": NO_METONYM}.get(alias[1], ()):
            continue
        if alias[0] not in seen and "|" not in alias[0] and ";" not in alias[0]:
            seen.add(alias[0])
            kept.append("|".join(alias))
    wikidata = WIKIDATA.get(state["id"]) or code.get("wikidata_id", "").rsplit("/", 1)[-1]
    ambiguous = ";".join(sorted(AMBIGUOUS & seen))
    source = "CIA World Factbook; country-codes"
    return [state["id"], state["name"], "State", ";".join(kept), ambiguous, "", "", "", "", "", wikidata, source]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
