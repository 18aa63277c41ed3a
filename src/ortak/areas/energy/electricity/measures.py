"""What may be asked of the region's electricity: the change, what it is compared with, and what is assumed."""

from dataclasses import dataclass

from ortak.areas.energy.electricity.market import Added


def _(text: str) -> str:
    """Marks a text for the catalogue; the portal says it in the reader's language."""
    return text


COUPLED = _("The links of today are used as far as they can carry, by one auction for all zones.")
WATER = _("Reservoirs keep the water of each day as they do today; nothing is moved between seasons.")
PERFECT = _("Every plant is offered at its cost; nobody holds back.")


@dataclass(frozen=True)
class Measure:
    """A what-if. `added` is built on top of `already`, which stands in both worlds; MW each way by link."""

    code: str
    codes: tuple[str, ...]
    question: str
    assumptions: tuple[str, ...]
    added: Added = ()
    already: Added = ()
    from_today: bool = False
    """Compared with trade by contract as it is today, not with a coupled market."""
    wind_mw: float = 0.0
    reserve: bool = False
    south_asia_mw: float = 0.0
    cost: str = ""
    """The link whose published cost is the cost."""


RING = (("kz-kg", 580.0, 580.0), ("kg-uz", 900.0, 900.0), ("kz-uz", 580.0, 580.0), ("uz-tj", 1_420.0, 1_420.0),
        ("kg-tj", 450.0, 450.0))  # fmt: skip
WEST = (("kz-west", 500.0, 500.0),)

MEASURES = (
    Measure(
        "energy.coupling",
        ("ENE-6", "ENE-1"),
        _("What if the region's power markets were fully coupled?"),
        (
            _("Today trade follows contracts: no link carries more than twice its mean flow of the year."),
            _("Coupled: every link is used as far as it can carry, in every hour, by one auction."),
            WATER,
            PERFECT,
        ),
        from_today=True,
    ),
    Measure(
        "energy.caspian_cable",
        ("ENE-6", "ENE-3"),
        _("What if a cable under the Caspian joined Kazakhstan and Azerbaijan?"),
        (
            _("A cable of 1000 MW from Aktau to Alat; its size is an assumption, the study is not published."),
            _("The west of Kazakhstan is joined to its north with 500 MW, as planned for 2027, in both worlds."),
            COUPLED,
            PERFECT,
        ),
        added=(("caspian", 1_000.0, 1_000.0),),
        already=WEST,
    ),
    Measure(
        "energy.central_asian_ring",
        ("ENE-6", "ENE-1"),
        _("What if the Central Asian ring could carry twice as much?"),
        (
            _("Lines between Kazakhstan, Kyrgyzstan, Uzbekistan and Tajikistan are doubled; Datka-Sughd is used."),
            COUPLED,
            WATER,
            PERFECT,
        ),
        added=RING,
    ),
    Measure(
        "energy.georgia_turkiye",
        ("ENE-6", "ENE-1"),
        _("What if twice as much power could pass from Georgia to Türkiye?"),
        (_("A second back-to-back station of 700 MW at Akhaltsikhe."), COUPLED, PERFECT),
        added=(("ge-tr", 700.0, 700.0),),
    ),
    Measure(
        "energy.nakhchivan",
        ("ENE-6", "ENE-1"),
        _("What if a line by Nakhchivan joined Azerbaijan and Türkiye?"),
        (_("A line of 1000 MW through Nakhchivan with a converter station, as begun in 2026."), COUPLED, PERFECT),
        added=(("nakhchivan", 1_000.0, 1_000.0),),
    ),
    Measure(
        "energy.casa_1000",
        ("ENE-6", "ENE-3"),
        _("What if CASA-1000 carried power to Afghanistan and Pakistan?"),
        (
            _("1300 MW from Tajikistan; buyers pay what Afghanistan paid in 2022, under 5 cents of a dollar a kWh."),
            _("Datka-Sughd between Kyrgyzstan and Tajikistan is used in both worlds."),
            COUPLED,
            PERFECT,
        ),
        added=(("casa-1000", 1_300.0, 0.0),),
        already=(("kg-tj", 450.0, 450.0),),
        south_asia_mw=1_300.0,
    ),
    Measure(
        "energy.black_sea_cable",
        ("ENE-6", "ENE-3"),
        _("What if a cable under the Black Sea joined Georgia and Romania?"),
        (
            _("1000 MW; Europe's price gives way by 2 EUR a MWh for every 500 MW."),
            _("Europe's price is that of a gas plant in 2023: 109 EUR a MWh on average, carbon included."),
            COUPLED,
            PERFECT,
        ),
        added=(("black-sea", 1_000.0, 1_000.0),),
        cost="black-sea",
    ),
    Measure(
        "energy.shared_reserve",
        ("ENE-1", "ENE-6"),
        _("What if states that share a grid also shared their reserve?"),
        (
            _("Reserve by the European rule: the square root of (10 x peak load + 150 x 150), less 150 MW."),
            _("Central Asia shares, Azerbaijan and Georgia share; Hungary and Türkiye do so with Europe already."),
            _("A MW of reserve that is not needed saves a gas turbine: 450 EUR a kW over 25 years, and its upkeep."),
        ),
        reserve=True,
    ),
    Measure(
        "energy.wind",
        ("ENE-3", "ENE-1"),
        _("What if every state had one more gigawatt of wind power?"),
        (
            _("1000 MW more in each state, with the capacity factors of today."),
            _("Each state is drawn on its own: winds of neighbours are not tied to each other."),
            COUPLED,
            PERFECT,
        ),
        wind_mw=1_000.0,
    ),
)


def measure(code: str) -> Measure:
    """The measure of that code, with or without its prefix. Raises `KeyError`."""
    known = {each.code: each for each in MEASURES}
    return known[code if code in known else f"energy.{code}"]
