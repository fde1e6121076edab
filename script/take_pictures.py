"""Takes the pictures of the guides; `script/pictures` calls it when an archive is being served.

python -m script.take_pictures http://localhost:8099 <process of the server> [name…]
"""

import io
import os
import shutil
import sys
import time
import urllib.request
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import sync_playwright

from script.scenes import PICTURES, Desk, Scene

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"
COLOURS: Final = 48
HIGHEST: Final = 900  # pixels
PATIENCE: Final = 600  # seconds until the demo archive answers
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = ["--no-sandbox", "--disable-gpu"]

SAME_ALWAYS: Final = r"""(begun) => {
  const moments = /\b[A-Z][a-z]{2,8}\.? \d{1,2}, 20[2-9]\d(, ([\d:]+ [ap]\.m\.|noon|midnight))?/g;
  const days = /\b\d{2}\/\d{2}\/20[2-9]\d\b/g;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    text.data = text.data.replace(moments, "Sept. 5, 2025").replace(days, "09/05/2025");
    for (const [at, pid] of begun.entries()) text.data = text.data.replaceAll(pid, `k3vc1z${at}`);
  }
}"""
"""Moments and new identifiers are others every time: they are shown as one and the same."""


def main() -> None:
    """Take the pictures that are named, or all."""
    site, server, *wanted = sys.argv[1:]
    wait_for(site, int(server))
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *BROWSERS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, found), None), args=ARGUMENTS
        )
        desk = Desk(browser, site)
        for name, scene in PICTURES.items():
            if not wanted or name in wanted:
                take(desk, name, scene)
        browser.close()


def wait_for(site: str, server: int) -> None:
    """Wait until the archive answers; stop if its process has given up."""
    for _second in range(PATIENCE):
        try:
            urllib.request.urlopen(f"{site}/healthz", timeout=5).close()
        except OSError:
            os.kill(server, 0)
            time.sleep(1)
        else:
            return
    raise SystemExit("The archive does not answer.")


def take(desk: Desk, name: str, scene: Scene) -> None:
    """Write a picture, in few colours: a screen has not many."""
    part = scene(desk)
    page = part.page if part else desk.page
    page.evaluate(SAME_ALWAYS, desk.begun)
    shown = (part or page).screenshot(animations="disabled", caret="hide")
    taken = Image.open(io.BytesIO(shown)).convert("RGB")
    few = taken.crop((0, 0, taken.width, min(taken.height, HIGHEST)))
    few.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    sys.stdout.write(f"{name}.png {few.width} × {few.height}\n")


if __name__ == "__main__":
    main()
