"""The code book of the bulk file: every table and every column, in the order in which they are written."""

from ortak.engines.progress import GRADES, STATUS_RULES
from ortak.mechanisms.actors.models import Actor, Role
from ortak.mechanisms.indicators.words import Act, Better, Category, Form, How, Nature, Stage, Step, Who
from ortak.vision.board import WORDS
from ortak.vision.bulk import rows
from ortak.vision.bulk.columns import Column, Table
from ortak.vision.models import Commitment, EvidenceItem

CODE = Column("code", "Code of the directive or priority, e.g. TRA-1 or PRI-35.", refers="commitments.code")
LIST = "Several are separated by semicolons."
PERIOD = "As SDMX writes it: 2023, 2023-06, 2023-06-12 or 2023-Q2; never padded to a day that nobody named."
AREA = "Code of an actor (see actors), else ISO 3166-1 alpha-2. ORG is the Organization as a whole."
LANGUAGE = Column("language", "BCP 47 tag of the language.")

COUNTED = {
    "done": "Things done since the vision was adopted.",
    "in_place": "Things in place when the vision was adopted.",
    "fulfilled": "Figures at their target or limit.",
    "started": "Acts begun.",
    "right": "Figures moving the wanted way.",
    "decided": "Acts decided, without an act yet.",
    "too_early": "Figures with too few points to tell.",
    "slow": "Figures moving the wanted way, too slowly for their target.",
    "still": "Figures that stand still.",
    "wrong": "Figures that move away.",
    "unknown": "Things of which nothing is known.",
    "not_measurable": "Things that nobody measures yet.",
    "press_only": "Things of a member known from the press alone: shown, not judged.",
}

SOURCE_COLUMNS = (
    Column("source", "The source that says it.", refers="sources.source"),
    Column("locator", "The place in the source: words near the fact, page, table.", required=False),
    Column("second_source", "A second, independent source of the same.", required=False, refers="sources.source"),
    Column("second_locator", "The place in the second source.", required=False),
    Column("how", "How it is known.", words=How.values),
    Column(
        "grade",
        "How well it is founded; what an engine computed is modelled and never counts.",
        words=[*GRADES, "modelled"],
    ),
    Column("modelled", "Whether an engine of Ortak made it.", "boolean"),
    Column("method", "Method of an engine.", required=False),
    Column("method_version", "Version of that method.", required=False),
    Column("run", "Run of the engine that made it.", required=False),
    Column("dataset", "The data set under which the row was recorded."),
    Column("owner", "The actor that owns the row.", refers="actors.actor"),
    Column("recorded_at", "When this row was recorded (UTC).", "datetime"),
    Column("comment", "What a reader should know of it.", required=False),
)
PERIOD_COLUMNS = (
    Column("time_period", PERIOD),
    Column("first_day", "First day of the period.", "date"),
    Column("last_day", "Last day of the period.", "date"),
)
FIGURE_START = (
    Column("id", "Public id of the row (UUID version 7)."),
    Column("indicator", "What is measured.", refers="indicators.indicator"),
    Column("ref_area", f"Whose figure it is. {AREA}"),
)
FIGURE_END = (
    *PERIOD_COLUMNS,
    Column("obs_status", "SDMX observation status: A is normal, E estimated, P provisional."),
    Column("obs_value", "The figure.", "number", unit="that of the indicator (indicators.unit_measure)"),
    *SOURCE_COLUMNS,
)
FIGURE_COLUMNS = (*FIGURE_START, *FIGURE_END)
PAIR_COLUMNS = (*FIGURE_START, Column("counterpart_area", f"The other side of the pair. {AREA}"), *FIGURE_END)
FIGURES_SAY = "One row for each figure of a state or of the Organization as a whole; a corrected row is left out."
PAIRS_SAY = "One row for each figure of a pair of states; a corrected row is left out."
SHARE_ALIKE = "The licence asks that what is derived from them is shared alike."

