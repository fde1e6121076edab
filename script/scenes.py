"""The pictures of the guides: by the name of each, the way that leads to what it shows.

A scene goes to a page as an editor would and returns what is to be shown: a part of the page, or
nothing for the window as it is. They are played in this order, and find what earlier ones left.
"""

import io
import json
from collections.abc import Callable
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Locator, Page

WIDTH: Final = 1120
LENIN: Final = "hrpzfg3"
GIVEN_UP: Final = (
    "addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)"
)
"""Nobody is asked whether what was typed may be lost."""
NAMES: Final = {"th": "ราอิซา อัดเลอร์", "en": "Raissa Adler", "ru": "Раиса Адлер"}
TABLE: Final = (
    "name_en,name_ru,years,gender,wikidata\n"
    "Raissa Adler,Раиса Адлер,1872/1962,female,Q2126822\n"
    "Angelica Balabanoff,Анжелика Балабанова,1869/1965,female,Q233335\n"
    "Julius Martov,Юлий Мартов,31 February 1873,male,\n"
    "Lenin,,,,\n"
)


def _claim(**value: Any) -> dict[str, Any]:
    return {"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}


def _day(day: str) -> dict[str, Any]:
    return _claim(
        time=f"+{day}T00:00:00Z",
        precision=11,
        calendarmodel="http://www.wikidata.org/entity/Q1985727",
    )


RECORD: Final = {
    "entities": {
        "Q1394": {
            "id": "Q1394",
            "labels": {
                code: {"language": code, "value": name}
                for code, name in (
                    ("en", "Vladimir Lenin"), ("ru", "Владимир Ленин"), ("de", "Wladimir I. Lenin"),
                )
            },
            "aliases": {"en": [{"language": "en", "value": "Vladimir Ilyich Ulyanov"}]},
            "claims": {"P569": [_day("1870-04-22")], "P570": [_day("1924-01-21")]},
        }
    }
}  # fmt: skip
"""Plain facts in the shape that Wikidata gives them."""


class Desk:
    """A browser at the demo archive, signed in as its editor.

    `begun` are the identifiers of entries that scenes began; they are others every time.
    """

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.begun: list[str] = []
        self._draft = ""
        self.page = self.sign_in()

    def sign_in(self) -> Page:
        """Return a window of somebody who is signed in."""
        context = self.browser.new_context(
            base_url=self.site,
            locale="en",
            viewport={"width": WIDTH, "height": 720},
            reduced_motion="reduce",
        )
        context.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
        context.set_default_timeout(60_000)  # milliseconds
        page = context.new_page()
        page.goto("/admin/login/?next=/admin/")
        page.fill("#id_username", "editor")
        page.fill("#id_password", "slovo-demo")
        page.click("[type=submit]")
        page.wait_for_selector("#user-tools")
        return page

    def go(self, path: str, height: int = 720, language: str = "en") -> Page:
        """Open a page in a window of this height; what was typed before is given up."""
        cookie = {"name": "django_language", "value": language, "url": self.site}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]
        self.page.evaluate(
            "addEventListener('beforeunload', e => e.stopImmediatePropagation(), true)"
        )
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        self.page.goto(path, wait_until="networkidle")
        return self.page

    def choose(self, box: str, text: str) -> None:
        """Type into a box and take what is found first."""
        self.page.fill(f"#{box}", text)
        self.page.locator(f"#{box} ~ .combo-list [role=option]").first.click()

    def save(self, page: Page | None = None) -> None:
        """Save and go on."""
        (page or self.page).keyboard.press("Control+s")
        (page or self.page).wait_for_selector(".messagelist .success")

    def keep(self) -> str:
        """Save the entry that was begun, and return the address of its form."""
        self.save()
        self.begun.append(self.page.locator(".entry-status code").first.inner_text())
        return self.page.url.removeprefix(self.site).split("?")[0]

    def draft(self) -> str:
        """Return the address of the form of a draft; the first who asks has it made."""
        if not self._draft:
            first_entry("en")(self)
            self._draft = self.keep()
        return self._draft


Scene = Callable[[Desk], Locator | None]


def readers_list(desk: Desk) -> None:
    """A search for readers, with filters and years."""
    desk.go("/en/browse/?q=ตรอตสกี&kind=person", 860)


