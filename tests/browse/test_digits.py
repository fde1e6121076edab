"""Thai or Arabic digits: what is written again, what is not, and what caches are told."""

import gzip

import pytest
from django.test import Client

from browse.digits import THAI_DIGITS, write_digits
from tests import make

PAGE = "/th/browse/"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("html", "thai"),
    [
        ("<p>52 รายการ</p>", "<p>๕๒ รายการ</p>"),
        ("<p>1,234 – 1905</p>", "<p>๑,๒๓๔ – ๑๙๐๕</p>"),
        ('<a href="/?from=1905" title="1">1905</a>', '<a href="/?from=1905" title="1">๑๙๐๕</a>'),
        ('<input value="1905"> 7', '<input value="1905"> ๗'),
        ("<p>Trotsky&#x27;s 3 &amp; &#39;4</p>", "<p>Trotsky&#x27;s ๓ &amp; &#39;๔</p>"),
        ("<p>Q33391 k3vc1zv v2</p>", "<p>Q33391 k3vc1zv v2</p>"),
        ("<p>https://example.org/1905/ 8</p>", "<p>https://example.org/1905/ ๘</p>"),
        ('<p lang="ru">1905 <b>2</b></p> 3', '<p lang="ru">1905 <b>2</b></p> ๓'),
        ('<p lang="ru"><p>1</p>2</p> 3', '<p lang="ru"><p>1</p>2</p> ๓'),
        ('<p lang="th">1905</p>', '<p lang="th">๑๙๐๕</p>'),
        ("<code>/id/1</code><script>1</script> 4", "<code>/id/1</code><script>1</script> ๔"),
        ('<p data-digits="kept">1</p> 5', '<p data-digits="kept">1</p> ๕'),
        ('<a title="a > b 1">6</a><!-- 7 -->', '<a title="a > b 1">๖</a><!-- 7 -->'),
        ('<svg><text x="1">1917</text></svg>', '<svg><text x="1">๑๙๑๗</text></svg>'),
    ],
)
def test_numbers_that_people_read_are_written_in_thai_digits(html: str, thai: str) -> None:
    assert write_digits(html, "thai") == thai


def test_what_the_sources_have_in_thai_digits_is_written_in_arabic_ones() -> None:
    html = '<p>ค.ศ. ๑๙๐๕ <time datetime="1905">๙ มกราคม</time> <code>๑</code></p>'

    assert write_digits(html, "arabic") == (
        '<p>ค.ศ. 1905 <time datetime="1905">9 มกราคม</time> <code>๑</code></p>'
    )


def choose(client: Client, digits: str) -> None:
    referer = {"referer": f"http://testserver{PAGE}?kind=person"}
    response = client.post("/th/digits/", {"digits": digits, "next": "/th/"}, headers=referer)
    assert response.status_code == 303
    assert response["Location"].endswith(f"{PAGE}?kind=person")


def test_a_page_is_in_the_digits_chosen_and_says_so(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "born", make.make_place(), date="1879")
    usual = client.get(PAGE).content.decode()
    assert "2 รายการ" in usual
    assert "๑๘๗๙" in usual

    choose(client, "thai")
    thai = client.get(PAGE).content.decode()
    assert "๒ รายการ" in thai
    assert 'value="thai" aria-pressed="true"' in thai
    assert 'value="usual" aria-pressed="false"' in thai
    assert 'class="thai-digits"' in thai

    choose(client, "arabic")
    arabic = client.get(PAGE).content.decode()
    main = arabic.partition("<main")[2].partition("</main>")[0]
    assert not set(main) & set(THAI_DIGITS)

    choose(client, "usual")
    assert client.get(PAGE).content.decode() == usual


def test_pages_in_other_languages_and_files_are_left_alone(client: Client) -> None:
    make.make_person()
    before = client.get("/ru/browse/")
    table = b"".join(client.get("/th/browse.csv"))
    assert "Cookie" not in before.headers.get("Vary", "")

    choose(client, "thai")

    after = client.get("/ru/browse/")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert b"".join(client.get("/th/browse.csv")) == table


def test_caches_are_told_and_never_given_the_digits_of_another(client: Client) -> None:
    make.make_person()
    usual = client.get(PAGE)
    choose(client, "thai")
    thai = client.get(PAGE)

    assert "Cookie" in usual["Vary"]
    assert "Cookie" in thai["Vary"]
    assert usual["ETag"] != thai["ETag"]
    assert "Last-Modified" not in thai.headers
    stale = {
        "if-none-match": usual["ETag"],
        "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT",
    }
    assert client.get(PAGE, headers=stale).status_code == 200
    own = client.get(PAGE, headers={"if-none-match": f'"x", {thai["ETag"]}'})
    assert (own.status_code, own["ETag"]) == (304, thai["ETag"])
    assert "Cookie" in own["Vary"]
    choose(client, "usual")
    assert client.get(PAGE, headers={"if-none-match": thai["ETag"]}).status_code == 200
    assert client.get(PAGE, headers={"if-none-match": usual["ETag"]}).status_code == 304


def test_the_length_that_is_said_is_that_of_the_page_that_is_sent(client: Client) -> None:
    choose(client, "thai")
    response = client.get("/th/")
    assert int(response["Content-Length"]) == len(response.content)


def test_a_packed_page_is_in_the_digits_chosen_too(client: Client) -> None:
    client.get(PAGE, headers={"accept-encoding": "gzip"})
    choose(client, "thai")
    response = client.get(PAGE, headers={"accept-encoding": "gzip"})
    assert "thai-digits" in gzip.decompress(response.content).decode()
    known = {"accept-encoding": "gzip", "if-none-match": response["ETag"]}
    assert client.get(PAGE, headers=known).status_code == 304


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org", "javascript:1"])
def test_no_address_of_others_is_led_to(client: Client, away: str) -> None:
    response = client.post("/th/digits/", {"next": away}, headers={"referer": away})
    assert response["Location"] == "/th/"


def test_a_cookie_of_nonsense_is_no_choice(client: Client) -> None:
    usual = client.get("/th/").content
    client.cookies["digits"] = "roman"
    assert client.get("/th/").content == usual