REGISTER = (
    Table(
        "sections",
        "Sections of the vision",
        "One row for each of the 18 sections.",
        ("area",),
        (
            Column("area", "The area of Ortak that carries the section."),
            Column("prefix", "What the codes of its directives begin with."),
            Column("order", "Place in the vision.", "integer"),
            Column("pillar", "Number of the pillar, 1 to 4.", "integer"),
            Column("pillar_title", "Title of the pillar, in English."),
            Column("title", "Full title, in English."),
            Column("short_title", "Short title, in English."),
        ),
        rows.sections,
    ),
    Table(
        "commitments",
        "Directives and priorities in one list",
        "One row for each of the 123 directives and 52 priorities, in our own words.",
        ("code",),
        (
            Column("code", "Code, e.g. TRA-1 or PRI-35."),
            Column("kind", "Directive or priority.", words=Commitment.Kind.values),
            Column("title", "What is asked for, in our own words, in English."),
        ),
        rows.commitments,
    ),
    Table(
        "titles",
        "Titles in every language",
        "One row for each directive or priority and language.",
        ("code", "language"),
        (
            CODE,
            LANGUAGE,
            Column("title", "What is asked for, in our own words."),
            Column("state", "How the title came about: original, machine or reviewed.", required=False),
        ),
        rows.titles,
    ),
    Table(
        "directives",
        "Directives",
        "One row for each of the 123 directives.",
        ("code",),
        (
            CODE,
            Column("area", "The area that carries it.", refers="sections.area"),
            Column("title", "What is asked for, in our own words, in English."),
            Column("services", f"Services that carry it, built or planned. {LIST}", required=False),
            Column("evidence", "What would show that it is carried out.", required=False),
        ),
        rows.directives,
    ),
    Table(
        "priorities",
        "Priorities",
        "One row for each of the 52 priorities.",
        ("code",),
        (
            CODE,
            Column("title", "What is asked for, in our own words, in English."),
            Column("services", f"Services that serve it beside its directives. {LIST}", required=False),
        ),
        rows.priorities,
    ),
    Table(
        "priority_directives",
        "Which directives serve which priority",
        "One row for each priority and each directive that serves it.",
        ("priority", "directive"),
        (
            Column("priority", "Code of the priority.", refers="priorities.code"),
            Column("directive", "Code of what serves it.", refers="commitments.code"),
        ),
        rows.priority_directives,
    ),
    Table(
        "items",
        "Evidence items",
        "One row for each thing that would show it carried out: an act required, or a figure that should move.",
        ("item",),
        (
            Column("item", "Name of the item: the code, a point, a word."),
            CODE,
            Column("kind", "An act required, or an indicator.", words=EvidenceItem.Kind.values),
            Column("by", "Who owes it: the Organization as a whole, or each member.", words=EvidenceItem.By.values),
            Column("what", "What is required, in our own words."),
            Column(
                "indicator",
                "The figure that should move; empty: nobody measures it yet.",
                required=False,
                refers="indicators.indicator",
            ),
            Column("note", "What a reader should know of it.", required=False),
        ),
        rows.items,
    ),
    Table(
        "statuses",
        "Status of every directive and priority",
        "One row for each directive or priority and each column of the board: the Organization and its members.",
        ("code", "actor"),
        (
            CODE,
            Column("actor", "Whose status it is.", refers="actors.actor"),
            Column("status", "The word of the board.", words=WORDS),
            Column("grade", "How well the word is founded; empty: nothing is known.", required=False, words=GRADES),
            Column("known", "How many of the things required are known.", "integer"),
            Column("required", "How many things are required.", "integer"),
            Column("rule", "The rule that decided the word.", words=[rule.id for rule in STATUS_RULES]),
            *(Column(name, COUNTED[name], "integer") for name in rows.COUNTS),
            Column("method_version", "Version of the rules."),
        ),
        rows.statuses,
    ),
)

FIGURES = (
    Table(
        "indicators",
        "Indicators",
        "One row for each definition: what is measured, in which unit, which direction is wanted.",
        ("indicator",),
        (
            Column("indicator", "Code of the indicator."),
            Column("title", "What is measured, in English."),
            Column("area", "The area that it belongs to.", required=False),
            Column("codes", f"Directives and priorities that it says something about. {LIST}", required=False),
            Column("unit_measure", "The unit of its figures."),
            Column("better", "The direction that is wanted.", words=Better.values),
            Column(
                "class", "Evidence may decide a status; assessments and context stand beside it.", words=Category.values
            ),
            Column("nature", "What kind of figure it is.", words=Nature.values),
            Column("baseline", "The period from which movement is measured."),
            Column("target", "The value agreed as a target.", "number", unit="that of the indicator", required=False),
            Column("target_period", "When the target is to be reached.", required=False),
            Column("target_source", "Where the target was agreed.", required=False),
            Column(
                "ceiling",
                "The value above which the figure cannot go.",
                "number",
                unit="that of the indicator",
                required=False,
            ),
            Column(
                "floor",
                "The value below which the figure cannot go.",
                "number",
                unit="that of the indicator",
                required=False,
            ),
            Column("modelled", "Whether an engine of Ortak computes it.", "boolean"),
            Column("pairs", "Whether its figures are of pairs of states.", "boolean"),
            Column("share_alike", "Whether its figures are under a share-alike licence.", "boolean"),
            Column("producer", "Who produces the series.", required=False),
            Column("dataset", "Data set of the producer.", required=False),
            Column("edition", "Edition of the data set.", required=False),
            Column("licence", "Licence of the figures.", required=False),
            Column("note", "What a reader should know of it: breaks, definitions that differ.", required=False),
        ),
        rows.indicators,
    ),
    Table("observations", "Figures", FIGURES_SAY, ("id",), FIGURE_COLUMNS, rows.observations, share_alike=False),
    Table(
        "observations_share_alike",
        "Figures under share-alike licences",
        f"{FIGURES_SAY} {SHARE_ALIKE}",
        ("id",),
        FIGURE_COLUMNS,
        rows.observations_share_alike,
        share_alike=True,
    ),
    Table("pairs", "Figures by pair of states", PAIRS_SAY, ("id",), PAIR_COLUMNS, rows.pairs, share_alike=False),
    Table(
        "pairs_share_alike",
        "Figures by pair of states under share-alike licences",
        f"{PAIRS_SAY} {SHARE_ALIKE}",
        ("id",),
        PAIR_COLUMNS,
        rows.pairs_share_alike,
        share_alike=True,
    ),
)

