"""What signed-in users may do to whichever resource, as Jupyter's handlers name them: the ring behind the gate."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth.authorizer import Authorizer

RESOURCES = frozenset({"api", "contents", "kernels", "sessions", "kernelspecs", "events"})
OURS = "jupyter_interview:"


class HostedAuthorizer(Authorizer):
    """Everybody may do everything to their own, which is all that their managers hold; and nothing else at all."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        if resource == "events":
            return action == "execute"  # to listen; what is emitted would reach others
        return resource in RESOURCES or resource.startswith(OURS)
