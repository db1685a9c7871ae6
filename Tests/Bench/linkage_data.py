"""Invented children as five agencies would have written them down: extracts with a truth, of any size, for measuring linkage.

    python linkage_data.py --records 1000000 --seed 7 --error 1.0 DIR

DIR gets education.csv, health.csv, camhs.csv, social.csv, voluntary.csv and truth.csv (record_id, agency, child_id,
family_id, twin_group, kind). Nobody in it is real: names come from lists of common names (`linkage_names.py`, and the census list in
PyPI's `names` where it is installed), put together by chance. `--error` scales every kind of slip at once.
"""
import argparse
import csv
import random
import unicodedata
from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from linkage_names import ENGLISH_SURNAMES, FIRST, KINDS, LAST, NEAR, ORIGINS, SHORT, TOWNS

TODAY = date(2026, 11, 22)
COLUMNS = "record_id forename middle surname sex dob address postcode nhs_number upn la_id".split()
AGENCIES = {"education": "E", "health": "H", "camhs": "C", "social": "S", "voluntary": "V"}


def plain(text: str) -> str:
    """Without accents, as an older system keeps it."""
    apart = unicodedata.normalize("NFD", text.translate(str.maketrans("łŁđĐøØı", "lLdDoOi")))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class Draw:
    """Draws one of a list, the first ones oftener (Zipf, flattened)."""

    def __init__(self, names: list[str], flat: float = 6.0):
        self.names = names
        self.sums = list(accumulate(1 / (place + flat) for place in range(len(names))))

    def __call__(self, chance: random.Random) -> str:
        return self.names[bisect(self.sums, chance.random() * self.sums[-1])]


def census_names() -> tuple[list[str], list[str], list[str]]:
    """The long tail of names from PyPI's `names`, where it is installed: surnames, girls, boys."""
    try:
        import names
    except ImportError:
        return [], [], []
    folder = Path(names.__file__).parent

    def read(file: str, count: int) -> list[str]:
        lines = (folder / file).read_text().splitlines()[:count]
        return [line.split()[0].capitalize() for line in lines]
    return read("dist.all.last", 20_000), read("dist.female.first", 2_000), read("dist.male.first", 900)


