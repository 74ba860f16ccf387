"""Where an event took place, and when, as far as the text says. Each row: sentence, name of the place or None."""

from datetime import date

import pytest
from tieline.extraction.time import ahead

PLACES = [
    ("Gunmen killed two officers in Basra on Monday.", "Basra"),
    ("In Baghdad, police arrested Omar Veltan.", "Baghdad"),
    ("Militants attacked a convoy near Ain al-Asad air base.", "Ain al-Asad"),
    ("Kataib Hezbollah fired rockets at Camp Victory outside Baghdad.", "Baghdad"),
    ("The envoy met the president in the northern city of Mosul.", "Mosul"),
    ("Turkish jets struck PKK fighters in the mountains north of Duhok.", "Duhok"),
    ("Protesters clashed with police across southern Iraq.", "Iraq"),
    ("Protesters clashed with the police in Nasiriyah and Basra.", "Nasiriyah"),
    ("The army besieged rebels around Tikrit.", "Tikrit"),
    ("Gunmen ambushed a patrol on the road to Samarra.", "Samarra"),
    ("The militia shelled a Turkish base at Bashiqa, in northern Iraq.", "Bashiqa"),
    ("Police detained four men in Karbala's old quarter.", "Karbala"),
    ("Soldiers fought rebels inside the Syrian town of Abu Kamal.", "Abu Kamal"),
    ("The convoy was hit by a bomb in Diyala province.", "Diyala"),
    ("Kuwait hosted the ministers of Iran and Iraq in Kuwait City.", "Kuwait City"),
    ("Iranian forces seized a tanker in the Strait of Hormuz.", "Strait of Hormuz"),
    ("Iranian forces seized a tanker off Fujairah.", "Fujairah"),
    ("Talks between Iran and Saudi Arabia in Baghdad ended on Friday.", "Baghdad"),
    ("Students protested in front of the ministry in Tunis against the president.", "Tunis"),
    ("The police arrested Veltan at Baghdad airport.", "Baghdad"),
    # where somebody is who takes part, or what something is for, is not where it happened
    ("Protesters in London marched against the government in Tehran.", "London"),
    ("Militants in Yemen attacked Israeli ships.", None),
    ("France condemned the ministry in Tehran.", None),
    ("The army killed two men in the presence of Omar Veltan.", None),
    ("Iran attacked Israel in support of Hezbollah.", None),
    ("Turkey signed a trade agreement with Armenia.", None),
]


@pytest.mark.parametrize(("sentence", "place"), PLACES)
def test_place(reading, sentence, place):
    found = reading(sentence)
    names = {entity.id: entity.name for entity in found.entities}
    assert [names.get(event.place) for event in found.events] == [place]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Gunmen attacked the base on Monday. Two days later, American jets bombed the militia.",
         ["2024-03-04", "2024-03-06"]),
        ("The minister met the envoy on March 1. The next day, police arrested the envoy.",
         ["2024-03-01", "2024-03-02"]),
        ("Kosta will meet Veltan on Friday.", ["2024-03-08"]),
        ("Kosta will meet Veltan on March 20.", ["2024-03-20"]),
        ("Kosta met Veltan on March 20.", ["2023-03-20"]),
    ],
)  # fmt: skip
def test_order_and_days_to_come(reading, text, dates):
    assert [event.date for event in reading(text).events] == dates


@pytest.mark.parametrize(
    ("words", "when", "then"),
    [
        ("on Friday", "2024-03-01", "2024-03-08"),
        ("last Friday", "2024-03-01", "2024-03-01"),
        ("March 20, 2023", "2023-03-20", "2023-03-20"),
        ("in January", "2024-01", "2025-01"),
        ("on February 29", "2024-02-29", "2024-02-29"),
        ("tomorrow", "2024-03-07", "2024-03-07"),
    ],
)
def test_what_is_to_come_is_not_past(words, when, then):
    precision = "day" if len(when) > 7 else "month"
    assert ahead(words, (when, precision), date(2024, 3, 6)) == (then, precision)
