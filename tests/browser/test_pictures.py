"""What only a browser shows of pictures: files that are dropped, and a part chosen by key."""

import base64

from playwright.sync_api import Page, expect

from entries.choices import Status
from entries.models import Image
from tests import make
from tests.browser.test_desk import desk as desk  # noqa: PLC0414

DROP = """([files, section]) => {
  const data = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    data.items.add(new File([bytes], name, { type: "image/jpeg" }));
  }
  const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.getElementById(section).dispatchEvent(event);
}"""


def test_pictures_are_dropped_and_one_is_cut_by_key(desk: Page, site: str) -> None:
    person = make.make_person(status=Status.DRAFT)
    content = base64.b64encode(make.picture_file((400, 400)).read()).decode()
    files = [["a.jpg", content], ["b.jpg", content], ["c.jpg", base64.b64encode(b"?").decode()]]
    desk.goto(f"{site}/admin/people/person/{person.pk}/change/")
    desk.locator("#id_editors_note").fill("typed before")

    desk.evaluate(DROP, [files, "images-group"])

    told = desk.locator(".picture-drop li")
    expect(told.nth(2)).to_contain_text("c.jpg: This is no JPEG")
    rows = desk.locator("#images-group .cropping-stage")
    expect(rows).to_have_count(2)
    expect(rows.first.locator("img")).to_have_js_property("complete", True)
    expect(desk.locator("#images-0 summary").first).to_contain_text("a.jpg")
    assert rows.first.bounding_box() == rows.first.locator("img").bounding_box()
    rows.first.focus()
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator("#images-0 output").last).to_contain_text("240 × 328 pixels, 72 from")
    desk.get_by_role("button", name="Save and continue editing").first.click()

    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert [image.region for image in Image.objects.order_by("pk")] == ["72,27,240,328", ""]
    person.refresh_from_db()
    assert person.editors_note == "typed before"
