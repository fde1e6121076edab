"""The closed vocabularies of the model. Open ones are data: `Term` and `Property`."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an entry is. Each kind is a Django model of its own that extends Entry."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    PUBLICATION = "publication", _("Publication")
    ISSUE = "issue", _("Issue")
    WORK = "work", _("Work")
    EVENT = "event", _("Event")
    PLACE = "place", _("Place")
    TOPIC = "topic", _("Topic")
    SOURCE = "source", _("Source")


PLURALS: Final[dict[str, str]] = {
    Kind.PERSON: "persons",
    Kind.ORGANISATION: "organisations",
    Kind.PUBLICATION: "publications",
    Kind.ISSUE: "issues",
    Kind.WORK: "works",
    Kind.EVENT: "events",
    Kind.PLACE: "places",
    Kind.TOPIC: "topics",
    Kind.SOURCE: "sources",
}
"""How the kinds stand in addresses. These never change."""


class Status(models.TextChoices):
    """Where an entry stands between the desk and the public."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged")


class NameType(models.TextChoices):
    """How a name relates to what it names."""

    PREFERRED = "preferred", _("preferred name")
    BIRTH = "birth", _("birth name")
    PEN = "pen", _("pen name")
    COVER = "cover", _("party or cover name")
    MARRIED = "married", _("married name")
    VARIANT = "variant", _("variant spelling")
    SHORT = "short", _("short form")
    TITLE = "title", _("title")
    FORMER = "former", _("former name or title")
    ABBREVIATION = "abbreviation", _("abbreviation")
    TRANSLATION = "translation", _("translated name")


class TextRole(models.TextChoices):
    """What a text of an entry is for."""

    SUMMARY = "summary", _("summary")
    ARTICLE = "article", _("article")


class Rank(models.TextChoices):
    """Which of several competing statements the archive holds with (Wikibase's three ranks)."""

    PREFERRED = "preferred", _("preferred")
    NORMAL = "normal", _("normal")
    DEPRECATED = "deprecated", _("deprecated")


class Certainty(models.TextChoices):
    """How sure a statement is."""

    CERTAIN = "certain", _("certain")
    PROBABLE = "probable", _("probable")
    POSSIBLE = "possible", _("possible")
    DISPUTED = "disputed", _("disputed")


class Theme(models.TextChoices):
    """Under which heading of an entry's page a statement stands, in the order of the page."""

    LIFE = "life", _("Life")
    KIN = "kin", _("Family and friends")
    WORK = "work", _("Writing and publishing")
    OFFICES = "offices", _("Offices")
    MOVEMENT = "movement", _("Party and politics")
    JOURNEYS = "journeys", _("Journeys")
    CONFLICTS = "conflicts", _("Conflicts")
    IDEAS = "ideas", _("Ideas")
    STRUCTURE = "structure", _("Connections")
    DESCRIPTION = "description", _("Description")


class Scheme(models.TextChoices):
    """The lists that `Term` holds."""

    OCCUPATION = "occupation", _("occupation")
    ORGANISATION_TYPE = "organisation-type", _("type of organisation")
    PUBLICATION_TYPE = "publication-type", _("type of publication")
    FREQUENCY = "frequency", _("frequency")
    WORK_TYPE = "work-type", _("type of work")
    EVENT_TYPE = "event-type", _("type of event")
    PLACE_TYPE = "place-type", _("type of place")
    TOPIC_TYPE = "topic-type", _("type of topic")


class Stance(models.TextChoices):
    """What a source does to a claim."""

    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")


class ImageRole(models.TextChoices):
    """What an image shows of the entry it belongs to."""

    PORTRAIT = "portrait", _("portrait")
    PAGE = "page", _("page image")
    ILLUSTRATION = "illustration", _("illustration")
