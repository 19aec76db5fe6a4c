"""Scenarios as small documents: JSON to keep, short text for an address, both validated when read."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

from cdslib.analysis.scenario import Scenario
from cdslib.analysis.scenario_errors import (
    ScenarioAddressError,
    ScenarioSchemaError,
    ScenarioTextError,
    ScenarioVersionError,
)
from cdslib.resources import json_schema

VERSION = 1
_MOST_BYTES = 100_000
_PREFIX = f"{VERSION}."
# What most scenarios say, for the compression; it belongs to the version and is never changed within one.
_USUAL = (
    b'"merger_rule":"population","weights":{"awareness":50,"institutions":50,"human_resources":100,"infrastructure":140,'
    b'"name":"horizon":2035,"measure":"dti","digital_government""digital_economy""digital_society""ties":"alone",'
    b'"foundation_joint","own":"stand_still","others":"own_trend""follow_mean","kind":"national_best","peer":"vn34-01",'
    b'"kind":"peer","kind":"gain","value":0.0,"component":"institutions","component":"human_resources",'
    b'"component":"awareness","component":"infrastructure","component":"cybersecurity","component":"society_activity",'
    b'"component":"economy_activity","kind":"level","province":"vn63-","value":0.9},{"by":2027,"component":'
    b'"government_activity","kind":"level","province":"vn34-38","value":0.7},{"by":2030,"component":"'
    b'{"geography":"vn34","goal":{"kind":"rank","measure":"dti","province":"vn34-38","ties":"shared","value":15,'
    b'"year":2030},"levers":[{"by":2030,"component":"'
)


def write_scenario(scenario: Scenario) -> str:
    """Write a scenario as a JSON document.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    str
        JSON by ``cdslib/schemas/scenario-1.schema.json``, with its version.

    Examples
    --------
    >>> read_scenario(write_scenario(Scenario("vn34"))) == Scenario("vn34")
    True
    """
    return json.dumps({"version": VERSION, **scenario.as_dict()}, ensure_ascii=False, indent=2) + "\n"


def read_scenario(document: str | bytes) -> Scenario:
    """Read a scenario from a JSON document.

    Whether its provinces and main indices exist is checked where it is used, against the figures.

    Parameters
    ----------
    document : str or bytes
        As :func:`write_scenario` writes it.

    Returns
    -------
    Scenario
        The scenario.

    Raises
    ------
    ScenarioTextError
        If it is no JSON object.
    ScenarioVersionError
        If it is of another version.
    ScenarioSchemaError
        If it breaks a rule of the schema; the error names the place.

    Examples
    --------
    >>> read_scenario('{"version": 1, "geography": "vn34", "horizon": 2028}').years
    (2024, 2025, 2026, 2027, 2028)
    """
    try:
        plain = json.loads(document, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ScenarioTextError(reason=str(error)) from error
    if not isinstance(plain, dict):
        raise ScenarioTextError(reason=type(plain).__name__)
    found = plain.get("version", "–")
    if found != VERSION:
        raise ScenarioVersionError(found=found, known=VERSION)
    validate(plain)
    return Scenario.from_dict({name: value for name, value in plain.items() if name != "version"})


def validate(plain: dict[str, Any]) -> None:
    """Refuse what breaks the JSON Schema of scenarios.

    Parameters
    ----------
    plain : dict
        A parsed document.

    Raises
    ------
    ScenarioSchemaError
        With the place and the rule in both languages.
    """
    from fastjsonschema import JsonSchemaValueException

    try:
        _validator()(plain)
    except JsonSchemaValueException as error:
        raise _as_own(error) from error


def write_address(scenario: Scenario) -> str:
    """Write a scenario as short text of letters, digits, ``-``, ``_`` and ``.`` for an address.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    str
        Some 60 to 300 characters for up to a dozen levers.

    Examples
    --------
    >>> read_address(write_address(Scenario("vn34", name="Thử"))).name
    'Thử'
    """
    defaults = Scenario(scenario.geography).as_dict() | {"geography": None}
    said = {name: value for name, value in scenario.as_dict().items() if value != defaults.get(name)}
    plain = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    packed = zlib.compressobj(9, wbits=-15, zdict=_USUAL)
    data = packed.compress(plain.encode()) + packed.flush()
    checked = data + zlib.crc32(data).to_bytes(4, "big")[:2]
    return _PREFIX + base64.urlsafe_b64encode(checked).decode().rstrip("=")


def read_address(text: str) -> Scenario:
    """Read a scenario from an address.

    Parameters
    ----------
    text : str
        As :func:`write_address` writes it.

    Returns
    -------
    Scenario
        The scenario.

    Raises
    ------
    ScenarioVersionError
        If it is of another version.
    ScenarioAddressError
        If it was cut or changed.
    ScenarioSchemaError
        If it holds what no scenario can hold.

    Examples
    --------
    >>> read_address(write_address(Scenario("vn63", horizon=2028))).horizon
    2028
    """
    version, dot, packed = text.strip().partition(".")
    if dot and re.fullmatch(r"\d{1,4}", version) and version != str(VERSION):
        raise ScenarioVersionError(found=version, known=VERSION)
    if version != str(VERSION):
        raise ScenarioAddressError()
    return read_scenario(json.dumps({"version": VERSION, **_unpacked(packed)}))


def _unpacked(packed: str) -> dict[str, Any]:
    try:
        checked = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        data, check = checked[:-2], checked[-2:]
        opened = zlib.decompressobj(wbits=-15, zdict=_USUAL)
        plain = json.loads(opened.decompress(data, _MOST_BYTES).decode())
        is_whole = opened.eof and zlib.crc32(data).to_bytes(4, "big")[:2] == check
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise ScenarioAddressError() from error
    if not (is_whole and isinstance(plain, dict)):
        raise ScenarioAddressError()
    return plain


@cache
def _validator() -> Callable[[dict[str, Any]], Any]:
    from fastjsonschema import compile as compiled

    return compiled(json.loads(json_schema(f"scenario-{VERSION}")), use_default=False)


def _as_own(error: Any) -> ScenarioSchemaError:
    parts = [part for part in error.path[1:] if part]
    place = "".join(f"[{part}]" if part.isdigit() else f".{part}" for part in parts).lstrip(".")
    rule, value, wanted = error.rule, error.value, error.rule_definition
    if rule == "required":
        wanted = [name for name in wanted if name not in value]
    if rule == "additionalProperties":
        known = error.definition.get("properties", {})
        value = ", ".join(sorted(set(value) - set(known)))
    return ScenarioSchemaError(place or "scenario", rule, value, wanted)


def _no_constant(name: str) -> float:
    raise ValueError(name)
