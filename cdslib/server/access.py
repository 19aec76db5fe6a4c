"""Who may come in: everyone, or those who know the token. Nobody is told apart from anybody else."""

import hashlib
import hmac
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth import IdentityProvider, User
from jupyter_server.auth.login import LoginFormHandler
from tornado.web import RequestHandler

from cdslib.server.answers import PlainPages, render

VISITOR = User("visitor")


def cookie_secret(token: str) -> bytes:
    """Derive from the token what signs the cookies.

    A visitor who has given the token need not give it again after a restart, or to another server with the
    same token.

    Parameters
    ----------
    token : str
        The token of the service.

    Returns
    -------
    bytes
        A key.
    """
    return hashlib.pbkdf2_hmac("sha256", token.encode(), b"cdslib cookies", 200_000)


class TokenProvider(IdentityProvider):
    """Lets in who gives the token once; without a token everyone, and then without any cookie."""

    @property
    def auth_enabled(self) -> bool:
        """Return whether a token is needed."""
        return bool(self.token)

    async def _get_user(self, handler: RequestHandler) -> User | None:
        return await super()._get_user(handler) if self.token else VISITOR

    def generate_anonymous_user(self, handler: RequestHandler) -> User:  # noqa: ARG002
        """Return the one visitor there is; no name is made up, no visitor is told apart."""
        return VISITOR

    async def get_user_token(self, handler: RequestHandler) -> User | None:
        """Return the visitor if the request carries the token."""
        return self._checked(self.get_token(handler))

    def process_login_form(self, handler: RequestHandler) -> User | None:
        """Return the visitor if the form carries the token."""
        return self._checked(handler.get_body_argument("password", ""))

    def _checked(self, given: str | None) -> User | None:
        right = bool(given) and hmac.compare_digest(str(given).encode(), str(self.token).encode())
        return VISITOR if right else None


class LoginHandler(PlainPages, LoginFormHandler):
    """Asks for the token, in both languages."""

    def _render(self, message: Any = None) -> None:
        next_page = self.get_query_argument("next", self.base_url)
        self.finish(
            render(
                "login.html.j2",
                self.base_url,
                action=f"{self.base_url}login?{urlencode({'next': next_page})}",
                wrong=message is not None,
                xsrf=self.xsrf_form_html(),
            )
        )
