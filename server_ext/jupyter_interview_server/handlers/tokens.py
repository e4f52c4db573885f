"""`/interview/api/users/me/tokens`: the access tokens of one's scripts."""

from __future__ import annotations

from jupyter_interview.errors import NotFound
from jupyter_interview.service.tokens import AccessTokens
from jupyter_interview_server.handlers.base import InterviewHandler, allowed, parse_id
from jupyter_interview_server.protocol import AccessTokenBody, MakeToken

RESOURCE = "jupyter_interview:users"


class _Tokens(InterviewHandler):
    @property
    def tokens(self) -> AccessTokens:
        """Raises NotFound on one's own machine, where scripts use Jupyter's own token."""
        if self.services.tokens is None:
            raise NotFound("This server has no accounts. Scripts use Jupyter's own token here.")
        return self.services.tokens


class TokensHandler(_Tokens):
    @allowed("read", RESOURCE)
    async def get(self) -> None:
        found = await self.tokens.of(await self.user())
        self.reply({"tokens": [AccessTokenBody(one.id, one.name, one.created_at, one.expires_at) for one in found]})

    @allowed("write", RESOURCE)
    async def post(self) -> None:
        tokens, asked = self.tokens, self.body(MakeToken)
        by_token = bool(self.token_authenticated)
        made, secret = await tokens.make(await self.user(), asked.name, asked.days, by_token=by_token)
        self.set_header("Cache-Control", "no-store")
        self.reply(AccessTokenBody(made.id, made.name, made.created_at, made.expires_at, secret), status=201)


class TokenHandler(_Tokens):
    @allowed("write", RESOURCE)
    async def delete(self, token_id: str) -> None:
        await self.tokens.revoke(await self.user(), parse_id(token_id))
        self.reply({})
