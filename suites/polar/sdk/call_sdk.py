"""Creates a customer session with an installed `polar-sdk`, as its published samples do, once for each response of a
loopback server. Arguments and output are those of a `ConsumerCommand`."""

import dataclasses
import importlib
import json
import os
import sys

module, url, first, end = sys.argv[1:]
sdk = importlib.import_module(module)
output = os.fdopen(3, "w", encoding="utf-8")


def create_session(base_url):
    """Version 1 takes keyword arguments, earlier versions take a request."""
    if module == "polar_sdk":
        with sdk.Polar(access_token="polar_oat_xxx", server_url=base_url) as polar:
            return polar.customer_sessions.create(request={"external_customer_id": "usr_1337"})
    with sdk.Polar("polar_oat_xxx", base_url=base_url) as polar:
        return polar.customer_sessions.create(external_customer_id="usr_1337")


def to_json(value):
    """Converts a decoded value to JSON, with the names that the API uses."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True)
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) else value


def describe(error):
    """The first problem that pydantic (before version 1) or adaptix lists, with its location."""
    cause = error.__cause__
    if hasattr(cause, "errors"):
        problem = cause.errors()[0]
        return ".".join(map(str, problem["loc"])) + ": " + problem["msg"]
    trail = []
    while cause is not None:
        trail += getattr(cause, "_adaptix_struct_trail", [])
        error, cause = cause, next(iter(getattr(cause, "exceptions", ())), None)
    location = ".".join(map(str, trail)) + ": " if trail else ""
    return location + (str(error) or type(error).__name__).split("\n")[0].split(", input_value=")[0]


def read(base_url):
    try:
        return {"value": to_json(create_session(base_url))}
    except Exception as error:
        name = type(error).__name__
        if getattr(error, "status_code", 0) >= 400 and name != "ResponseValidationError":
            data = to_json(getattr(error, "data", getattr(error, "error", None)))
            decoded = {"value": data} if isinstance(data, dict) else {}
            return {"error": name, "reportsStatus": True, **decoded}
        return {"error": name, "detail": describe(error)}


for index in range(int(first), int(end)):
    print(json.dumps({"index": index, **read(f"{url}/{index}")}, default=str), file=output, flush=True)
