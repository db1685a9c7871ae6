"""Works out when limits end, without any of Keywork's code, and writes clock-cases.csv.

    pip install holidays==0.109 python-dateutil==2.9.0.post0
    python Tests/ClockCases/clock_cases.py > Tests/ClockCases/clock-cases.csv

The limits are typed here from the law and the standards (docs of each in registers/clock-rules.csv), not read from the
registers: a limit that is mistyped in one place differs from the other. Bank holidays come from the library `holidays`,
months from `dateutil`, hours from the time zone database.
"""
import csv
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import holidays
from dateutil.relativedelta import relativedelta

LONDON = ZoneInfo("Europe/London")
BANK = holidays.country_holidays("GB", subdiv="ENG", years=range(2007, 2030))


def working(day):
    return day.weekday() < 5 and day not in BANK


def add_working(day, count):
    while count:
        day += timedelta(days=1)
        count -= working(day)
    return day


def next_working(day):
    while not working(day):
        day += timedelta(days=1)
    return day


def weeks(n): return lambda d: d + timedelta(days=7 * n)
def days(n): return lambda d: d + timedelta(days=n)
def days_with_first(n): return lambda d: d + timedelta(days=n - 1)
def months(n): return lambda d: d + relativedelta(months=n)
def work(n): return lambda d: add_working(d, n)
def work_with_first(n): return lambda d: add_working(d, n - 1) if working(d) else add_working(d, n)
def clear(n): return lambda d: d + timedelta(days=n + 1)
def clear_before(n): return lambda d: d - timedelta(days=n + 1)
def on(month, day): return lambda d: date(d.year, month, day)


def tribunal(letter, certificate=None):
    """Two months from the letter or one month from the certificate, the later; moved out of Christmas and August."""
    end = letter + relativedelta(months=2)
    if certificate:
        end = max(end, certificate + relativedelta(months=1))
    if (end.month, end.day) >= (12, 25):
        return next_working(date(end.year + 1, 1, 2))
    if (end.month, end.day) == (1, 1):
        return next_working(date(end.year, 1, 2))
    if end.month == 8:
        return next_working(date(end.year, 9, 1))
    return end


# The terms of the register, typed again: the last day of each, by the day on which it begins.
TERMS = {
    "2023-09-04": "2023-12-20", "2024-01-08": "2024-03-28", "2024-04-15": "2024-07-23",
    "2024-09-02": "2024-12-20", "2025-01-06": "2025-04-04", "2025-04-22": "2025-07-22",
    "2025-09-01": "2025-12-19", "2026-01-05": "2026-03-27", "2026-04-13": "2026-07-21",
    "2026-09-01": "2026-12-18", "2027-01-04": "2027-03-25", "2027-04-12": "2027-07-22",
    "2027-09-01": "2027-12-17", "2028-01-04": "2028-03-31", "2028-04-18": "2028-07-21",
}


def terms(n):
    """The end of the nth term that begins after the day; with a minus, of the nth before that ended."""
    def limit(day):
        if n > 0:
            return sorted(end for begin, end in TERMS.items() if begin > day.isoformat())[n - 1]
        return sorted((end for end in TERMS.values() if end < day.isoformat()), reverse=True)[-n - 1]
    return limit


EHC = {
    "EHC-06": weeks(6), "EHC-ADV": weeks(6), "EHC-16": weeks(16), "EHC-20": weeks(20),
    "EHC-REP": days_with_first(15), "EHC-CON": days(15),
    "AR-BEF": weeks(-2), "AR-RPT": weeks(2), "AR-DEC": weeks(4), "AR-REP": days_with_first(15),
    "AR-12M": months(12), "AR-U5": months(6),
    "END-REP": days_with_first(15), "RE-15": days(15), "RE-14": weeks(14),
    "PT-15F": on(2, 14), "PT-31M": on(3, 30), "PT-5M": months(-5),
    "MOVE-15": work(15), "MOVE-6W": weeks(6),
    "MED-2M": months(2), "MED-CERT": work(3), "MED-30": days(30), "TRI": tribunal,
    "ORD-2T": weeks(2), "ORD-10": weeks(10), "ORD-14": weeks(14), "ORD-5": weeks(5), "ORD-11": weeks(11),
    "ORD-5A": weeks(5), "ORD-2A": weeks(2), "ORD-2R": weeks(2), "EXT-5W": weeks(5),
    "PFA-13H": months(13 * 12 + 6), "PFA-14": months(14 * 12), "PFA-16": months(16 * 12), "PFA-17": months(17 * 12),
    "PFA-17H": months(17 * 12 + 6), "PFA-18": months(18 * 12),
}
# What happened on each of these days: ordinary terms, leap days, both ends of months, Easter, the clock changes,
# August, Christmas and New Year, and the days that were moved or added once.
EHC_DAYS = """2026-01-05 2024-02-29 2023-12-01 2023-10-31 2026-03-20 2026-03-29 2026-06-24 2026-08-03 2025-10-25
2025-12-24 2026-12-18 2022-05-20""".split()
# Days of school terms, of breaks, and the last and first days of both.
SCHOOL = {"SEN-REV": terms(1), "PT-REV": terms(-3), "POR-TRA": terms(-1)}
SCHOOL_DAYS = "2025-09-01 2025-12-19 2025-12-20 2026-02-18 2026-07-22 2026-09-01 2027-03-26 2027-09-01".split()
BIRTHS = "2012-02-29 2010-08-31 2008-12-25 2011-06-30".split()

