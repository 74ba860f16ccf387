"""Addresses as inputs, against a server of this machine: politeness, limits, and what is never asked."""

from __future__ import annotations

import gzip
import socket

import httpx
import pytest
from packing import prose
from tieline.articles import ReadOptions, addresses, fetching, read
from tieline.articles.addresses import machine_of
from tieline.errors import UnreadableInput
from webserver import web_site

HERE = ReadOptions(allow_private=True, delay=0)


@pytest.fixture
def site():
    with web_site() as running:
        yield running


def _errors(*inputs, options=HERE):
    errors = []
    articles = list(read(inputs, options=options, on_error=errors.append))
    assert all("\n" not in str(error) for error in errors)
    return articles, [str(error) for error in errors]


def test_a_page_has_its_address(site):
    address = site.add("/news/a.html?page=1")
    (article,) = read([address + "#top"], options=HERE)
    assert (article.text, article.title, article.url) == (prose(0), "Repairs", address)
    assert article.source.file == address + "#top"


def test_the_program_names_itself_and_keeps_no_cookie(site):
    site.add("/first", status=302, body="", Location="/second", Set_Cookie="id=1")
    site.add("/second", Set_Cookie="id=2")
    list(read([site.url + "/first", site.url + "/second"], options=HERE))
    assert site.paths() == ["/robots.txt", "/first", "/second", "/second"]
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("tieline/")
        assert "https://" in headers["User-Agent"]
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert "Cookie" not in headers


def test_a_redirect_gives_the_address_it_leads_to(site):
    site.add("/old", status=301, body="", Location="new")
    new = site.add("/new")
    (article,) = read([site.url + "/old"], options=HERE)
    assert article.url == new


def test_robots_are_respected(site):
    site.add("/robots.txt", "User-agent: *\nDisallow: /private\n\nUser-agent: tieline\nDisallow: /no", status=200)
    articles, errors = _errors(site.add("/private"), site.add("/no"))
    assert len(articles) == 1  # a group of its own replaces the one for all
    assert errors == [
        f"{site.url}/no: the robots.txt of 127.0.0.1 does not allow it; ask the site, or save the page",
    ]
    assert site.paths() == ["/robots.txt", "/private"]


def test_a_redirect_into_what_robots_forbid_is_not_followed(site):
    site.add("/robots.txt", "User-agent: *\nDisallow: /no")
    site.add("/no")
    _, errors = _errors(site.add("/yes", status=302, body="", Location="/no"))
    assert "does not allow it" in errors[0]
    assert "/no" not in site.paths()


def test_a_site_whose_robots_fail_is_not_visited(site):
    site.add("/robots.txt", "", status=503)
    _, errors = _errors(site.add("/page"))
    assert "does not allow it" in errors[0]
    assert site.paths() == ["/robots.txt"]


def test_visits_to_one_host_are_apart(site, monkeypatch):
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 7")
    slept = []
    monkeypatch.setattr(fetching.time, "sleep", slept.append)
    list(read([site.add("/1"), site.add("/2")], options=ReadOptions(allow_private=True, delay=3)))
    assert slept[0] == 0
    assert 6 < slept[1] <= 7


def test_private_addresses_are_refused_before_they_are_asked(site):
    page = site.add("/page")
    _, errors = _errors(page, f"http://localhost:{site.port}/page", options=ReadOptions(delay=0))
    assert all("in a private network" in error and "--allow-private" in error for error in errors)
    assert len(errors) == 2
    assert site.asked == []


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]"),
        *("[64:ff9b::a00:1]", "2130706433", "0x7f.1", "127.1"),
    ],
)
def test_forms_of_private_addresses(host):
    with pytest.raises(UnreadableInput, match=r"private network|cannot be found"):
        machine_of(httpx.URL(f"http://{host}/"), "x", allow_private=False)


def test_public_addresses_pass():
    assert machine_of(httpx.URL("https://93.184.216.34/"), "x", allow_private=False) == "93.184.216.34"
    assert machine_of(httpx.URL("http://[2606:2800:220:1::1]/"), "x", allow_private=False) == "2606:2800:220:1::1"


