"""One Jupyter Server for many users: who acts, what is reachable, and managers that belong to one user each.

Three things, each at one place: `identity` decides who a request is, `gate` which routes there are, and `tenants` gives
each user managers of their own, so that another's kernels, files and sessions are not there to be found.
"""
