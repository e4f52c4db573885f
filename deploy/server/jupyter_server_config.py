# The configuration of servers and workers in containers: addresses and keys come from files, and none is in the image.
from pathlib import Path

SECRETS = Path("/run/secrets")


def said(name: str) -> str:
    return (SECRETS / name).read_text().strip()


c = get_config()  # noqa: F821
c.InterviewApp.database_url = said("database_url")
c.InterviewApp.redis_url = said("redis_url")
c.InterviewApp.object_store = "s3://interviews"
c.InterviewApp.signing_key_file = str(SECRETS / "transcripts_key")
c.InterviewApp.judge_concurrency = 0  # the worker's; a server is for people
c.InterviewApp.json_logs = True
c.HostedServer.session_key_file = str(SECRETS / "session_key")
c.HostedServer.proxies = ["172.30.88.0/24"]  # the network `front` of compose.yaml: nginx and the servers
c.ServerApp.ip = "0.0.0.0"