def test_a_redirect_into_a_private_network_is_refused(site, monkeypatch):
    inside = site.add("/inside")
    site.add("/page", status=302, body="", Location=inside)
    public = f"http://public.example:{site.port}/page"
    real = socket.getaddrinfo
    monkeypatch.setattr(
        addresses.socket, "getaddrinfo", lambda host, *a, **k: real("127.0.0.1" if "public" in host else host, *a, **k)
    )
    # The first machine stands for a public one.
    checked = addresses._is_public
    answers = iter([True] * 4)
    monkeypatch.setattr(addresses, "_is_public", lambda numeric: next(answers, None) or checked(numeric))
    _, errors = _errors(public, options=ReadOptions(delay=0))
    assert "in a private network" in errors[0]
    assert "/inside" not in site.paths()


def test_the_checked_machine_is_asked_though_the_name_server_changes_its_mind(site, monkeypatch):
    site.add("/page")
    asked = []
    real = socket.getaddrinfo

    def resolve(host, *rest, **named):
        asked.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *rest, **named)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolve)
    (article,) = read([f"http://news.example:{site.port}/page"], options=HERE)
    assert article.url == f"http://news.example:{site.port}/page"
    assert {headers["Host"] for _, headers in site.asked} == {f"news.example:{site.port}"}
    # Every name that is looked up for a connection is the number that was checked.
    assert asked.count("127.0.0.1") >= 2
    assert [host for host in asked if host not in {"news.example", "127.0.0.1"}] == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://user:secret@127.0.0.1/", "password"),
        ("http://", "host"),
        ("http://[::1", "cannot be fetched"),
        ("http://a b/", "cannot be"),
        ("http://nowhere.invalid/", "cannot be found"),
        ("http://127.0.0.1:1/", "cannot be fetched|does not allow"),
    ],
)
def test_addresses_that_cannot_be_fetched(address, why):
    fetching._visitor.cache_clear()
    _, errors = _errors(address)
    assert len(errors) == 1
    assert any(part in errors[0] for part in why.split("|"))


def test_redirects_end(site):
    site.add("/a", status=302, body="", Location="/a")
    site.add("/file", status=302, body="", Location="file:///etc/passwd")
    _, errors = _errors(site.url + "/a", site.url + "/file")
    assert "got more than 5 redirects" in errors[0]
    assert "got an address of scheme 'file'" in errors[1]


def test_only_documents_are_read(site):
    addresses_ = [
        site.add("/missing", status=404),
        site.add("/image", Content_Type="image/png"),
        site.add("/app", Content_Type="application/zip"),
        site.add("/empty", ""),
    ]
    articles, errors = _errors(*addresses_)
    assert articles == []
    assert "got status 404" in errors[0]
    assert "got 'image/png'" in errors[1]
    assert "got 'application/zip'" in errors[2]
    assert len(errors) == 4


def test_an_endless_page_is_given_up(site, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_FILE", 3_000_000)
    bomb = gzip.compress(b" " * 30_000_000)
    _, errors = _errors(site.add("/endless", None), site.add("/bomb", bomb, Content_Encoding="gzip"))
    assert len(errors) == 2
    assert all("expected at most 3,000,000" in error for error in errors)


def test_a_slow_server_is_given_up(monkeypatch, site):
    monkeypatch.setattr(fetching, "_SECONDS", 0.2)
    silent = socket.create_server(("127.0.0.1", 0))
    try:
        _, errors = _errors(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    finally:
        silent.close()
    assert len(errors) == 1


def test_text_and_encodings_of_the_server(site):
    text = prose(0).replace("Ana Ruiz", "Zoë Müller of the “Café”")
    plain = site.add("/a", text.encode("cp1252"), Content_Type="text/plain; charset=windows-1252")
    assert [article.text for article in read([plain], options=HERE)] == [text]
