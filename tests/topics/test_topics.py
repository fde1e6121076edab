import pytest
from django.db.models import ProtectedError

from entries.choices import Scheme
from tests import make
from topics.models import Topic

pytestmark = pytest.mark.django_db


def test_a_topic_has_narrower_ones() -> None:
    theory = make.make_term(Scheme.TOPIC_TYPE, "theory", "theory")
    marxism = make.make_topic({"en": "Marxism", "ru": "марксизм", "th": "ลัทธิมากซ์"})
    permanent = make.make_topic("Permanent revolution", broader=marxism, type=theory)

    assert list(marxism.narrower.all()) == [permanent]
    assert Topic.objects.get(pk=permanent.pk).type == theory


def test_a_topic_with_narrower_ones_is_not_deleted() -> None:
    marxism = make.make_topic("Marxism")
    make.make_topic("Permanent revolution", broader=marxism)

    with pytest.raises(ProtectedError):
        marxism.delete()
