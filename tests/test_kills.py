"""Builds that are killed: readers never notice, what was read is kept, and the next build makes the graph whole."""

import random
import threading
import time

import pytest
from builds import Builds
from tieline.errors import GraphFolderError
from tieline.workspace import open_graph

PEOPLE = ("Lina Haddad", "Omar Said", "Tarek Nassar", "Leila Hamdan", "Basma Chami", "Adnan Kiwani")
KILLS = 50
ROUNDS = 10
ATTEMPTS = 40
"""Builds in a round at the most: some end before they are killed."""
LINES = 2600
"""About so many lines of the code that writes run in one build."""


@pytest.fixture(scope="module")
def builds():
    process = Builds()
    yield process
    process.close()


def shown(folder):
    """All that readers see of a graph folder, or None before the first snapshot."""
    try:
        with open_graph(folder) as graph:
            return graph.export("trig"), graph.extractions()
    except GraphFolderError as error:
        assert "its build was not finished" in str(error) or "no graph in" in str(error)
        return None


class Newsroom:
    """Folders of articles that change."""

    def __init__(self, root, chance):
        self.root, self.chance, self.number = root, chance, 0
        self.folders = []
        self.moved = False  # what moves and changes without a build between stays in the graph as it was
        for _ in range(2):
            self.folders.append(root / f"desk{len(self.folders)}")
            self.folders[-1].mkdir(parents=True)
        for _ in range(4):
            self.write()

    def write(self, path=None):
        self.number += 1
        one, two, three = self.chance.sample(PEOPLE, 3)
        path = path or self.chance.choice(self.folders) / f"{self.number}.md"
        path.write_text(
            f"---\ntitle: Report {self.number}\npublished: 2024-03-{1 + self.number % 28:02}\n---\n"
            f"{one} met {two} in Cairo on Monday. {three}, a spokesman for the Levant Policy Forum, accused {one} of "
            f"lying. Kataib Hezbollah attacked {two}, said Leila Hamdan, the head of the Basra Water Board.\n"
        )

    def change(self, *, move=True):
        files = sorted(path for folder in self.folders for path in folder.iterdir())
        self.moved = False
        ways = ["add", "add", "change", "delete", "rename a file"]
        what = self.chance.choice([*ways, "rename a folder"] if move else ways)
        path = self.chance.choice(files)
        if what == "add" or len(files) < 3:
            self.write()
        elif what == "change":
            self.write(path)
        elif what == "delete":
            path.unlink()
        elif what == "rename a file":
            path.rename(path.with_name(f"moved-{self.number}-{path.name[-6:]}"))
        else:
            self.moved = True
            at = self.chance.randrange(len(self.folders))
            self.number += 1
            self.folders[at] = self.folders[at].rename(self.root / f"desk-{self.number}")


def test_builds_killed_anywhere(builds, tmp_path):
    chance = random.Random(11)
    killed = 0
    start = time.monotonic()
    assert builds.run(Newsroom(tmp_path / "timed", chance).folders, tmp_path / "timed" / "g")[0] == 0
    whole = time.monotonic() - start
    for round_ in range(ROUNDS):
        home = tmp_path / f"{round_}"
        room = Newsroom(home, chance)
        graph = home / "g"
        seen, unread = None, None
        again, aim = 0, killed + KILLS // ROUNDS
        while killed < aim and again < ATTEMPTS:
            again += 1
            moment = {"line": chance.randrange(LINES)} if again % 4 == 1 else {"after": chance.uniform(0, whole)}
            status, todo, left = builds.run(room.folders, graph, **moment)
            killed += status == -9
            assert status in {0, -9}
            assert unread is None or todo <= unread
            before, seen = seen, shown(graph)
            if status == 0 or seen != before:
                fresh = home / f"fresh{again}"
                assert builds.run(room.folders, fresh)[0] == 0
                assert seen == shown(fresh)
            unread = left if todo else unread
            if chance.random() < 0.6 and (status == 0 or not room.moved):
                room.change(move=status == 0)
                unread = None
        assert builds.run(room.folders, graph)[0] == 0
        assert builds.run(room.folders, home / "new")[0] == 0
        assert shown(graph) == shown(home / "new")
        assert {path.name for path in graph.iterdir()} == {"store", "snapshots", "findings.sqlite", "report.json"}
        assert len(list((graph / "snapshots").iterdir())) <= 2
    assert killed == KILLS


def test_readers_open_the_graph_while_builds_come_and_go(builds, tmp_path):
    chance = random.Random(5)
    room = Newsroom(tmp_path, chance)
    assert builds.run(room.folders, tmp_path / "g")[0] == 0
    ended = []

    def work():
        for _ in range(12):
            room.change()
            ended.append(builds.run(room.folders, tmp_path / "g")[0])

    writer = threading.Thread(target=work)
    writer.start()
    opened = 0
    while writer.is_alive():
        with open_graph(tmp_path / "g") as graph:
            titles = {row[0].value for row in graph.query("SELECT DISTINCT ?t { ?a schema:headline ?t }").rows}
            assert titles == {found.article.title for found in graph.extractions()}
        opened += 1
    writer.join()
    assert ended == [0] * 12
    assert opened > 5
