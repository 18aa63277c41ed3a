"""Profiles: the energy asked for, published days of real systems, geometry that is known, and the same again."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortak.engines.energy.profiles import BadProfile, Season, Year, demand, sun, water, wind
from ortak.engines.energy.profiles.sun import elevation

YEAR = Year(2023, utc_hours=3, starts_utc=3)
TÜRKİYE = Season(winter=0.03, summer=0.20)

#: day of the year from 0, lowest and highest hour over the mean, and when the highest was; TEIAS as quoted by the press
PUBLISHED = [
    (64, 26_993 / (854_834 / 24), 41_689 / (854_834 / 24), 12),
    (317, 28_945 / (867_012 / 24), 41_440 / (867_012 / 24), 12),
    (346, 31_413 / (917_775 / 24), 44_887 / (917_775 / 24), 18),
]


@pytest.mark.parametrize(("day", "lowest", "highest", "hour"), PUBLISHED)
def test_a_day_looks_like_the_published_one(day, lowest, highest, hour):
    load = demand(YEAR, 323.7, TÜRKİYE, weather=0.0)[24 * day : 24 * (day + 1)]
    assert load.min() / load.mean() == pytest.approx(lowest, abs=0.07)
    assert load.max() / load.mean() == pytest.approx(highest, abs=0.04)
    assert load[hour] / load.max() > 0.93


def test_days_have_the_published_energy():
    days = demand(YEAR, 323.7, TÜRKİYE, weather=0.0).reshape(-1, 24).sum(axis=1) / 1_000
    assert days[346] == pytest.approx(917.775, rel=0.06)
    assert days[317] == pytest.approx(867.012, rel=0.06)
    assert days[63] / days[64] == pytest.approx(1 / 1.133, abs=0.02)  # a Sunday and the Monday after it


def test_the_record_of_kyrgyzstan():
    """73.37 GWh and 3,401 MW on 14 December 2023, in a year of 16.558 TWh."""
    load = demand(Year(2023, 6, 6), 16.558, Season(0.57, -0.22, swing=0.7), weather=0.0).reshape(-1, 24)
    assert load.sum(axis=1).max() / 1_000 == pytest.approx(73.37, rel=0.06)
    assert load.max() == pytest.approx(3_401, rel=0.06)


@given(st.floats(0.01, 400), st.floats(-0.2, 0.5), st.floats(-0.2, 0.5), st.integers(0, 9))
@settings(max_examples=10, deadline=None)
def test_the_energy_of_the_year_is_kept(twh, winter, summer, seed):
    load = demand(Year(2024), twh, Season(winter, summer), seed)
    assert load.size == 8_784 and load.min() > 0
    assert load.sum() == pytest.approx(twh * 1e6)


def test_the_sun_stands_where_it_should():
    height = elevation(Year(2023), 40.0, -7.5)  # noon in the middle of an hour
    noon, longest = height[171 * 24 + 12], 40.0 - 23.45
    assert math.degrees(math.asin(noon)) == pytest.approx(90 - longest, abs=0.6)
    assert (height[171 * 24 : 172 * 24] > 0).sum() == 15  # a day of 14 h 52 min at 40 degrees north
    assert (height[354 * 24 : 355 * 24] > 0).sum() in (9, 10)


def test_the_sun_is_first_in_the_east():
    east, west = (sun(Year(2023), 40.0, longitude, 1.0).reshape(-1, 24).sum(axis=0).argmax() for longitude in (75, 20))
    assert west - east in (3, 4)


@given(st.floats(0.15, 0.5), st.integers(0, 20))
@settings(max_examples=5, deadline=None)
def test_wind_has_its_capacity_factor(capacity_factor, seed):
    power, speed = wind(Year(2023), capacity_factor, seed)
    assert power.mean() == pytest.approx(capacity_factor)
    assert power.min() >= 0 and power.max() <= 1.001
    assert 4.5 < speed < 11
    assert np.corrcoef(power[1:], power[:-1])[0, 1] > 0.85


def test_more_wind_needs_faster_wind():
    speeds = [wind(Year(2023), share)[1] for share in (0.2, 0.25, 0.3, 0.35)]
    assert speeds == sorted(speeds)
    assert 5 < speeds[1] < 7.5  # 5 to 7 m/s are reported where a quarter is expected


@given(st.floats(0.1, 0.95), st.floats(0, 1), st.integers(0, 364))
@settings(max_examples=8, deadline=None)
def test_water_keeps_energy_and_capacity(share, amplitude, peak):
    load = demand(YEAR, 10.0, Season(0.3, 0.1))
    power = water(YEAR, share * 8.76, 1_000.0, amplitude, peak, load)
    assert power.sum() == pytest.approx(share * 8.76e6)
    assert power.max() <= 1_000.0 * (1 + 1e-6) and power.min() >= 0


def test_the_reservoir_follows_demand():
    load = demand(YEAR, 10.0, Season(0.3, 0.1), weather=0.0)
    days = water(YEAR, 2.0, 1_000.0, 0.2, 100, load).reshape(-1, 24)
    assert (days.argmax(axis=1) == load.reshape(-1, 24).argmax(axis=1)).all()


def test_the_same_again():
    assert demand(YEAR, 5.0, TÜRKİYE, 3).tolist() == demand(YEAR, 5.0, TÜRKİYE, 3).tolist()
    assert wind(YEAR, 0.3, 3)[0].tolist() == wind(YEAR, 0.3, 3)[0].tolist()
    assert wind(YEAR, 0.3, 3)[0].tolist() != wind(YEAR, 0.3, 4)[0].tolist()


@pytest.mark.parametrize(
    "make",
    [
        lambda: demand(YEAR, float("nan"), TÜRKİYE),
        lambda: demand(YEAR, 1.0, Season(4.0, 0.0)),
        lambda: sun(YEAR, 0.0, 200.0, 1.0),
        lambda: sun(YEAR, 0.0, 0.0, -1.0),
        lambda: wind(YEAR, 0.0),
        lambda: water(YEAR, 1.0, 1_000.0, 1.5, 0, np.ones(8_760)),
    ],
)
def test_what_is_no_profile_is_refused(make):
    with pytest.raises(BadProfile):
        make()