class World:
    def __init__(self, seed: int, records: int, error: float):
        self.chance = random.Random(seed)
        self.error = error
        tail_surnames, tail_girls, tail_boys = census_names()
        places = [a + b for a in FIRST.split() for b in LAST.split()]
        self.chance.shuffle(places)
        self.names = {}
        for origin, (share, surnames, girls, boys) in ORIGINS.items():
            if origin == "english":
                all_surnames = ENGLISH_SURNAMES + places[:600] + tail_surnames[:6_000]
                lists = (all_surnames, girls.split() + tail_girls, boys.split() + tail_boys)
            else:
                lists = (surnames.split(), girls.split(), boys.split())
            self.names[origin] = tuple(Draw(names) for names in lists)
        self.origins = list(ORIGINS)
        self.origin_sums = list(accumulate(ORIGINS[origin][0] for origin in self.origins))
        # About as many homes as families; twelve to a postcode, which is one side of a street.
        count = max(60, records // 40)
        self.postcodes = []
        used = set()
        while len(self.postcodes) < count:
            letters = "".join(self.chance.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
            code = f"{self.chance.choice(TOWNS)}{self.chance.randint(1, 29)} {self.chance.randint(0, 9)}{letters}"
            if code not in used:
                used.add(code)
                street = f"{self.chance.choice(places)} {self.chance.choice(KINDS)}"
                self.postcodes.append((street, code))
        self.numbers = set()

    def one_in(self, rate: float) -> bool:
        return self.chance.random() < rate * self.error

    def home(self) -> tuple[str, str]:
        street, code = self.chance.choice(self.postcodes)
        flat = f"Flat {self.chance.randint(1, 12)}, " if self.chance.random() < 0.05 else ""
        return f"{flat}{self.chance.randint(1, 120)} {street}", code

    def nhs_number(self) -> str:
        while True:
            digits = [self.chance.choice((4, 6, 7))] + [self.chance.randint(0, 9) for _ in range(8)]
            check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1))) % 11) % 11
            text = "".join(map(str, digits)) + str(check)
            if check != 10 and text not in self.numbers:
                self.numbers.add(text)
                return text

    def upn(self, born: date) -> str:
        letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
        while True:
            body = f"{self.chance.randint(370, 384)}{self.chance.randint(2000, 4999)}" \
                f"{(born.year + 5) % 100:02}{self.chance.randint(0, 999):03}"
            text = letters[sum(int(d) * place for place, d in enumerate(body, 2)) % 23] + body
            if text not in self.numbers:
                self.numbers.add(text)
                return text

    # Children.
    def family(self, number: int):
        """The children of one family: dicts of the truth."""
        chance = self.chance
        origin = self.origins[min(bisect(self.origin_sums, chance.random() * self.origin_sums[-1]), len(self.origins) - 1)]
        surnames, girls, boys = self.names[origin]
        surname, home = surnames(chance), self.home()
        if chance.random() < 0.06:
            surname = f"{surname}-{surnames(chance)}"
        births = chance.choices((1, 2, 3, 4, 5), (42, 36, 15, 5, 2))[0]
        born = TODAY - timedelta(days=chance.randint(0, 25 * 365))
        children = []
        for _ in range(births):
            at_once = chance.choices((1, 2, 3), (0.984, 0.0155, 0.0005))[0]
            same_sex = at_once > 1 and chance.random() < 0.35
            sex = chance.choice("FM")
            taken = {child["forename"] for child in children}
            group = f"{number}.{len(children)}" if at_once > 1 else ""
            for _ in range(at_once):
                if not same_sex:
                    sex = chance.choice("FM")
                draw = girls if sex == "F" else boys
                forename = draw(chance)
                while forename in taken:
                    forename = draw(chance)
                taken.add(forename)
                own = surname if chance.random() > 0.04 else surnames(chance)
                if origin == "polish" and sex == "F" and own.endswith("ski"):
                    own = own[:-1] + "a"
                children.append({
                    "family": number, "twins": group, "forename": forename, "sex": sex, "surname": own, "born": born,
                    "middle": draw(chance) if chance.random() < 0.45 else "", "home": home, "old_home": self.home(),
                    "nhs": self.nhs_number(), "upn": self.upn(born), "alias": surnames(chance),
                })
            born -= timedelta(days=chance.randint(320, 1900))
        return [child for child in children if child["born"] > date(2000, 9, 1)]

    # Records.
    def slip(self, text: str) -> str:
        if len(text) < 2:
            return text
        place = self.chance.randrange(len(text))
        kind = self.chance.random()
        if kind < 0.3:
            near = NEAR.get(text[place].lower())
            return text[:place] + (self.chance.choice(near) if near else text[place]) + text[place + 1:]
        if kind < 0.55:
            return text[:place] + text[place + 1:]
        if kind < 0.75:
            return text[:place] + text[place] + text[place:]
        place = min(place, len(text) - 2)
        return text[:place] + text[place + 1] + text[place] + text[place + 2:]

    def digit_slip(self, text: str) -> str:
        place = self.chance.randrange(1, len(text) - 1)
        if self.chance.random() < 0.5:
            return text[:place] + text[place + 1] + text[place] + text[place + 2:]
        return text[:place] + str(self.chance.randint(0, 9)) + text[place + 1:]

    def forename(self, child: dict, agency: str) -> tuple[str, str]:
        forename, middle = child["forename"], child["middle"]
        if self.one_in(0.12 if agency in ("voluntary", "education") else 0.03) and forename in SHORT:
            forename = self.chance.choice(SHORT[forename].split())
        elif middle and self.one_in(0.02):
            forename, middle = middle, forename
        if self.one_in(0.03):
            forename = self.slip(forename)
        if self.one_in(0.004):
            forename = forename[: self.chance.choice((1, 2, 3))]
        if agency == "voluntary" and self.chance.random() < 0.85 or self.chance.random() < 0.2:
            middle = ""
        if middle and self.one_in(0.02):
            middle = self.slip(middle)
        if middle and self.chance.random() < 0.03:
            forename, middle = f"{forename} {middle}", ""
        return forename, middle

    def surname(self, child: dict) -> str:
        surname = child["surname"]
        if "-" in surname:
            kind = self.chance.random()
            parts = surname.split("-")
            if kind < 0.25 * self.error:
                surname = self.chance.choice(parts)
            elif kind < 0.4 * self.error:
                surname = " ".join(parts)
        if self.one_in(0.025):
            surname = child["alias"]
        if self.one_in(0.03):
            surname = self.slip(surname)
        if "'" in surname and self.chance.random() < 0.4:
            surname = surname.replace("'", self.chance.choice(("", " ")))
        if not surname.isascii() and self.chance.random() < 0.5:
            surname = plain(surname)
        return surname

    def birth(self, born: date) -> str:
        if self.one_in(0.007):
            return ""
        kind = self.chance.random() / max(self.error, 0.001)
        if kind < 0.004 and born.day <= 12:
            return f"{born.year}-{born.day:02}-{born.month:02}"
        if kind < 0.010:
            return (born + timedelta(days=self.chance.choice((-10, -1, 1, 10, 2, -2)))).isoformat()
        if kind < 0.014:
            return born.replace(year=born.year + self.chance.choice((-1, 1)), day=min(born.day, 28)).isoformat()
        if kind < 0.018:
            return f"{born.year}-01-01"
        if kind < 0.021:
            return born.replace(month=self.chance.randint(1, 12), day=min(born.day, 28)).isoformat()
        return born.isoformat()

    def address(self, child: dict) -> tuple[str, str]:
        address, code = child["old_home"] if self.chance.random() < 0.07 * self.error else child["home"]
        if self.one_in(0.03):
            house, _, street = address.partition(" ")
            address = f"{house} {self.slip(street)}"
        if self.one_in(0.04):
            address = address.replace("Road", "Rd").replace("Street", "St").replace("Avenue", "Ave").replace("Close", "Cl")
        if self.one_in(0.008):
            address = ""
        if self.one_in(0.012):
            code = ""
        elif self.one_in(0.01):
            code = self.slip(code)
        elif self.one_in(0.015):
            code = code.replace(" ", "")
        elif self.one_in(0.006):
            code = code.split(" ")[0]
        return address, code

    def record(self, child: dict, agency: str, kind: str, siblings: list[dict]) -> dict:
        forename, middle = self.forename(child, agency)
        surname, born = self.surname(child), self.birth(child["born"])
        address, code = self.address(child)
        sex = "" if self.one_in(0.015) else child["sex"]
        if self.one_in(0.003):
            sex = "M" if child["sex"] == "F" else "F"
        if self.one_in(0.006):
            forename, surname = surname, forename
        newborn = kind == "newborn" or (TODAY - child["born"]).days < 120 and self.chance.random() < 0.25
        if newborn:
            words = ["Baby", f"Baby {'Boy' if child['sex'] == 'M' else 'Girl'}", "Infant", "Unborn" if agency == "social" else "Baby"]
            if child["twins"]:
                words += ["Twin 1", "Twin 2", "Twin One"]
            forename, middle = self.chance.choice(words), ""
            if self.chance.random() < 0.3:
                surname = child["alias"]
        nhs = upn = local = ""
        has_nhs = {"health": 0.97, "camhs": 0.93, "social": 0.55, "education": 0.02, "voluntary": 0.0}[agency]
        if self.chance.random() < has_nhs and not (kind == "newborn" and self.chance.random() < 0.3):
            nhs = child["nhs"]
            if self.one_in(0.004):
                nhs = self.digit_slip(nhs)
            elif siblings and self.one_in(0.001):
                nhs = self.chance.choice(siblings)["nhs"]
            if agency == "health":
                nhs = f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}"
        school_age = (TODAY - child["born"]).days > 4 * 365
        if agency == "education" and self.chance.random() < 0.985 or agency == "social" and school_age and self.chance.random() < 0.5:
            upn = self.digit_slip(child["upn"]) if self.one_in(0.003) else child["upn"]
        if agency == "social":
            local = f"P{self.chance.randint(1_000_000, 9_999_999)}"
        values = [forename, middle, surname, sex, born, address, code, nhs, upn, local]
        if agency == "health":
            values[:3] = [value.upper() for value in values[:3]]
            values[5] = values[5].upper()
        return dict(zip(COLUMNS[1:], values))


