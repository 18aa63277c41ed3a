"""What may be asked of the region's electricity: the change, what it is compared with, and what is assumed."""

from dataclasses import dataclass

from ortak.areas.energy.electricity.market import Added

COUPLED = "The links of today are used as far as they can carry, by one auction for all zones."
WATER = "Reservoirs keep the water of each day as they do today; nothing is moved between seasons."
PERFECT = "Every plant is offered at its cost; nobody holds back."


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
        "What if the region's power markets were fully coupled?",
        (
            "Today trade follows contracts: no link carries more than twice its mean flow of the year.",
            "Coupled: every link is used as far as it can carry, in every hour, by one auction.",
            WATER,
            PERFECT,
        ),
        from_today=True,
    ),
    Measure(
        "energy.caspian_cable",
        ("ENE-6", "ENE-3"),
        "What if a cable under the Caspian joined Kazakhstan and Azerbaijan?",
        (
            "A cable of 1,000 MW from Aktau to Alat; its size is an assumption, the study is not published.",
            "The west of Kazakhstan is joined to its north with 500 MW, as planned for 2027, in both worlds.",
            COUPLED,
            PERFECT,
        ),
        added=(("caspian", 1_000.0, 1_000.0),),
        already=WEST,
    ),
    Measure(
        "energy.central_asian_ring",
        ("ENE-6", "ENE-1"),
        "What if the Central Asian ring could carry twice as much?",
        (
            "The lines between Kazakhstan, Kyrgyzstan, Uzbekistan and Tajikistan are doubled, and Datka-Sughd is used.",
            COUPLED,
            WATER,
            PERFECT,
        ),
        added=RING,
    ),
    Measure(
        "energy.georgia_turkiye",
        ("ENE-6", "ENE-1"),
        "What if twice as much power could pass from Georgia to Türkiye?",
        ("A second back-to-back station of 700 MW at Akhaltsikhe.", COUPLED, PERFECT),
        added=(("ge-tr", 700.0, 700.0),),
    ),
    Measure(
        "energy.nakhchivan",
        ("ENE-6", "ENE-1"),
        "What if a line by Nakhchivan joined Azerbaijan and Türkiye?",
        ("A line of 1,000 MW through Nakhchivan with a converter station, as begun in 2026.", COUPLED, PERFECT),
        added=(("nakhchivan", 1_000.0, 1_000.0),),
    ),
    Measure(
        "energy.casa_1000",
        ("ENE-6", "ENE-3"),
        "What if CASA-1000 carried power to Afghanistan and Pakistan?",
        (
            "1,300 MW from Tajikistan; buyers pay what Afghanistan paid in 2022, 4.67 US cents a kWh.",
            "Datka-Sughd between Kyrgyzstan and Tajikistan is used in both worlds.",
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
        "What if a cable under the Black Sea joined Georgia and Romania?",
        (
            "1,000 MW; Europe's price gives way by 2 EUR a MWh for every 500 MW.",
            "Europe's price is that of a gas plant in 2023: 109 EUR a MWh on average, carbon included.",
            COUPLED,
            PERFECT,
        ),
        added=(("black-sea", 1_000.0, 1_000.0),),
        cost="black-sea",
    ),
    Measure(
        "energy.shared_reserve",
        ("ENE-1", "ENE-6"),
        "What if states that share a grid also shared their reserve?",
        (
            "Reserve by the rule of the European grid: the square root of (10 x peak load + 150 x 150), less 150 MW.",
            "Central Asia shares as one, Azerbaijan and Georgia as one; Hungary and Türkiye share with Europe already.",
            "A MW of reserve that is not needed saves a gas turbine: 450 EUR a kW over 25 years, and its upkeep.",
        ),
        reserve=True,
    ),
    Measure(
        "energy.wind",
        ("ENE-3", "ENE-1"),
        "What if every state had one more gigawatt of wind power?",
        (
            "1,000 MW more in each state, with the capacity factors of today.",
            "Each state is drawn on its own: winds of neighbours are not tied to each other.",
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
