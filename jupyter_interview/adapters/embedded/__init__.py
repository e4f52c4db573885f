"""Real PostgreSQL and Valkey servers from wheels, supervised in the user's data folder."""

from jupyter_interview.adapters.embedded.attachment import Attachment, EmbeddedServers, attach, supervise

__all__ = ["Attachment", "EmbeddedServers", "attach", "supervise"]