ACTS = (
    Table(
        "milestones",
        "Acts",
        "One row for each act with a date, as it stands now; a corrected row is left out.",
        ("id",),
        (
            Column("id", "Public id of the row (UUID version 7)."),
            Column("key", "Name of the act in its data set."),
            Column("kind", "What kind of act it is.", words=Act.values),
            Column("what", "What was done, in our own words, in English."),
            *PERIOD_COLUMNS,
            Column(
                "agreement",
                "The agreement whose entry into force it is a step of.",
                required=False,
                refers="agreements.agreement",
            ),
            Column("step", "Which step.", required=False, words=Step.values),
            *SOURCE_COLUMNS,
        ),
        rows.milestones,
    ),
    Table(
        "milestone_actors",
        "Whom an act binds",
        "One row for each act and actor.",
        ("milestone", "actor"),
        (Column("milestone", "The act.", refers="milestones.id"), Column("actor", AREA)),
        rows.milestone_actors,
    ),
    Table(
        "milestone_marks",
        "What an act is about",
        "One row for each act and code: the evidence item that it answers, or, without one, context.",
        ("milestone", "code", "item"),
        (
            Column("milestone", "The act.", refers="milestones.id"),
            CODE,
            Column(
                "item", "The evidence item that it answers; empty: it is context.", required=False, refers="items.item"
            ),
            Column("stage", "How far it carries the item.", required=False, words=Stage.values),
        ),
        rows.milestone_marks,
    ),
    Table(
        "agreements",
        "Agreements whose entry into force is followed",
        "One row for each agreement of the Organization that needs approval.",
        ("agreement",),
        (
            Column("agreement", "Name of the agreement."),
            Column("title", "Title, in English."),
            Column("signed", f"When it was signed. {PERIOD}", required=False),
            Column("place", "Where it was signed.", required=False),
            Column("entry_rule", "What joint entry into force needs, in our own words.", required=False),
            Column("in_force", f"Since when it is in force; empty: it is not. {PERIOD}", required=False),
            Column("source", "The source that says so.", refers="sources.source"),
            Column("locator", "The place in the source.", required=False),
            Column("note", "What a reader should know of it.", required=False),
        ),
        rows.agreements,
    ),
    Table(
        "agreement_signatories",
        "Signatories of an agreement",
        "One row for each agreement and signatory; each step of its own is a row of milestones.",
        ("agreement", "actor"),
        (
            Column("agreement", "The agreement.", refers="agreements.agreement"),
            Column("actor", "Who signed.", refers="actors.actor"),
            Column(
                "status", "Not found is unknown, not no.", words=["in force", "own step done", "not yet", "unknown"]
            ),
        ),
        rows.agreement_signatories,
    ),
    Table(
        "sources",
        "Sources",
        "One row for each document or data set that something in this file rests on.",
        ("source",),
        (
            Column("source", "Name of the source: the beginning of a digest of its description."),
            Column("who", "Who says it.", words=Who.values),
            Column("form", "In what form it stands.", words=Form.values),
            Column("title", "Title."),
            Column("publisher", "Publisher."),
            Column("published", "When it was published.", required=False),
            Column("address", "Where it can be looked up.", required=False),
            Column("licence", "Licence, where the source names one.", required=False),
        ),
        rows.sources,
    ),
)

ACTORS = (
    Table(
        "actors",
        "Actors",
        "One row for each state, entity and organisation. No position on anybody's status is implied.",
        ("actor",),
        (
            Column("actor", "Code of the actor."),
            Column("kind", "What it is.", words=Actor.Kind.values),
            Column("name", "Name, in English."),
        ),
        rows.actors,
    ),
    Table(
        "actor_names",
        "Names of actors in every language",
        "One row for each actor and language.",
        ("actor", "language"),
        (Column("actor", "The actor.", refers="actors.actor"), LANGUAGE, Column("name", "Name in that language.")),
        rows.actor_names,
    ),
    Table(
        "roles",
        "Roles in the Organization",
        "One row for each role of an actor, from when to when.",
        ("actor", "kind", "valid_from"),
        (
            Column("actor", "The actor.", refers="actors.actor"),
            Column("kind", "What it is in the Organization.", words=Role.Kind.values),
            Column("valid_from", f"Since when. {PERIOD}"),
            Column("first_day", "First day of the role.", "date"),
            Column("last_day", "Last day of the role; empty: it runs.", "date", required=False),
            Column("source_title", "Title of the source."),
            Column("publisher", "Publisher of the source."),
            Column("address", "Where it can be looked up.", required=False),
            Column("locator", "The place in the source.", required=False),
        ),
        rows.roles,
    ),
)

TABLES = (*REGISTER, *FIGURES, *ACTS, *ACTORS)
