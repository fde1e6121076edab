"""The stock admin lives with the strict content security policy."""

from django.contrib.auth.models import User
from playwright.sync_api import Page


def test_an_administrator_signs_in_and_opens_a_user_under_the_strict_policy(
    page: Page, site: str
) -> None:
    User.objects.create_superuser("natalia", password="nashe slovo 1915")

    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("natalia")
    page.get_by_label("Password").fill("nashe slovo 1915")
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{site}/admin/auth/user/")
    page.get_by_role("link", name="natalia").click()
    page.locator(".selector-chosen").first.wait_for()

    # Groups and permissions: two-box choosers, which only script can build.
    assert page.locator(".selector-chosen").count() == 2