def form_of(desk: Desk, pid: str, height: int = 720) -> Page:
    """Open the form of an entry of the corpus."""
    page = desk.go(f"/admin/entries/entry/?q={pid}")
    page.locator("#result_list a[href*='/change/']").first.click()
    page.wait_for_selector("#names-group")
    return desk.go(page.url.removeprefix(desk.site).split("?")[0], height)


def first_entry(language: str) -> Scene:
    """Return a scene: a new person with a name and a statement, in a language."""

    def scene(desk: Desk) -> Locator:
        page = desk.go("/admin/people/person/add/", 1600, language)
        for at in range(3):
            given = page.locator(f"#id_names-{at}-language").input_value()
            page.fill(f"#id_names-{at}-text", NAMES.get(given, ""))
        desk.choose("id_statements-0-property", "born")
        desk.choose("id_statements-0-object", "Moscow")
        page.fill("#id_statements-0-date", "9 November 1872")
        desk.choose("id_statements-0-source", "Armed")
        page.fill("#id_statements-0-locator", "p. 219")
        page.locator("#id_statements-0-date").focus()
        page.wait_for_timeout(900)  # what is typed echoes
        return page.locator("#statements-group")

    return scene


def names(desk: Desk) -> Locator:
    """A Thai name, with a Latin form suggested and somebody who may be the same."""
    page = desk.go("/admin/people/person/add/", 1200)
    page.fill("#id_names-0-text", "ลีออน ทรอตสกี")
    page.wait_for_selector(".alike a")
    return page.locator("#names-0")


def two_readings(desk: Desk) -> Locator:
    """A date that can be read in two ways."""
    page = desk.go("/admin/events/event/add/", 1200)
    page.fill("#id_date", "9/1/1905")
    page.wait_for_selector("#id_date_echo button")
    return page.locator(".form-row.field-date, .form-row:has(#id_date)").first


def statements(desk: Desk) -> Locator:
    """Statements as sentences, one of them open."""
    page = form_of(desk, LENIN, 1600)
    page.locator("#statements-group .has_original summary").nth(2).click()
    return page.locator("#statements-group")


def choosing(desk: Desk) -> Locator:
    """What a box offers for a name in another spelling."""
    page = desk.go("/admin/people/person/add/", 1600)
    desk.choose("id_statements-0-property", "met")
    page.fill("#id_statements-0-object", "Trotzki")
    page.wait_for_selector("#id_statements-0-object ~ .combo-list [role=option]")
    return page.locator("#statements-group")


def new_entry(desk: Desk) -> Locator:
    """The dialog in which an entry is made on the spot."""
    page = desk.go("/admin/people/person/add/", 900)
    desk.choose("id_statements-0-property", "met")
    page.fill("#id_statements-0-object", "Adolf Abramovich Joffe")
    page.locator("#id_statements-0-object ~ .combo-list .combo-action").last.click()
    page.wait_for_selector("#draft .alike a")
    return page.locator("#draft")


def preview(desk: Desk) -> Locator:
    """An entry that is not saved yet, as readers will see it."""
    first_entry("en")(desk)
    with desk.page.expect_popup() as opened:
        desk.page.click(".preview-button .button")
    opened.value.wait_for_load_state("networkidle")
    opened.value.set_viewport_size({"width": WIDTH, "height": 900})
    return opened.value.locator("#content")


def review(desk: Desk) -> None:
    """A draft that was handed in."""
    page = desk.go(desk.draft(), 820)
    page.click("button[value=submit]")
    page.wait_for_selector(".messagelist")
    page.click(".entry-status a[href*='/desk/review/']")
    page.wait_for_load_state("networkidle")
    page.fill("textarea[name=text]", "Deutscher has the year; is there a source for the day?")
    page.click("form[action*='/comment/'] button")
    page.wait_for_load_state("networkidle")


def together(desk: Desk) -> Locator:
    """Two editors who changed the same name."""
    page, other = desk.go(desk.draft(), 1400), desk.sign_in()
    other.goto(desk.draft(), wait_until="networkidle")
    for one, text in ((other, "Raissa Epstein-Adler"), (page, "Raissa Timofeyevna Adler")):
        one.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        box = one.locator("#names-group .has_original input[name$='-text']").last
        box.fill(text)
        one.keyboard.press("Control+s")
        one.wait_for_selector(".messagelist .success, .conflict")
    other.context.close()
    return page.locator(".settle").first


