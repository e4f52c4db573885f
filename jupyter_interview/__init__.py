"""jupyter-interview: JupyterLab as a technical interview room.

This package is the core: domain rules, use cases, the adapters behind their ports, the question bank, the offline
review and the command line. It imports neither tornado nor jupyter_server nor docker; the server extension
(`jupyter_interview_server`) and the kernels (`jupyter_interview_kernels`) import it.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jupyter-interview")
except PackageNotFoundError:  # a bare checkout on sys.path, not installed
    __version__ = "0+unknown"
