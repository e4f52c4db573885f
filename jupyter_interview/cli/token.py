"""`jupyter interview token`: an access token, with which a script or a person signs in to a hosted server."""

from __future__ import annotations

import argparse
import asyncio
from datetime import timedelta
from typing import Any

from jupyter_interview.cli.numbers import positive
from jupyter_interview.cli.servers import located
from jupyter_interview.domain.interview import Role
from jupyter_interview.domain.tokens import digest_of, new_token

ISSUER = "token"


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "token",
        help="make an access token for an account of a hosted server",
        description="Makes the account when there is none of that name, and prints the token, which is kept nowhere.",
    )
    parser.add_argument("name", help="the account's name")
    parser.add_argument("--role", choices=[role.value for role in Role], help="what the account may do from now on")
    parser.add_argument("--days", type=positive, default=30, metavar="N", help="so long the token is good; default: 30")
    parser.add_argument("--revoke", action="store_true", help="end all tokens of the account, and make none")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    role = Role(arguments.role) if arguments.role else None
    said = asyncio.run(_token(arguments.name, role, timedelta(days=arguments.days), arguments.revoke))
    print(said)
    return 0


async def _token(name: str, role: Role | None, lasts: timedelta, revoke: bool) -> str:
    from jupyter_interview.adapters.postgres.hosted import HostedStore
    from jupyter_interview.adapters.postgres.store import PostgresStore
    from jupyter_interview_server.app import configured_settings

    async with located(configured_settings()) as addresses:
        await (await PostgresStore.open(addresses.database_url)).close()  # which brings the schema up to date
        store = await HostedStore.open(addresses.database_url)
        try:
            account = await store.ensure_account(ISSUER, name, name, role)
            if revoke:
                await store.drop_tokens(account.id)
                return f"The tokens of {name} are no longer good."
            token = new_token()
            await store.add_token(account.id, digest_of(token), lasts)
            return token
        finally:
            await store.close()
