"""Fields that a form would take, made from what /openapi.json says of it; so a new field breaks no test here."""
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from client import JSON, Client, new_id


def properties(client: Client, path: str) -> dict[str, dict]:
    form = client.value("/openapi.json")["paths"][path]["post"]
    return form["requestBody"]["content"][JSON]["schema"]["properties"]


def text_fields(client: Client, path: str) -> dict[str, int | None]:
    """The fields that take free text, with the characters they take at most."""
    return {
        name: field.get("maxLength") for name, field in properties(client, path).items()
        if field.get("type") == "string" and not {"enum", "format", "examples"} & field.keys()
    }


def example_fields(client: Client, path: str, text: str = "A visit for a test") -> dict:
    """Every required field of a form, and each that takes long text; `text` goes into those."""
    form = client.value("/openapi.json")["paths"][path]["post"]["requestBody"]["content"][JSON]["schema"]
    fields = {
        name: example(field, text) for name, field in form["properties"].items()
        if name in form["required"] or field.get("maxLength", 0) >= 500
    }
    return fields | {"form_id": new_id()}


def example(field: dict, text: str):
    if "enum" in field or "examples" in field:
        return (field.get("enum") or field["examples"])[0]
    match field["type"], field.get("format"):
        case "array", _:
            return [example(field["items"], text)]
        case "boolean", _:
            return True
        case "integer", _:
            return field.get("minimum", 1)
        case _, "date":
            return (datetime.now(ZoneInfo("Europe/London")) - timedelta(days=1)).date().isoformat()
        case _, "uuid":
            return new_id()
        case _:
            return text[: field.get("maxLength", 10_000)]