def history(desk: Desk) -> None:
    """What a revision changed."""
    page = desk.go(desk.draft())
    page.click(".historylink")
    page.wait_for_load_state("networkidle")
    desk.go(f"{page.url.removeprefix(desk.site).split('?')[0]}3/", 440)


def facsimile() -> bytes:
    """Return a sheet that looks like the first page of a newspaper."""
    sheet = Image.new("L", (640, 800), 236)
    pen = ImageDraw.Draw(sheet)
    pen.text((320, 70), "NASHE SLOVO", 30, ImageFont.load_default(68), anchor="mm")
    pen.text((320, 125), "Paris, 29 January 1915", 60, ImageFont.load_default(22), anchor="mm")
    pen.line((40, 150, 600, 150), 40, 3)
    for column in range(3):
        for line in range(40):
            left, top = 45 + column * 190, 172 + line * 15
            pen.line((left, top, left + 170 - 70 * (line % 9 == 8), top), 120, 5)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def pictures(desk: Desk) -> Locator:
    """A picture that was added, and the part of it for the portrait."""
    page = form_of(desk, "k3vc1zv", 1600)
    file = {"name": "page-1.png", "mimeType": "image/png", "buffer": facsimile()}
    page.set_input_files(".picture-drop input", file)  # type: ignore[arg-type]
    stage = page.locator("#images-group .cropping-stage").first
    stage.scroll_into_view_if_needed()
    stage.focus()
    for key in ("ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    page.wait_for_timeout(900)
    return page.locator("#images-0")


def first_page(desk: Desk) -> None:
    """What there is to do."""
    desk.go("/admin/", 680)


def doubts(desk: Desk) -> Locator:
    """What looks wrong and may be right, at the head of a form."""
    page = desk.go("/admin/")
    page.locator('a[href$="/dates/"]').first.click()
    page.locator(".work-list a").first.click()
    page.wait_for_load_state("networkidle")
    return page.locator(".doubts")


def merging(desk: Desk) -> None:
    """Two that may be the same, side by side."""
    desk.draft()
    page = desk.go("/admin/people/person/add/", 1600)
    for at, name in enumerate(("Raissa Epstein", "Раиса Эпштейн")):
        page.fill(f"#id_names-{at + 1}-text", name)
    desk.choose("id_statements-0-property", "met")
    desk.choose("id_statements-0-object", "Trotsky")
    desk.keep()
    desk.go(f"/desk/merge/?pid={desk.begun[0]}&pid={desk.begun[-1]}", 860)


def many_at_once(desk: Desk) -> None:
    """What can be done with three chosen persons."""
    page = desk.go("/admin/people/person/", 860)
    for at in range(3):
        page.locator("#result_list .action-select").nth(at).check()
    page.select_option("select[name=action]", "take_selected")
    page.click("button[name=index]")
    page.wait_for_load_state("networkidle")


def tables(desk: Desk) -> None:
    """A table that was tried."""
    page = desk.go("/desk/jobs/", 860)
    page.select_option("select[name=table]", "person")
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.set_input_files("input[name=file]", file)  # type: ignore[arg-type]
    page.click("#content form button.default")
    page.wait_for_load_state("networkidle")
    page.click("#content form[action$='/columns/'] button.default")
    page.wait_for_selector(".job-state")
    page.wait_for_load_state("networkidle")


def authorities(desk: Desk) -> None:
    """What a record of an authority has, and the archive not."""
    page = desk.go(f"/desk/authority/{LENIN}/", 520)
    page.fill("textarea[name=text]", json.dumps(RECORD))
    page.click("#content button.default")
    page.wait_for_load_state("networkidle")


PICTURES: Final[dict[str, Scene]] = {
    "browse": readers_list,
    "first-entry": first_entry("en"),
    "first-entry-th": first_entry("th"),
    "first-entry-ru": first_entry("ru"),
    "names": names,
    "date": two_readings,
    "statements": statements,
    "choosing": choosing,
    "new-entry": new_entry,
    "pictures": pictures,
    "preview": preview,
    "review": review,
    "together": together,
    "history": history,
    "desk": first_page,
    "doubts": doubts,
    "merging": merging,
    "many-at-once": many_at_once,
    "import": tables,
    "authority": authorities,
}
