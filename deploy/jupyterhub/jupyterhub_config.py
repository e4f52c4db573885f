"""A JupyterHub with the interview room as a service, to try on one machine.

    INTERVIEW_PASSWORD=… jupyterhub -f deploy/jupyterhub/jupyterhub_config.py

Then open http://interview--service.hub.localhost:8000/services/interview/ and come in with that password as `tess`, who
is an educator, or as `sam` or `mia`, who are candidates. What to change for real is said at each place.
"""

import os
import sys

c = get_config()  # noqa: F821 - JupyterHub gives it

# --- Where it is -----------------------------------------------------------------------------------------------------
# Every user's own server and every service get a host each: `sam.hub.localhost`, `interview--service.hub.localhost`. At
# one host for all, a page that somebody's server shows could act in the interview room as whoever looks at it.
# For real: "https://hub.example.org", with names and a certificate for *.hub.example.org, and TLS at the proxy.
c.JupyterHub.subdomain_host = "http://hub.localhost:8000"
c.JupyterHub.bind_url = "http://127.0.0.1:8000"

# --- Who people are --------------------------------------------------------------------------------------------------
# One password for everybody is for trying alone. For real: OAuthenticator, LTI, LDAP or whatever the Hub uses already.
# What it calls a user is what rosters call them.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["INTERVIEW_PASSWORD"]
c.Authenticator.allowed_users = {"tess", "sam", "mia"}

# A cohort may name one of these groups; its users are let in as candidates.
c.JupyterHub.load_groups = {
    "teachers": {"users": ["tess"]},
    "algorithms": {"users": ["sam", "mia"]},
}

# --- What they may do in the interview room --------------------------------------------------------------------------
c.JupyterHub.custom_scopes = {
    "custom:interview:take": {"description": "Sit interviews."},
    "custom:interview:grade": {"description": "Found cohorts, set interviews and grade them."},
}
VISIT = "access:services!service=interview"
c.JupyterHub.load_roles = [
    {"name": "interview-candidate", "scopes": [VISIT, "custom:interview:take"], "groups": ["algorithms"]},
    {"name": "interview-educator", "scopes": [VISIT, "custom:interview:grade"], "groups": ["teachers"]},
    # So that the room can tell a group that lost somebody from one that is gone.
    {"name": "interview-room", "scopes": ["list:groups"], "services": ["interview"]},
]

# --- The interview room ----------------------------------------------------------------------------------------------
c.JupyterHub.services = [
    {
        "name": "interview",
        "url": "http://127.0.0.1:10101",
        "command": [sys.executable, "-m", "jupyter_interview.cli", "serve"],
        "oauth_client_allowed_scopes": ["custom:interview:take", "custom:interview:grade"],
        "oauth_no_confirm": True,
    }
]

# --- Users' own servers ----------------------------------------------------------------------------------------------
# Processes of this machine are for trying alone. The interview room does not need them: its code runs in containers.
c.JupyterHub.spawner_class = "simple"
