"""Citing in a real browser: copying, and data blocks under the content security policy."""

import pytest
from playwright.sync_api import Page, expect

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_citation_is_copied_as_plain_text_and_no_block_is_refused(page: Page, site: str) -> None:
    person = make.make_person()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))

    page.goto(f"{site}/id/{person.pid}")
    page.get_by_role("button", name="Copy citation: Chicago, note").click()

    expect(page.get_by_role("button", name="Copy citation: Chicago, note")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Leon Trotsky,” Slovo, ")
    assert page.evaluate("JSON.parse(document.querySelector('[type*=ld]').textContent)['@type']")
    assert refused == []


def test_a_statement_is_cited_without_a_script(page: Page, site: str) -> None:
    person = make.make_person()
    make.make_statement(person, "born", make.make_place(), date="1879")
    bare = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = bare.new_page()

    plain.goto(f"{site}/id/{person.pid}")
    plain.get_by_role("link", name="Cite this statement").first.click()

    expect(plain.get_by_role("heading", name="Cite this statement")).to_be_visible()
    expect(plain.locator("#cite-entry-apa")).to_contain_text("born in Yanovka")
    bare.close()
