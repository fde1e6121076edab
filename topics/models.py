"""Topics: ideas, theories, policies, peoples and other subjects."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.choices import Kind, Scheme
from entries.models import Entry, Term
from entries.trees import refuse_cycle


class Topic(Entry):
    """A subject; `broader` leads to the one that includes it (SKOS)."""

    KIND = Kind.TOPIC

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_topic"
    )

    type = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": Scheme.TOPIC_TYPE},
        related_name="+",
        verbose_name=_("type"),
        help_text=_("What sort of topic it is."),
    )
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader topic"),
        help_text=_("The topic that includes this one."),
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(broader=models.F("entry_ptr")),
                name="topic_not_broader_than_itself",
            ),
        ]

    def clean(self) -> None:
        """Refuse a topic that would include itself."""
        refuse_cycle(self, "broader")
