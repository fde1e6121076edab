"""Second factor, sessions, the log of rights: each by the page and by direct POST."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import DjangoAssertNumQueries, Settings

from desk.accounts import factor
from desk.accounts.sessions import name_browser
from desk.models import RightsRecord, Visit
from tests import make
from tests.desk.conftest import make_member, sign_in

pytestmark = pytest.mark.django_db

ACCOUNT = "/desk/account/"
CODE = "/desk/account/code/"
SET_UP = "/desk/account/second-factor/"


def code_now(user: User) -> str:
    """Return what the telephone shows; it holds although one of this half minute was used."""
    device = TOTPDevice.objects.get(user=user)
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)
    return f"{totp(device.bin_key):06}"


def set_up(client: Client) -> list[str]:
    """Set up a second factor as its owner would, and return the backup codes."""
    page = client.get(SET_UP).content.decode()
    (spelt,) = re.findall(r'class="account-secret">([A-Z2-7 ]+)<', page)
    secret = client.session["new_secret"]
    assert factor.spell_secret(secret) == spelt
    response = client.post(SET_UP, {"code": f"{totp(bytes.fromhex(secret)):06}"})
    return re.findall(r"<code>([\w-]+)</code>", response.content.decode())


def told() -> list[tuple[str, str, str, str]]:
    """Return the log of rights, the oldest first."""
    rows = RightsRecord.objects.order_by("id")
    return list(rows.values_list("actor", "action", "subject", "note"))


# Second factor


def test_whoever_has_a_second_factor_is_nobody_until_the_code_came(
    publisher: Client, krupskaya: User
) -> None:
    set_up(publisher)
    fresh = sign_in(krupskaya)
    draft = make.make_person(status="draft")

    assert publisher.get("/admin/").status_code == 200
    response = fresh.get("/admin/people/person/?q=x")
    assert response.status_code == 302
    assert response["Location"] == f"{CODE}?next=%2Fadmin%2Fpeople%2Fperson%2F%3Fq%3Dx"
    step = f"/admin/people/person/{draft.pk}/step/"
    assert fresh.post(step, {"step": "publish"})["Location"] == CODE
    assert fresh.get(ACCOUNT)["Location"].startswith(CODE)
    assert fresh.get(SET_UP)["Location"].startswith(CODE)
    assert fresh.post(f"{SET_UP}off/", {"code": "000000"})["Location"] == CODE
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert TOTPDevice.objects.count() == 1

    response = fresh.post(CODE, {"code": code_now(krupskaya), "next": "/admin/people/person/"})

    assert response["Location"] == "/admin/people/person/"
    assert fresh.get("/admin/people/person/").status_code == 200


def test_a_wrong_code_is_refused_and_makes_the_next_wait(
    publisher: Client, krupskaya: User
) -> None:
    set_up(publisher)
    fresh = sign_in(krupskaya)

    first = fresh.post(CODE, {"code": "12345"})
    TOTPDevice.objects.update(
        throttling_failure_count=9, throttling_failure_timestamp=timezone.now()
    )
    second = fresh.post(CODE, {"code": "000000"})

    assert "This code does not fit" in first.content.decode()
    assert "Too many wrong codes" in second.content.decode()
    assert fresh.get("/admin/").status_code == 302


def test_a_code_holds_once(publisher: Client, krupskaya: User) -> None:
    set_up(publisher)
    fresh = sign_in(krupskaya)
    code = code_now(krupskaya)
    fresh.post(CODE, {"code": code})

    again = sign_in(krupskaya).post(CODE, {"code": code})

    assert again.status_code == 200


def test_the_code_leads_on_within_this_site_only(publisher: Client, krupskaya: User) -> None:
    set_up(publisher)

    response = sign_in(krupskaya).post(
        CODE, {"code": code_now(krupskaya), "next": "https://example.org/"}
    )

    assert response["Location"] == "/admin/"


def test_backup_codes_hold_once_and_are_kept_as_hashes(publisher: Client, krupskaya: User) -> None:
    codes = set_up(publisher)
    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert len(set(codes)) == factor.CODES
    assert kept.isdisjoint({*codes, *(code.replace("-", "") for code in codes)})
    assert sign_in(krupskaya).post(CODE, {"code": codes[0].upper()}).status_code == 302
    assert sign_in(krupskaya).post(CODE, {"code": codes[0]}).status_code == 200
    assert StaticToken.objects.count() == factor.CODES - 1
    assert ("krupskaya", "code_used", "krupskaya", "") in told()


def test_new_backup_codes_and_turning_off_need_a_code_of_now(
    publisher: Client, krupskaya: User
) -> None:
    set_up(publisher)
    kept = set(StaticToken.objects.values_list("token", flat=True))

    publisher.post(f"{ACCOUNT}codes/", {"code": ""})
    publisher.post(f"{SET_UP}off/", {"code": "wrong"})
    assert set(StaticToken.objects.values_list("token", flat=True)) == kept
    StaticDevice.objects.update(throttling_failure_count=0)

    publisher.post(f"{ACCOUNT}codes/", {"code": code_now(krupskaya)})
    assert kept.isdisjoint(StaticToken.objects.values_list("token", flat=True))

    publisher.post(f"{SET_UP}off/", {"code": code_now(krupskaya)})
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert publisher.get("/admin/").status_code == 200


def test_setting_up_ends_ones_other_sessions_and_needs_the_right_code(
    publisher: Client, krupskaya: User
) -> None:
    elsewhere = sign_in(krupskaya)
    publisher.get(SET_UP)
    refused = publisher.post(SET_UP, {"code": "abc"})

    assert "not the code of now" in refused.content.decode()
    assert not TOTPDevice.objects.exists()
    assert elsewhere.get("/admin/").status_code == 200

    set_up(publisher)

    assert "/admin/login/" in elsewhere.get("/admin/")["Location"]
    assert publisher.get(ACCOUNT).status_code == 200


def test_where_it_is_demanded_the_desk_stays_closed_until_it_is_set_up(
    publisher: Client, editor: Client, settings: Settings
) -> None:
    settings.SECOND_FACTOR_FOR = ["publisher"]
    draft = make.make_person(status="draft")

    assert publisher.get("/admin/")["Location"] == f"{SET_UP}?next=%2Fadmin%2F"
    step = f"/admin/people/person/{draft.pk}/step/"
    assert publisher.post(step, {"step": "publish"})["Location"] == SET_UP
    assert publisher.get("/desk/changes/").status_code == 302
    assert editor.get("/admin/").status_code == 200
    draft.refresh_from_db()
    assert draft.status == "draft"

    set_up(publisher)

    assert publisher.get("/admin/").status_code == 200


def test_the_demo_editor_is_never_made_to_set_it_up(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR = ["publisher"]
    settings.DEMO = True
    call_command("create_demo_editor")
    client.login(username="editor", password="slovo-demo")
    client = sign_in(User.objects.get(username="editor"))

    assert client.get("/admin/").status_code == 200


def test_only_a_superuser_resets_the_second_factor_of_somebody(
    publisher: Client, krupskaya: User, editor: Client
) -> None:
    set_up(publisher)
    root = sign_in(make.make_editor("root"))
    address = f"/desk/accounts/{krupskaya.pk}/"

    assert editor.get(address).status_code == 403
    assert editor.post(f"{address}reset/").status_code == 403
    assert editor.post(f"{address}end/").status_code == 403
    assert TOTPDevice.objects.exists()
    assert root.get(address).status_code == 200
    assert root.get(f"{address}reset/").status_code == 405

    root.post(f"{address}reset/")

    assert not TOTPDevice.objects.exists()
    assert publisher.get("/admin/").status_code == 302
    assert sign_in(krupskaya).get("/admin/").status_code == 200
    assert ("root", "factor_reset", "krupskaya", "") in told()


def test_no_form_of_the_admin_shows_a_secret() -> None:
    root = sign_in(make.make_editor("root"))

    assert root.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert root.get("/admin/otp_static/staticdevice/").status_code == 404


def test_the_picture_is_the_matrix_of_the_code() -> None:
    import segno

    text = factor.secret_address("крупская", "00" * 20)
    size, path = factor.draw_code(text)
    dark = {
        (int(x) + step, int(y))
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)
        for step in range(int(run))
    }
    matrix = segno.make(text, micro=False, error="m").matrix

    assert text.startswith("otpauth://totp/Slovo%3A%D0%BA")
    assert size == len(matrix) + 8
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(matrix) for x, one in enumerate(row) if one
    }


# Sessions


def test_a_session_is_listed_and_ended_by_its_owner(contributor: Client, zasulich: User) -> None:
    elsewhere = sign_in(zasulich)
    other = Visit.objects.get(session_key=elsewhere.session.session_key)
    page = contributor.get(ACCOUNT).content.decode()

    assert page.count("last seen") >= 2
    contributor.post(f"{ACCOUNT}sessions/{other.pk}/end/")

    assert elsewhere.get("/admin/").status_code == 302
    assert contributor.get("/admin/").status_code == 200
    assert ("zasulich", "sessions_ended", "zasulich", "1") in told()


def test_nobody_ends_the_session_of_another_but_a_superuser(
    contributor: Client, editor: Client, zasulich: User
) -> None:
    visit = Visit.objects.get(user=zasulich)
    address = f"{ACCOUNT}sessions/{visit.pk}/end/"

    assert editor.post(address).status_code == 403
    assert Client().post(address).status_code == 302
    assert contributor.get("/admin/").status_code == 200

    sign_in(make.make_editor("root")).post(address)

    assert contributor.get("/admin/").status_code == 302


def test_all_others_are_ended_at_once(contributor: Client, zasulich: User) -> None:
    others = [sign_in(zasulich) for _ in range(2)]

    contributor.post(f"{ACCOUNT}sessions/end-others/")

    assert [one.get("/admin/").status_code for one in others] == [302, 302]
    assert contributor.get("/admin/").status_code == 200


def test_a_session_that_ran_out_or_was_left_is_not_listed(
    contributor: Client, zasulich: User
) -> None:
    gone, left = sign_in(zasulich), sign_in(zasulich)
    Session.objects.filter(session_key=gone.session.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )
    left.post("/admin/logout/")

    assert contributor.get(ACCOUNT).context["visits"].count() == 1


def test_a_session_is_noted_when_it_was_last_seen(contributor: Client, zasulich: User) -> None:
    long_ago = timezone.now() - timedelta(hours=3)
    Visit.objects.update(seen_at=long_ago)
    session = contributor.session
    session["visit"] = [session.session_key, int(long_ago.timestamp())]
    session.save()

    contributor.get("/admin/")

    assert Visit.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_a_new_password_ends_other_sessions_and_disabling_ends_all(
    contributor: Client, zasulich: User
) -> None:
    elsewhere = sign_in(zasulich)
    new = "nashe slovo 1915 paris"
    fields = {"old_password": "iskra", "new_password1": new, "new_password2": new}

    assert contributor.post("/admin/password_change/", fields).status_code == 302
    assert elsewhere.get("/admin/").status_code == 302
    assert contributor.get(ACCOUNT).context["visits"].count() == 1

    zasulich.refresh_from_db()
    zasulich.is_active = False
    zasulich.save()

    assert contributor.get("/admin/").status_code == 302
    assert not Visit.objects.exists()


def test_the_page_of_an_account_asks_the_same_number_of_queries_for_many_sessions(
    contributor: Client, zasulich: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        contributor.get(ACCOUNT)
    for _ in range(5):
        sign_in(zasulich)
    with django_assert_num_queries(6):
        contributor.get(ACCOUNT)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140",
         "Edge, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604.1",
         "Safari, iPhone"),
        ("curl/8.0", ""),
    ],
)  # fmt: skip
def test_a_browser_is_named_without_version(agent: str, name: str) -> None:
    assert name_browser(agent) == name


# Passwords


@pytest.mark.parametrize(
    "password", ["short one 1", "1234567890123", "password1234", "zasulichvera"]
)
def test_weak_passwords_are_refused(password: str) -> None:
    user = User(username="zasulichvera")

    with pytest.raises(ValidationError):
        validate_password(password, user)


def test_whoever_is_locked_out_reads_our_page_in_their_language(
    client: Client, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    wrong = {"username": "natalia", "password": "golos"}
    for _ in range(5):
        response = client.post("/admin/login/", wrong)

    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "desk/accounts/locked.html" in [one.name for one in response.templates]
    assert "15 minutes" in response.content.decode()


def test_a_member_of_staff_without_groups_has_an_account_too() -> None:
    client = sign_in(make_member("nobody"))

    assert client.get(ACCOUNT).status_code == 200
    assert Client().get(ACCOUNT).status_code == 302
    assert client.get("/desk/accounts/999999999/").status_code == 403