def generate(folder: Path, records: int, seed: int, error: float) -> dict:
    """Writes the extracts and the truth; returns the counts."""
    world = World(seed, records, error)
    chance = world.chance
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list] = {agency: [] for agency in AGENCIES}
    made = family = child_number = 0
    while made < records:
        family += 1
        children = world.family(family)
        for child in children:
            child_number += 1
            age = (TODAY - child["born"]).days / 365.25
            shares = {
                "education": 0.82 if age > 4.5 else 0.0, "health": 0.86, "camhs": 0.11 if age > 6 else 0.0,
                "social": 0.12, "voluntary": 0.2,
            }
            siblings = [other for other in children if other is not child]
            for agency, share in shares.items():
                if chance.random() >= share:
                    continue
                kinds = ["main"]
                if chance.random() < 0.02 * (2.5 if agency in ("voluntary", "social") else 1):
                    kinds.append("dup")
                if agency in ("health", "social") and chance.random() < 0.014:
                    kinds.append("newborn")
                for kind in kinds:
                    rows[agency].append((child_number, child["family"], child["twins"], kind, world.record(child, agency, kind, siblings)))
                    made += 1
    with open(folder / "truth.csv", "w", newline="", encoding="utf-8") as file:
        truth = csv.writer(file)
        truth.writerow("record_id agency child_id family_id twin_group kind".split())
        for agency, letter in AGENCIES.items():
            chance.shuffle(rows[agency])
            with open(folder / f"{agency}.csv", "w", newline="", encoding="utf-8") as extract:
                out = csv.writer(extract)
                out.writerow(COLUMNS)
                for place, (child, of, twins, kind, record) in enumerate(rows[agency]):
                    name = f"{letter}{place:07}"
                    out.writerow([name, *record.values()])
                    truth.writerow([name, agency, child, of, twins, kind])
    return {"records": made, "children": child_number, "families": family}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--error", type=float, default=1.0)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    print(generate(given.folder, given.records, given.seed, given.error))
