"""Papers as PDFs: tagged, with language and title, and the same words for whoever may read them and nobody else."""
import re
import zlib

from client import Client
from database import ROOT
from server import Server
from test_ehc_journey import case_of

PROGRAM = ROOT / "build/weasyprint/bin/weasyprint"


def objects(pdf: bytes) -> str:
    """Everything that the file says, with its compressed parts opened."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:  # a last byte that looks like the end of a line is not missed: the checksum is not asked for
            parts.append(zlib.decompressobj().decompress(found.group(1)))
        except zlib.error:
            pass
    return b"\n".join(parts).decode("latin-1")


def test_the_pdf_of_a_plan_is_accessible(server: Server) -> None:
    assert PROGRAM.exists(), "bin/get-weasyprint has not run: bin/setup calls it"
    path = case_of(server, "Jamie", "Whitlock")
    child = path.split("/")[2]
    officer = Client(server).sign_in("ehc_coordinator")
    for who, address in (officer, f"{path}/plan/versions/1/pdf"), (
        Client(server).sign_in("young_person"), f"/family/{child}/ehc/plan/pdf"):
        answer = who.send("GET", address)
        assert answer.status == 200 and answer.headers["content-type"] == "application/pdf", str(answer)
        assert answer.body.startswith(b"%PDF-") and "no-store" in answer.headers["cache-control"]
        said = objects(answer.body)
        for wanted in "/MarkInfo", "/Marked true", "/StructTreeRoot", "/Lang (en-GB)", "/DisplayDocTitle true":
            assert wanted in said, f"{address} lacks {wanted}"
        assert re.search(r"pdfuaid:part=.1", said), "it does not say that it is PDF/UA"
        for role in "/H1", "/H2", "/Table", "/TH", "/L":
            assert re.search(rf"/S {role}\b", said), f"{address} has nothing tagged {role}"
        assert "Education, health and care plan of Jamie Whitlock" in said
    mother = Client(server).sign_in("family_member")
    assert mother.send("GET", f"/family/{child}/ehc/plan/pdf").status == 404
    assert mother.send("GET", f"{path}/plan/versions/1/pdf").status in (403, 404)
    assert officer.send("GET", f"{path}/plan/versions/99/pdf").status == 404


def test_the_pack_of_a_board_is_accessible(server: Server) -> None:
    (group,) = server.database.ask("SELECT group_id FROM group_report WHERE approved_at IS NOT NULL")[0]
    held, ahead = (
        server.database.ask(f"SELECT id FROM group_meeting WHERE group_id = '{group}' AND {which}")[0][0]
        for which in ("state = 'held' AND agreed_at IS NULL", "state = 'planned'"))
    visitor, mother = Client(server), Client(server).sign_in("family_member")
    answer = visitor.send("GET", f"/governance/groups/{group}/meetings/{ahead}/pack/pdf")
    assert answer.status == 200 and answer.body.startswith(b"%PDF-"), str(answer)
    said = objects(answer.body)
    for wanted in "/Marked true", "/StructTreeRoot", "/Lang (en-GB)", "/DisplayDocTitle true", "Board for Vulnerable Children":
        assert wanted in said, f"the pack lacks {wanted}"
    assert re.search(r"pdfuaid:part=.1", said), "it does not say that it is PDF/UA"
    figures, tables = len(re.findall(r"/S /Figure\b", said)), len(re.findall(r"/S /Table\b", said))
    assert figures >= 3 and said.count("/Alt") >= figures and tables > figures, (figures, said.count("/Alt"), tables)
    # What is for members only leaves for members only.
    pages = [person.page(f"/governance/groups/{group}/meetings/{held}/pack").text for person in (visitor, mother)]
    assert "471,500" not in pages[0] and "471,500" in pages[1]
