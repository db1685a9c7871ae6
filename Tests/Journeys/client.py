"""A caller without a browser: sends exactly the bytes that a test asks for, and keeps cookies."""
import gzip
import http.client
import json
import re
import secrets
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from server import Server

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    """Lower-case names."""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    def __str__(self) -> str:
        return f"{self.status} {self.headers.get('content-type', '')} {self.text[:600]}"


class Client:
    """One visitor or session. `token` goes into X-CSRF-Token with everything that is posted as JSON."""

    def __init__(self, server: Server):
        self.server = server
        self.cookies: dict[str, str] = {}
        self.token = ""

    def send(self, method: str, target: str, body: bytes | None = None, headers: dict[str, str] = {}) -> Answer:
        """One request on a connection of its own. The target goes out as it stands: no tidying of `..` or `%`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            own = {"Cookie": cookie} if cookie else {}
            if body is not None:
                own["Content-Length"] = str(len(body))
            for name, value in (own | headers).items():
                connection.putheader(name, value)
            try:
                connection.endheaders(body)
            except (BrokenPipeError, ConnectionResetError):
                if connection.sock is None:
                    raise  # Nobody took the call.
                # A server may answer and hang up before it has read a body that it refuses.
            answer = connection.getresponse()
            self._keep_cookies(answer)
            lower = {name.lower(): value for name, value in answer.getheaders()}
            data = answer.read()
        finally:
            connection.close()
        return Answer(answer.status, lower, gzip.decompress(data) if lower.get("content-encoding") == "gzip" else data)

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            value = rest.split(";")[0]
            if value and "max-age=0" not in line.lower():
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)

    def page(self, path: str) -> Answer:
        return self.send("GET", path, headers={"Accept": "text/html"})

    def value(self, path: str):
        """The page's value as JSON; the page must be there."""
        answer = self.send("GET", path, headers={"Accept": JSON})
        assert answer.status == 200, f"GET {path}: {answer}"
        return answer.json

    def post_json(self, path: str, value, **headers: str) -> Answer:
        return self.post_bytes(path, json.dumps(value).encode(), JSON, **headers)

    def post_form(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """As a browser does, token and all: a `csrf` in the fields goes before the client's own."""
        return self.post_bytes(path, urlencode({"csrf": self.token} | fields).encode(), FORM, **headers)

    def post_bytes(self, path: str, body: bytes, kind: str, **headers: str) -> Answer:
        own = {"Content-Type": kind, "Accept": JSON}
        if kind == JSON:
            own["X-CSRF-Token"] = self.token
        return self.send("POST", path, body, own | {name.replace("_", "-"): value for name, value in headers.items()})

    def read_form_token(self, path: str) -> None:
        """Takes the token from a form of a page, as a visitor's browser would."""
        found = re.search(r'name="csrf"\s+value="([^"]+)"', self.page(path).text)
        assert found, f"{path} has no form with a hidden field named csrf"
        self.token = found.group(1)

    def sign_in(self, account: str) -> "Client":
        """Signs in to the demonstration as one of its accounts, by its name there ("practitioner")."""
        self.read_form_token("/demonstration")
        answer = self.post_form("/demonstration", {"account": account, "form_id": new_id()})
        assert answer.status == 303, f"POST /demonstration as {account}: {answer}"
        self.token = self.value("/account")["csrf"]
        return self


def new_id() -> str:
    """A UUID of version 7, as forms carry for what they will make."""
    bits = time.time_ns() // 1_000_000 << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))
