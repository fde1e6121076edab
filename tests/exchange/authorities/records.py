"""Records in the shape that authorities give them, with plain facts only."""

from typing import Any


def claim(value: Any, rank: str = "normal") -> dict[str, Any]:
    """Return a claim of Wikidata."""
    return {"rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}


def time(text: str, precision: int = 11, julian: bool = False) -> dict[str, Any]:
    """Return a point in time of Wikidata."""
    model = "Q1985786" if julian else "Q1985727"
    calendar = f"http://www.wikidata.org/entity/{model}"
    return {"time": text, "precision": precision, "calendarmodel": calendar}


def label(language: str, value: str) -> dict[str, str]:
    """Return a label of Wikidata."""
    return {"language": language, "value": value}


WIKIDATA: dict[str, Any] = {
    "entities": {
        "Q33391": {
            "id": "Q33391",
            "labels": {
                "en": label("en", "Leon Trotsky"),
                "ru": label("ru", "Лев Троцкий"),
                "de": label("de", "Leo Trotzki"),
                "xx": label("xx", "nobody reads this"),
            },
            "aliases": {"en": [label("en", "Lev Bronstein"), label("en", "Leon Trotsky")]},
            "claims": {
                "P569": [
                    claim(time("+1879-00-00T00:00:00Z", 9)),
                    claim(time("+1879-10-26T00:00:00Z", julian=True), "preferred"),
                ],
                "P570": [claim(time("+1940-08-21T00:00:00Z"))],
                "P19": [claim({"id": "Q2633853"})],
                "P20": [claim({"id": "Q1000001"})],
                "P214": [claim("59263727"), claim("1", "deprecated")],
                "P213": [claim("0000 0001 2103 2683"), claim("0000 0001 2103 2680")],
                "P227": [claim("118642979")],
            },
        },
        "Q1000001": {"id": "Q1000001", "labels": {"en": label("en", "Coyoacán")}},
    }
}

VIAF: dict[str, Any] = {
    "ns1:VIAFCluster": {
        "ns1:viafID": 59263727,
        "ns1:nameType": "Personal",
        "ns1:mainHeadings": {
            "ns1:data": [
                {"ns1:text": "Trotsky, Leon, 1879-1940"},
                {"ns1:text": "Троцкий, Лев Давидович, 1879-1940."},
            ]
        },
        "ns1:birthDate": "1879-11-07",
        "ns1:deathDate": "1940-08-00",
        "ns1:sources": {
            "ns1:source": [
                {"content": "LC|n  79081037", "nsid": "n79081037"},
                {"content": "WKP|Q33391", "nsid": "Q33391"},
                {"content": "XX|unknown", "nsid": "unknown"},
            ]
        },
    }
}

GND: dict[str, Any] = {
    "gndIdentifier": "118642979",
    "type": ["Person"],
    "preferredName": "Trockij, Lev D.",
    "variantName": ["Trotzki, Leo", "Троцкий, Лев"],
    "dateOfBirth": ["1879-11-07"],
    "dateOfDeath": ["1940-08-21"],
    "placeOfDeath": [{"label": "Coyoacán"}],
    "sameAs": [
        {"id": "http://viaf.org/viaf/59263727"},
        {"id": "https://www.wikidata.org/entity/Q33391"},
        {"id": "https://example.org/else"},
    ],
}
