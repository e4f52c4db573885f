"""What an ID token has to be before anything in it is believed (OpenID Connect Core, 3.1.3.7)."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from jupyter_interview.errors import SignInRefused
from jupyter_interview_server.tenancy.oidc.published import Key

ALGORITHMS = {"RS256": "RSA", "ES256": "EC"}
"""With a key that only the issuer has; never `none`, and never HS256, whose key would be its public one."""
LEEWAY = 60
"""Seconds by which the issuer's clock may be off."""
MOST_CHARACTERS = 32 * 1024
UNKNOWN_KEY = "unknown key"


def claims_of(
    token: str, keys: Sequence[Key], *, issuer: str, client_id: str, nonce: str, begun: datetime, now: datetime
) -> dict[str, Any]:
    """What the issuer says to us, in answer to this very request.

    Raises:
        SignInRefused: it is anything else; with UNKNOWN_KEY it may be that the issuer changed its keys.
    """
    if len(token) > MOST_CHARACTERS:
        raise SignInRefused("size")

    def by_header(signed: Any) -> Key:
        header = signed.headers()
        return _key(header.get("alg"), header.get("kid"), keys)

    try:
        claims = jwt.decode(token, by_header, algorithms=list(ALGORITHMS)).claims
        _rules(issuer, client_id, now).validate(claims)
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise SignInRefused(type(error).__name__) from error
    _check_ours(claims, client_id, nonce, begun)
    return claims


def _key(algorithm: object, kid: object, keys: Sequence[Key]) -> Key:
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise SignInRefused("algorithm")
    fitting = [key for key in keys if key.key_type == ALGORITHMS[algorithm] and key.get("alg") in (None, algorithm)]
    if kid is not None:
        fitting = [key for key in fitting if key.kid == kid]
    if not fitting:
        raise SignInRefused(UNKNOWN_KEY)
    if len(fitting) > 1:
        raise SignInRefused("which key")
    return fitting[0]


def _rules(issuer: str, client_id: str, now: datetime) -> jwt.JWTClaimsRegistry:
    essential: Any = {"essential": True}
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client_id},
        sub=essential,
        exp=essential,
        iat=essential,
        nonce=essential,
    )


def _check_ours(claims: dict[str, Any], client_id: str, nonce: str, begun: datetime) -> None:
    """What the library does not know: that the token is for us alone, and for this sign-in."""
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise SignInRefused("nonce")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != client_id:
        raise SignInRefused("azp")
    if claims["iat"] < begun.timestamp() - LEEWAY:
        raise SignInRefused("iat")
    if not 0 < len(claims["sub"]) <= 255:
        raise SignInRefused("sub")
