"""``cdslib status``: ask a running service how it is, and say it in words."""

import json
import urllib.error
import urllib.request
from typing import Any

from cdslib.errors import CdsError
from cdslib.i18n import Language, text
from cdslib.server.settings import Settings

PATIENCE = 10


class NoServiceError(CdsError, ConnectionError):
    """Nothing answers where the service should be, or something else does."""

    key = "serve.no_service"


class TokenNeededError(CdsError, PermissionError):
    """The service tells how it is only to those who have its token."""

    key = "serve.token_needed"


def ask(settings: Settings) -> dict[str, Any]:
    """Ask a running service how it is.

    Parameters
    ----------
    settings : Settings
        Those it was started with: host, port, base address, token.

    Returns
    -------
    dict
        Its report.

    Raises
    ------
    NoServiceError
        If nothing answers there, or something else does.
    TokenNeededError
        If the token is missing or wrong.
    """
    address = f"{settings.address}healthz"
    request = urllib.request.Request(address)
    if settings.token:
        request.add_header("Authorization", f"token {settings.token}")
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=PATIENCE) as answer:
            found = json.load(answer)
    except (OSError, ValueError) as error:
        raise NoServiceError(address=address) from error
    if not isinstance(found, dict) or found.get("status") != "ok":
        raise NoServiceError(address=address)
    if "kernels" not in found:
        raise TokenNeededError(address=address)
    return found


def words(found: dict[str, Any], lang: Language) -> str:
    """Say a report in words.

    Parameters
    ----------
    found : dict
        The report.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        One line for each thing.
    """
    never = text("serve.status_never", lang)
    lines = [
        text("serve.status_version", lang, version=found["version"], date=found["data_date"]),
        text("serve.status_kernels", lang, **found["kernels"]),
        text("serve.status_memory", lang, **found["memory_mb"]),
    ]
    if found["published"]:
        lines.insert(1, text("serve.status_published", lang, name=found["published"]))
    lines += [
        text("serve.status_page", lang, page=page, time=time or never)
        for page, time in found["pages"].items()
    ]
    incidents = [text("serve.status_incident", lang, **incident) for incident in found["incidents"]]
    return "\n".join(lines + (incidents or [text("serve.status_no_incident", lang)]))
