"""The example of deploy/jupyterhub as it is, but for ports and folders, some more people, and a token for the tests."""

import json
import os

c = get_config()  # noqa: F821 - JupyterHub gives it
told = json.loads(os.environ["HUB_TEST"])
load_subconfig(told["example"])  # noqa: F821
VISIT = ["access:services!service=interview"]

c.JupyterHub.subdomain_host = f"http://hub.localhost:{told['port']}"
c.JupyterHub.bind_url = f"http://127.0.0.1:{told['port']}"
c.JupyterHub.hub_port = told["hub_port"]
c.JupyterHub.db_url = "sqlite:///:memory:"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{told['proxy_port']}"
c.ConfigurableHTTPProxy.command = told["proxy"]

c.Authenticator.allowed_users |= {*told["more"], told["visitor"]}
c.Authenticator.admin_users = {"ann"}
c.SharedPasswordAuthenticator.admin_password = told["admin_password"]
c.JupyterHub.load_groups["others"] = {"users": told["more"]}

room = c.JupyterHub.services[0]
room["url"] = f"http://127.0.0.1:{told['room_port']}"
room["command"] += told["options"]
room["environment"] = told["environment"]
c.JupyterHub.services.append({"name": "tests", "api_token": told["token"]})
c.JupyterHub.load_roles += [
    {"name": "tests", "scopes": ["admin:users", "admin:groups"], "services": ["tests"]},
    {"name": "visitor", "scopes": VISIT, "users": [told["visitor"]]},
    {"name": "other-candidate", "scopes": [*VISIT, "custom:interview:take"], "groups": ["others"]},
]
