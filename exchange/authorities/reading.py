"""From JSON, whoever it is of, to what it says."""

import json
from typing import Final

from django.utils.translation import gettext as _

from entries.schemes import SCHEMES
from exchange.authorities.found import AuthorityError, Found
from exchange.authorities.gnd import read_gnd
from exchange.authorities.viaf import read_viaf
from exchange.authorities.wikidata import read_wikidata

READERS: Final = (read_wikidata, read_gnd, read_viaf)
MOST_BYTES: Final = 5 * 1024 * 1024


def read_authority(text: str | bytes) -> Found:
    """Return what the JSON of Wikidata, VIAF or lobid-gnd says; raises AuthorityError.

    Identifiers that are not valid, by their check digits, are left out.
    """
    if len(text) > MOST_BYTES:
        raise AuthorityError(_("This is too large to be one record."))
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AuthorityError(_("This is not JSON.")) from error
    if not isinstance(document, dict):
        raise AuthorityError(_("This is no record of Wikidata, VIAF or the GND."))
    for read in READERS:
        try:
            found = read(document)
        except RecursionError:
            break
        if found is not None:
            return _checked(found)
    raise AuthorityError(_("This is no record of Wikidata, VIAF or the GND."))


def _checked(found: Found) -> Found:
    """Keep what can be stored; identifiers in bare form, the record's own first, each once."""
    own = SCHEMES[found.scheme].clean(found.value)
    if not SCHEMES[found.scheme].is_valid(own):
        raise AuthorityError(_("Its own identifier is not valid."))
    found.value = own
    found.names = [one for one in found.names if _can_be_stored(one.text)]
    found.dates = [one for one in found.dates if _can_be_stored(one.place)]
    pairs = [(scheme, SCHEMES[scheme].clean(value)) for scheme, value in found.identifiers]
    good = [(scheme, value) for scheme, value in pairs if SCHEMES[scheme].is_valid(value)]
    found.identifiers = list(dict.fromkeys([(found.scheme, own), *good]))
    return found


def _can_be_stored(text: str) -> bool:
    """Tell whether a text is one: JSON can hold NUL and half of a pair of surrogates."""
    return not any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text)
