"""What stands in the letters that the demonstration keeps at /outbox: people open their mail and follow the link."""
import re
from urllib.parse import urlsplit

from person import Person


def link_in_letter(reader: Person, to: str, subject: str) -> str:
    """The path of the link in the newest letter with this subject."""
    page = reader.opens("/outbox").page
    letters = page.get_by_role("region", name=subject, exact=True).filter(has_text=to)
    assert letters.count(), f"/outbox has no letter “{subject}” to {to}"
    text = letters.first.inner_text()
    found = re.search(r"https?://\S+", text)
    assert found, f"The letter has no link:\n{text}"
    return urlsplit(found.group(0)).path
