"""Pages for people, and RDF for the IRIs behind them."""

import html
import re

import dispatches
import pyoxigraph as ox
import pytest
from served import put_graph, serving

BASE = dispatches.BASE
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def page(client, path, status=200):
    reply = client.get(path, headers=BROWSER)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    return reply.text


def words(text):
    """The text of a page without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def test_the_start_page_tells_what_is_there_and_where_to_go(client):
    text = page(client, "/")
    assert "3 articles" in words(text)
    for link in ("/network", "/query/members-of", "/article/aaa1", "/entity/marsh-brigade", "/sparql"):
        assert f'href="{link}"' in text
    assert 'action="/ask"' in text


def test_every_link_of_every_page_leads_somewhere(client):
    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        reply = client.get(address, headers=BROWSER)
        assert reply.status_code in {200, 303}, address
        if address.startswith("/network") or not reply.headers["content-type"].startswith("text/html"):
            continue
        links = {html.unescape(link) for link in re.findall(r'(?:href|action)="([^"]*)"', reply.text)}
        assert all(link.startswith(("/", "http:", "https:", "#", "data:,")) for link in links)
        for link in sorted(links):
            bare = link.partition("#")[0]
            if bare.startswith("/") and bare != "/find" and bare not in seen:
                seen.add(bare)
                waiting.append(bare)
    assert len(seen) > 80
    assert {"/entities", "/happenings", "/articles", "/queries", "/network"} <= seen


def test_the_page_of_an_entity(client):
    text = words(page(client, "/entity/marsh-brigade"))
    assert "armed group" in text
    assert "لواء الأهوار" in text
    assert "Why it is who it is for the test" in text
    assert "is led by Ada Wenn" in text
    assert "General Ada Wenn leads the Marsh Brigade." in text
    assert "assault → the port of Lorin" in text
    claimed = text.index("is armed by Tarvia")
    assert "claimed says Jon Bel , Example Courier, 2024-03-05" in text[claimed : claimed + 250]
    about = text.index("What is said about it")
    assert "Jon Bel : Tarvia armed the Marsh Brigade" in text[about:]
    assert "Tarvia : it supports the River Front" not in text[about:]
    said = words(page(client, "/entity/jon-bel"))
    assert "foreign minister" in said
    assert "1 independent source" in said
    assert "What it says Tarvia armed the Marsh Brigade" in said


def test_a_sentence_leads_to_its_place_in_the_article(client):
    text = page(client, "/entity/ada-wenn")
    (link,) = set(re.findall(r'href="(/article/aaa1#char=\d+,\d+)"', text))
    path, _, fragment = link.partition("#")
    article = page(client, path)
    start, end = map(int, re.findall(r"\d+", fragment))
    assert dispatches.HARBOUR[start:end] == "General Ada Wenn leads the Marsh Brigade."
    after = article.split(f'<a id="{fragment}"></a>')[1]
    assert html.unescape(re.sub(r"<[^>]*>", "", after)).startswith("General Ada Wenn leads the Marsh Brigade.")


def test_the_page_of_an_article_holds_its_text_with_the_findings_marked(client):
    text = page(client, "/article/aaa1")
    held = re.search(r'<p class="text">(.*?)</p>', text, re.DOTALL)[1]
    assert html.unescape(re.sub(r"<[^>]*>", "", held)) == dispatches.HARBOUR
    marked = [re.sub(r"<[^>]*>", "", sentence) for sentence in re.findall(r"<mark>(.*?)</mark>", held)]
    assert marked == [html.escape(line) for line in dispatches.HARBOUR.split("\n")]
    assert '<a href="/entity/tarvia" title="Tarvia">Tarvia</a>' in held
    assert "Example Courier, 2024-03-05" in words(text)
    assert 'href="https://news.example.org/lorin"' in text
    for found in ("leads", "assault", "says"):
        assert f">{found}</a>" in text


@pytest.mark.parametrize(
    "path",
    [
        "/graph/aaa1",
        "/graph/authority",
        "/graph/runs",
        f"/describe?iri={BASE}entity/lorin",
        "/describe?iri=https://schema.org/NewsArticle",
    ],
)
def test_pages_of_other_things(client, path):
    status = 404 if "schema.org" in path else 200
    page(client, path, status)


def test_records_have_pages(client):
    text = page(client, "/entity/ada-wenn")
    (record,) = set(re.findall(r'href="(/assertion/aaa1-\w+)"', text))
    told = words(page(client, record))
    assert "tl:sentenceText General Ada Wenn leads the Marsh Brigade." in told


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml;q=1, text/html;q=0.5", ox.RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize("path", ["entity/lorin", "article/aaa1", "graph/aaa1"])
def test_iris_as_data(client, path, accept, format):
    reply = client.get(path, headers={"Accept": accept})
    assert reply.headers["content-type"].split(";")[0] == accept.split(";")[0]
    found = {quad.triple for quad in ox.parse(reply.content, format=format)}
    label = ox.Literal("Shells on Lorin") if "aaa1" in path else ox.Literal("Lorin")
    assert label in {triple.object for triple in found}
    again = client.get(path, headers={"Accept": accept})
    if "json" not in accept:
        assert reply.content == again.content


def test_a_link_may_name_the_format(client):
    reply = client.get("describe", params={"iri": f"{BASE}entity/lorin", "format": "turtle"}, headers=BROWSER)
    assert reply.headers["content-type"].startswith("text/turtle")
    assert client.get("entity/lorin", params={"format": "turtle"}).content == reply.content
    assert client.get("entity/lorin", headers={"Accept": "image/png"}).status_code == 406


def test_finding_by_name(client):
    reply = client.get("find", params={"name": "marsh brigades"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/entity/marsh-brigade")
    assert client.get("find", params={"name": f"{BASE}entity/lorin"}).headers["location"] == "/entity/lorin"
    begun = page(client, "/find?name=MÁRSH+brigad")
    assert '<a href="/entity/marsh-brigade"><bdi>Marsh Brigade</bdi></a>' in begun
    assert "also Marsh Brigades" in words(begun)
    assert 'href="/entity/marsh-brigade"' in page(client, "/find?name=الأهوار")
    assert 'href="/entity/tarvia"' in page(client, "/find?name=Tarwia")
    nothing = page(client, "/find?name=Zzzyx+Qq", 404)
    assert "Nothing is called “ Zzzyx Qq ”" in words(nothing)
    assert 'href="/query/search-sentences?words=Zzzyx%20Qq"' in nothing
    page(client, "/find", 400)


def test_a_question_of_the_library(client):
    form = page(client, "/query/members-of")
    assert 'name="organization"' in form
    assert " required" in form
    assert '<option value="River Front">' in form
    classes = page(client, "/query/actors-of-class?class=ArmedGroup")
    assert '<option value="ArmedGroup" selected>' in classes
    assert 'type="date"' in page(client, "/query/events-by-type-and-period")
    answer = words(page(client, "/query/members-of?organization=River+Front"))
    assert "Ada Wenn" in answer
    assert "VALUES ?organization" in answer
    assert "unknown entity" in words(page(client, "/query/members-of?organization=Nobody", 400))
    assert "unknown parameter" in words(page(client, "/query/members-of?organization=Lorin&x=y", 400))
    page(client, "/query/no-such-question", 404)


@pytest.mark.parametrize("value", ['" } } # x', "x> } INSERT", "' ; DROP ALL ; '", "\\u0022 } {"])
def test_values_are_bound_as_terms(client, value):
    reply = client.get("query/search-sentences", params={"words": value}, headers=BROWSER)
    assert reply.status_code == 200
    assert "0 rows" in words(reply.text)


def test_the_query_box(client):
    text = words(
        page(
            client,
            "/ask?query=SELECT+%2A+%7B+%3Chttps%3A%2F%2Fexample.org%2Fdata%2Fentity%2Florin%3E+rdfs%3Alabel+%3Fname+%7D",
        )
    )
    assert "1 row" in text
    assert "name Lorin" in text
    assert "cannot be read as SPARQL" in page(client, "/ask?query=SELECT", 400)
    assert "yes" in words(page(client, "/ask?query=ASK%7B%7D"))
    assert "The first 500 rows" in words(page(client, "/ask?query=SELECT%2A%7B%3Fa+%3Fb+%3Fc.%3Fd+%3Fe+%3Ff%7D"))
    assert "subject property value" in words(
        page(client, "/ask?query=DESCRIBE+%3Chttps%3A%2F%2Fexample.org%2Fdata%2Fentity%2Florin%3E")
    )


def test_the_network_is_the_page_of_view(client, folder):
    from tieline.workspace import open_graph

    with open_graph(folder) as graph:
        assert client.get("network").text == graph.view(title="news")
        near = client.get("network", params={"focus": f"{BASE}entity/tarvia", "hops": "2"})
        assert near.text == graph.view(title="news", focus="Tarvia", hops=2)
    assert client.get("network", params={"focus": "nobody"}).status_code == 400
    assert client.get("network", params={"focus": "Tarvia", "hops": "99"}).status_code == 400


def test_the_network_may_do_what_its_own_policy_lets_it_do_and_is_shown_in_no_frame(client):
    reply = client.get("network")
    own = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', reply.text)[1])
    given = reply.headers["content-security-policy"]
    assert {rule.strip() for rule in given.split(";")} == {rule.strip() for rule in own.split(";")} | {
        "frame-ancestors 'none'"
    }


@pytest.mark.parametrize(
    "path",
    [
        "/nothing", "/entity/nobody", "/entity/", "/article/", "/entity", "/style.css/x", "/sparql/x",
        "/../../../../etc/passwd", "/entity/../../../etc/passwd", "/entity/%2e%2e/%2e%2e/etc/passwd",
        "/templates/page.html", "/..%5c..%5cwindows", "/entity/%00", "/entity/%ff%fe", "/entity/a%20b",
        "/entity//evil.org", "//evil.org", "/describe/x",
    ],
)  # fmt: skip
def test_unknown_paths(client, path):
    import socket

    with socket.create_connection(("127.0.0.1", client.base_url.port)) as connection:  # httpx tidies paths
        connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n".encode()
        )
        heard = b""
        while piece := connection.recv(65536):
            heard += piece
    assert heard[:12] == b"HTTP/1.1 404"
    assert b"root:" not in heard


def test_faults_are_told_in_the_format_that_is_liked(client):
    assert "<h1>This cannot be shown</h1>" in page(client, "/entity/nobody", 404)
    plain = client.get("entity/nobody", headers={"Accept": "text/turtle"})
    assert plain.text == f"nothing in this graph is called {BASE}entity/nobody\n"


def listed(client, path):
    """The links of a list, in its order."""
    body = page(client, path).partition("<main")[2]
    return re.findall(r'<li><a href="(/entity/[^"]*)">', body) or re.findall(r'href="(/article/[^"]*)"', body)


def test_lists_of_articles_and_actors(client):
    assert listed(client, "/articles")[:2] == ["/article/aaa1", "/article/bbb2"]
    assert listed(client, "/articles?outlet=Example+Courier") == ["/article/aaa1"]
    assert listed(client, "/articles?outlet=Nobody") == []
    everyone = listed(client, "/entities")
    assert everyone[0] == "/entity/marsh-brigade"
    assert {"/entity/tarvia", "/entity/lorin", "/entity/ko-lan"} <= set(everyone)
    assert set(listed(client, "/entities?class=State")) == {"/entity/tarvia", "/entity/osmar"}
    page(client, "/entities?class=Nonsense", 400)
    page(client, "/articles?page=x", 400)
    assert listed(client, "/articles?page=99") == listed(client, "/articles")


def test_long_lists_come_in_pages(tmp_path):
    from newsroom import Report

    told = [Report(f"k{number:03}").event("AID", f"Group {number:03}", "Osmar").done() for number in range(130)]
    with serving(put_graph(tmp_path / "many", *told), workers=1) as client:
        first, second = page(client, "/entities"), page(client, "/entities?page=2")
        assert "131 actors, places and things" in words(first)
        assert 'rel="next" href="/entities?page=2"' in first
        assert 'rel="prev" href="/entities?page=1"' in second
        names = [re.findall(r"<bdi>(Group \d+|Osmar)</bdi>", text) for text in (first, second)]
        assert [len(each) for each in names] == [100, 31]
        assert names[0][0] == "Osmar"
        assert not set(names[0]) & set(names[1])
        assert "page 2 of 2" in words(page(client, "/happenings?type=AID&order=reported&page=2"))


def shelling(client):
    """The address of the page of the shelling of Lorin, as told by the dispatch."""
    (event,) = set(re.findall(r'href="(/event/aaa1-\w+)">assault</a>', page(client, "/article/aaa1"))[:1])
    return re.findall(r'href="(/happening/[^"]*)"', page(client, event))[0]


def test_the_page_of_an_event_tells_who_asserts_and_who_denies_it(client):
    text = page(client, shelling(client))
    told = words(text)
    assert "Assault: Marsh Brigade → the port of Lorin" in told
    assert "Told in 1 article, 1 independent source. happened disputed" in told
    assert "When 2024-03-04 (“ on Monday ”) Where Lorin" in told
    voices = told[told.index("Who says so") : told.index("1 report")]
    assert "asserts Example Courier denies Ko <script>" in voices
    assert "shelled the port of Lorin on Monday. Example Courier, 2024-03-05" in told
    against = told[told.index("Told otherwise") :]
    assert "denied" in against
    assert "denied that the Marsh Brigade shelled" in against
    other = re.findall(r'href="(/happening/[^"]*)"', text.partition('id="against"')[2])[0]
    assert "disputed" in words(page(client, other))


def test_an_event_is_data_too(client):
    reply = client.get(shelling(client), headers={"Accept": "text/turtle"})
    assert reply.headers["content-type"].startswith("text/turtle")
    kinds = {quad.object.value for quad in ox.parse(reply.content, format=ox.RdfFormat.TURTLE)}
    assert "https://w3id.org/tieline/ns#Happening" in kinds


def test_the_list_of_events(client):
    denied = words(page(client, "/happenings?order=denied"))
    assert "1 event " in denied
    assert "The Marsh Brigade, part of the River Front, shelled the port of Lorin" in denied
    assert "Tarvia sent grain to Osmar in February." in words(page(client, "/happenings?type=AID"))
    page(client, "/happenings?type=NONSENSE", 400)
    page(client, "/happenings?order=worst", 400)


def test_the_timeline_of_an_entity_is_in_order_of_its_events(client):
    text = words(page(client, "/entity/tarvia"))
    line = text[text.index("Timeline", text.index("Ties None") if "Ties None" in text else text.index("of meddling")) :]
    assert line.index("2024-02 aid Tarvia → Osmar") < line.index("accuse Ilo Sant → Tarvia")
    assert "(published) accuse" in line


def test_methods(client):
    get = client.get("entity/lorin")
    head = client.head("entity/lorin")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    options = client.options("entity/lorin")
    assert (options.status_code, options.headers["allow"]) == (204, "HEAD, GET, OPTIONS")
    assert client.delete("entity/lorin").status_code == 405


@pytest.mark.parametrize("path", ["", "network", "sparql?query=ASK{}", "nothing", "style.css", "entity/ko-lan"])
def test_headers_forbid_what_no_page_needs(client, path):
    headers = client.get(path, headers=BROWSER).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert ("script-src" in headers["content-security-policy"]) == (path == "network")
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_other_origins_read_only_where_they_are_let(folder, client):
    origin = {"Origin": "https://notebook.example.org"}
    assert "access-control-allow-origin" not in client.get("sparql", headers=origin).headers
    with serving(folder, workers=1, cors=("https://notebook.example.org",)) as open_client:
        reply = open_client.get("sparql", headers=origin)
        assert reply.headers["access-control-allow-origin"] == "https://notebook.example.org"
        assert "access-control-allow-credentials" not in reply.headers
        preflight = {
            **origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        assert open_client.options("sparql", headers=preflight).status_code == 200
        other = open_client.get("sparql", headers={"Origin": "https://other.example.org"})
        assert "access-control-allow-origin" not in other.headers


def test_requests_for_another_host_are_refused(folder, client):
    for host, status in (
        ("localhost:1", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.example.org", 421),
        ("", 421),
    ):
        assert client.get("style.css", headers={"Host": host}).status_code == status
    with serving(folder, workers=1, names=("kg.example.org",)) as named:
        assert named.get("style.css", headers={"Host": "KG.example.org"}).status_code == 200
        assert named.get("style.css", headers={"Host": "localhost"}).status_code == 200
        assert named.get("style.css", headers={"Host": "evil.example.org"}).status_code == 421
    with serving(folder, workers=1, host="0.0.0.0") as public:
        assert public.get("style.css", headers={"Host": "any.example.org"}).status_code == 200