# The rules of other fields: two days each.
OTHERS = {
    "FD-1": work(1), "FD-CHK": work(1), "CFA-45": work(45), "ICPC-15": work(15), "CORE-10": work(10),
    "CP-VIS": work(10), "CP-REV1": months(3), "CP-REV": months(6), "CIN-REV": months(3), "EH-ASS": work(30),
    "TAF-REV": weeks(6), "TAF-MAX": weeks(12), "EH-DOWN": work(10), "EH-AGR": months(6), "EH-AGAIN": months(12),
    "MH-4W": days(28), "MH-WL": weeks(4), "ED-U": days(7), "ED-R": days(28), "RTT-18": days(126),
    "CAPA-C": weeks(6), "CAPA-P": weeks(6), "POR-ACK": work(5), "POR-INIT": weeks(12), "POR-VIS": days(14),
    "POR-REV": months(6), "DP-3M": months(3), "DP-12M": months(12), "SB-17": days_with_first(17),
    "SB-REV1": months(3), "SB-REV": months(6), "CC-6W": weeks(6), "CC-5D": work(5), "CC-3M": months(3),
    "CC-12M": months(12), "KD-28": clear(28), "KD-GE": clear(5), "KD-AG": clear_before(5), "KD-CALL": work(5),
    "KD-PM": clear(28), "KD-PM5": clear(5),
    "STAND-8": work_with_first(8), "UK7-30": days(30), "UK7-120": days(120), "TUPE-28": days(-28),
    "SAR-1M": months(1), "BG-2": work(2), "ORUK-3M": months(3), "LO-ANN": months(12),
    "ISP-REV": months(12), "FH-REV": months(3),
    "CMP-ACK": work(5), "CMP-C1": work(10), "CMP-C2": work(25), "CMP-C3Q": work(20), "CMP-C3": work(30),
    "CMP-C3W": work(5), "CMP-C3R": work(15), "CMP-L1": work(10), "CMP-L2": work(20), "CMP-NA": work(3),
    "CMP-N6": months(6), "CMP-OMB": months(12), "CMP-PHSO": months(12),
}
OTHER_DAYS = "2025-12-19 2027-08-31".split()
PUBLISHED = {"2025-01-16": "2025-03-14", "2026-01-15": "2026-03-12", "2027-01-21": "2027-03-11"}

# Hours run through the night and through the change of the clocks.
HOURS = {"FD-RED": 4, "FD-AMB": 24, "FD-GRN": 72, "MH-4H": 4, "MH-C24": 24, "MH-ED1": 1, "CC-48H": 48, "BR-72": 72}
MOMENTS = ["2026-03-28 23:30", "2026-10-24 15:15"]


def add_hours(text, hours):
    start = datetime.fromisoformat(text).replace(tzinfo=LONDON)
    end = (start.astimezone(timezone.utc) + timedelta(hours=hours)).astimezone(LONDON)
    return end.strftime("%Y-%m-%d %H:%M")


def urgent(text):
    """24 hours; where nobody is on duty then (working days, 9 to 5), the end of the next working day's duty."""
    start = datetime.fromisoformat(text).replace(tzinfo=LONDON)
    plain = (start.astimezone(timezone.utc) + timedelta(hours=24)).astimezone(LONDON)
    minute = plain.hour * 60 + plain.minute
    if working(plain.date()) and 540 <= minute <= 1020:
        return plain.strftime("%Y-%m-%d %H:%M")
    first = plain.date() if minute <= 1020 else plain.date() + timedelta(days=1)
    return f"{next_working(first)} 17:00"


def cases():
    for rule, limit in EHC.items():
        for text in BIRTHS if rule.startswith("PFA") else EHC_DAYS:
            yield rule, text, "", limit(date.fromisoformat(text))
    for rule, limit in SCHOOL.items():
        for text in SCHOOL_DAYS:
            yield rule, text, "", limit(date.fromisoformat(text))
    for letter in ["2026-10-26", "2026-10-31", "2026-06-02", "2026-06-30", "2026-11-02", "2023-12-31"]:
        for later in [10, 35, 58]:
            certificate = date.fromisoformat(letter) + timedelta(days=later)
            yield "TRI", letter, certificate, tribunal(date.fromisoformat(letter), certificate)
    for meeting in ["2026-10-01", "2024-02-01", "2025-12-03"]:
        for later in [14, 27, 40]:
            day = date.fromisoformat(meeting)
            notice = day + timedelta(days=later)
            yield "AR-FIN", meeting, notice, min(day + timedelta(weeks=12), notice + timedelta(weeks=8))
        yield "AR-FIN", meeting, "", day + timedelta(weeks=12)
    for review, moved in [("2025-11-10", "2026-01-05"), ("2025-11-10", "2026-10-30"), ("2024-02-29", "2024-12-31")]:
        ends = [date.fromisoformat(review) + relativedelta(months=12), date.fromisoformat(moved) + relativedelta(months=3)]
        yield "MOVE-REV", review, moved, max(ends)
    for rule, limit in OTHERS.items():
        for text in OTHER_DAYS:
            yield rule, text, "", limit(date.fromisoformat(text))
    for text, end in PUBLISHED.items():
        yield "SEN2-SUB", text, "", end
    for rule, hours in HOURS.items():
        for text in MOMENTS:
            yield rule, text, "", add_hours(text, hours)
    for text in ["2026-04-01 10:00", "2026-04-02 14:00", "2026-12-24 09:30", "2026-11-18 20:00"]:
        yield "MH-24", text, "", urgent(text)


writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(["rule", "trigger", "second", "due"])
writer.writerows(cases())
