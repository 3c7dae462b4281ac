"""The composition root: turns settings into the services that every room of the app is handed."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock
from typing import TypeVar

from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot.compiled.definition_files import DefinitionFiles
from bot.compiled.definitions import Definitions
from bot.compiled.team_catalogues import OwnDefinitions, TeamCatalogues
from bot.compiled.team_knowledge import TeamKnowledge
from bot.settings import Settings, forget_proxies_before
from rubrics.catalogue.lookup import Catalogue
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.values import Review
from rubrics.panel.remarks import RemarkRules
from storage.clock import clocked
from storage.engine import open_engine, reading
from storage.lru import Lru
from storage.rubric_versions import MOST_READ, Rubrics, remembering
from storage.write_turns import Waits

Built = TypeVar("Built")
Answers = Lru[tuple[str, str, str, date], str]
"""Answers drawn already, as JSON, by what they say, the definitions' digest, the language and the day."""
MOST_ANSWERS = 2048
"""An answer takes 4 kB, and 12 at most, so that all of them take 9 MB; the built-in definitions have a thousand."""

BlockVerdicts = Lru[tuple[str, str], tuple[bool, datetime]]
"""Whether a workspace took a newer kind of block, and when it last said so, by team and kind."""
MOST_VERDICTS = 50_000
"""Five kinds of ten thousand workspaces, about 10 MB; one that is forgotten is asked again."""

JdReviews = Lru[str, Review]
"""Reviews of JDs by a digest of what was reviewed; a review holds quotations, and leads nowhere without its row."""
MOST_JD_REVIEWS = 64
"""Those looked through at the moment: opening each remark of one would review its text anew. One takes up to 200 kB."""


@dataclass(frozen=True)
class Services:
    """What a process opens once: settings, definitions, database; each request gets a `workspace` of it."""

    settings: Settings
    catalogue: Catalogue
    """The definitions of the process: the built-in ones with a folder's laid over them."""
    team_catalogues: TeamCatalogues
    """The same with what each workspace wrote for itself, as this process read it last."""
    team_knowledge: TeamKnowledge
    """What JD review knows with the roles that workspaces made or hid."""
    sessions: sessionmaker[Session]
    """Transactions that write: on SQLite they take the write lock when they begin."""
    reads: sessionmaker[Session]
    """Transactions that only read; a write through them is refused by PostgreSQL."""
    now: Callable[[], datetime]
    """The time, aware and in UTC; what falls due goes by the sessions' own clock (storage.clock)."""
    client: Callable[[str], WebClient]
    """The worker's client for a team; it waits longer than a request can, so never use it inside one."""
    engine: Engine
    jd: Callable[[], Knowledge]
    """What JD review knows, built when it is first asked for; a team's own broken file raises CatalogueError."""
    remark_rules: RemarkRules
    """What the wording of evidence is looked over for."""
    rubrics: Rubrics
    """The pinned rubrics that this process has read, which all sessions share."""
    answers: Answers
    """What this process has drawn of the definitions; bot.slack.ready_answers keeps and finds it."""
    block_verdicts: BlockVerdicts
    """What workspaces made of newer blocks, as this process saw it; bot.slack.capabilities keeps and reads it."""
    jd_reviews: JdReviews
    """What this process made of JDs lately; bot.features.jd.review_jd keeps and reads it."""
    files: DefinitionFiles | None = None
    """The team's own files, read anew when they change: then `catalogue` is what the process began with."""

    def at(self, moment: datetime) -> "Services":
        """Return the same at a moment that does not pass, whose sessions tell that time, too."""
        info = clocked(lambda: moment) | remembering(self.rubrics)
        sessions, reads = sessionmaker(self.engine, info=info), sessionmaker(reading(self.engine), info=info)
        return replace(self, now=lambda: moment, sessions=sessions, reads=reads)

    def workspace(self, team: str) -> "Workspace":
        """Return one workspace as it is at this moment; make one for each request and each step of the worker."""
        files = self.files.now() if self.files is not None else None
        base = files.catalogue if files is not None else self.catalogue
        problems = self.files.problems if self.files is not None else ()
        return Workspace(
            team=team,
            settings=self.settings,
            definitions=OwnDefinitions(team, base, self.reads, self.team_catalogues, problems),
            sessions=self.sessions,
            reads=self.reads,
            now=self.now(),
            jd=(lambda: files.knowledge) if files is not None else self.jd,
            remark_rules=files.remark_rules if files is not None else self.remark_rules,
            answers=self.answers,
            block_verdicts=self.block_verdicts,
            jd_reviews=self.jd_reviews,
            team_knowledge=self.team_knowledge,
        )


