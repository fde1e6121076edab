"""Sources, and citations: which source says what of a claim, and where."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dates import HistoricalDate
from dates.fields import HistoricalDateField
from entries.choices import Kind, Stance
from entries.fields import LocalisedField
from entries.models import Entry, Name, Statement
from entries.models.base import FollowedModel

CSL_TYPES = [
    ("article-journal", _("journal article")),
    ("article-newspaper", _("newspaper article")),
    ("book", _("book")),
    ("chapter", _("chapter")),
    ("document", _("archival document")),
    ("entry-encyclopedia", _("encyclopaedia entry")),
    ("manuscript", _("manuscript")),
    ("pamphlet", _("pamphlet")),
    ("personal_communication", _("letter")),
    ("report", _("report")),
    ("thesis", _("thesis")),
    ("webpage", _("web page")),
]


class Source(Entry):
    """A bibliographic source. Columns follow the variables of the Citation Style Language 1.0.2.

    The title is the preferred name of the entry, in each language in which it is known.
    """

    KIND = Kind.SOURCE

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_source"
    )

    csl_type = models.CharField(
        _("type"),
        max_length=24,
        choices=CSL_TYPES,
        default="book",
        help_text=_("It decides how the source is cited."),
    )
    author = models.CharField(
        _("author"),
        max_length=300,
        blank=True,
        help_text=_("Family name, given name; several are separated by a semicolon."),
    )
    container_title = models.CharField(
        _("in"), max_length=300, blank=True, help_text=_("Title of the journal or collection.")
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        blank=True,
        help_text=_("As printed."),
    )
    publisher_place = models.CharField(
        _("place of publication"),
        max_length=200,
        blank=True,
        help_text=_("As printed; several are separated by a semicolon."),
    )
    issued = HistoricalDateField(_("issued"), null=True, blank=True)
    volume = models.CharField(
        _("volume"),
        max_length=40,
        blank=True,
        help_text=_("Volume of the journal or of the work."),
    )
    number = models.CharField(
        _("number"),
        max_length=40,
        blank=True,
        help_text=_("Number of the issue or report."),
    )
    pages = models.CharField(
        _("pages"),
        max_length=60,
        blank=True,
        help_text=_("First and last page: “187–194”."),
    )
    archive = models.CharField(
        _("archive"), max_length=300, blank=True, help_text=_("Where the original is held.")
    )
    archive_location = models.CharField(
        _("shelfmark"),
        max_length=200,
        blank=True,
        help_text=_("Fond, series, box, folder."),
    )
    url = models.URLField(
        _("address"),
        blank=True,
        max_length=500,
        help_text=_("Where it can be read, if anywhere."),
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        help_text=_("Language tag: ru, th, de."),
    )
    rights = models.CharField(
        _("rights"),
        max_length=300,
        blank=True,
        help_text=_("Licence or rights statement."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    @property
    def has_own_date(self) -> bool:
        """A source is dated by when it was issued."""
        return True

    @property
    def own_date(self) -> HistoricalDate | None:
        """When it was issued."""
        return self.issued


class Citation(FollowedModel):
    """One piece of evidence: a source, the spot in it, and whether it supports the claim.

    It belongs to exactly one statement, one name, or one entry as a whole.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="cited_in", verbose_name=_("source")
    )
    locator = models.CharField(
        _("where"), max_length=100, blank=True, help_text=_("Page, paragraph, folio: “par. 12”.")
    )
    stance = models.CharField(
        _("stance"),
        max_length=11,
        choices=Stance.choices,
        default=Stance.SUPPORTS,
        help_text=_("Whether the source says this, or says that it is wrong."),
    )
    note = LocalisedField(_("note"), help_text=_("A short public remark on this evidence."))
    statement = models.ForeignKey(
        Statement,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="citations",
        verbose_name=_("statement"),
    )
    name = models.ForeignKey(
        Name,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="citations",
        verbose_name=_("name"),
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="citations",
        verbose_name=_("entry"),
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Order among the citations, from 0."),
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["position", "id"]
        # An index over columns that are mostly empty seems useless to a database that counts their
        # values, and it would read all evidence instead.
        indexes = [
            models.Index(
                fields=[end], condition=Q(**{f"{end}__isnull": False}), name=f"evidence_of_{end}"
            )
            for end in ("statement", "name", "entry")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(statement__isnull=False, name__isnull=True, entry__isnull=True)
                | Q(statement__isnull=True, name__isnull=False, entry__isnull=True)
                | Q(statement__isnull=True, name__isnull=True, entry__isnull=False),
                name="citation_of_exactly_one_thing",
                violation_error_message=_("A citation belongs to one statement, name or entry."),
            ),
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="citation_stance_known"
            ),
        ]

    def __str__(self) -> str:
        """Return source and spot."""
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)

    @property
    def target(self) -> Statement | Name | Entry | None:
        """What the citation is evidence for."""
        return self.statement or self.name or self.entry

    @property
    def cited_entry(self) -> Entry:
        """The entry on whose page the citation stands.

        Raises ValueError for a new citation that is evidence for nothing yet.
        """
        target = self.target
        if target is None:
            raise ValueError("This citation is evidence for nothing yet.")
        if isinstance(target, Statement):
            return target.subject
        return target.entry if isinstance(target, Name) else target