@dataclass(frozen=True)
class Workspace:
    """One workspace at one moment: all that a use case is handed besides who acts."""

    team: str
    settings: Settings
    definitions: OwnDefinitions
    """Where the catalogue comes from; most requests need none."""
    sessions: sessionmaker[Session]
    """Transactions that write: on SQLite they take the write lock when they begin."""
    reads: sessionmaker[Session]
    """Transactions that only read; a write through them is refused by PostgreSQL."""
    now: datetime
    """The moment of the request, aware and in UTC; the same throughout it."""
    jd: Callable[[], Knowledge]
    remark_rules: RemarkRules
    """What the wording of evidence is looked over for."""
    answers: Answers
    """What the process has drawn of the definitions; bot.slack.ready_answers keeps and finds it."""
    block_verdicts: BlockVerdicts
    """What workspaces made of newer blocks, as the process saw it; bot.slack.capabilities keeps and reads it."""
    jd_reviews: JdReviews
    """What the process made of JDs lately; bot.features.jd.review_jd keeps and reads it."""
    team_knowledge: TeamKnowledge = field(default_factory=TeamKnowledge)
    """What the process knows with the roles that workspaces made or hid; without one, what this request needs."""

    @cached_property
    def catalogue(self) -> Catalogue:
        """The definitions, the workspace's own laid over those of the process; the same throughout a request."""
        return self.definitions.catalogue()

    @cached_property
    def jd_knowledge(self) -> Knowledge:
        """What JD review knows: that of the process, for the roles that the workspace has; the same in a request.

        Ask for it before a session is opened: like the catalogue, it may need one of its own.
        """
        return self.team_knowledge.of(self.jd(), self.catalogue)


@dataclass(frozen=True)
class Actor:
    """The person behind a request, as Slack vouches for them."""

    team: str
    user: str


def utc_now() -> datetime:
    """Return the time, aware and in UTC."""
    return datetime.now(UTC)


def build_services(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    catalogue: Catalogue | None = None,
    engine: Engine | None = None,
    waits: Waits = nullcontext,
) -> Services:
    """Open the database and load the definitions; call it once per process, after any fork.

    What falls due goes by the database's clock; by `now` only where that is not the machine's own clock.
    `waits` is entered while a thread waits for its turn to write on SQLite, or for the disk.
    """
    rubrics = Rubrics(MOST_READ)
    info = clocked(None if now is utc_now else now) | remembering(rubrics)
    forget_proxies_before(settings.slack_api_url)
    folder = settings.debrief_definitions
    definitions = Definitions(folder, catalogue=catalogue)
    jd = once(lambda: definitions.knowledge)
    if folder is not None:
        jd()  # a team's own files are refused when the process starts, and not by someone's first review
    if engine is None:
        engine = open_engine(settings.database_url, pool_size=settings.web_threads, waits=waits)
    reviews = JdReviews(MOST_JD_REVIEWS)
    return Services(
        settings=settings,
        catalogue=definitions.catalogue,
        team_catalogues=TeamCatalogues(),
        team_knowledge=TeamKnowledge(),
        sessions=sessionmaker(engine, info=info),
        reads=sessionmaker(reading(engine), info=info),
        now=now,
        client=_worker_clients(settings),
        engine=engine,
        jd=jd,
        remark_rules=definitions.remark_rules,
        rubrics=rubrics,
        answers=Answers(MOST_ANSWERS),
        block_verdicts=BlockVerdicts(MOST_VERDICTS),
        jd_reviews=reviews,
        files=DefinitionFiles(folder, definitions, changed=reviews.clear) if folder and not catalogue else None,
    )


def once(build: Callable[[], Built]) -> Callable[[], Built]:
    """Return a function that builds on its first call and answers the same ever after, whatever thread calls it."""
    lock, built = Lock(), list[Built]()

    def answer() -> Built:
        if not built:
            with lock:
                if not built:
                    built.append(build())
        return built[0]

    return answer


def _worker_clients(settings: Settings) -> Callable[[str], WebClient]:
    # The client retries nothing by itself, not even after a 429: it would sleep for as long as Slack asks, longer
    # than a claimed post's lease. When to try again is the worker's decision, which counts and shows it.
    def client(team_id: str) -> WebClient:  # noqa: ARG001 – one workspace, until installations are stored
        return WebClient(
            token=settings.bot_token(),
            base_url=settings.slack_api_url,
            timeout=10,
            retry_handlers=[],
        )

    return client
