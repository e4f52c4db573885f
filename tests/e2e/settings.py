"""What JupyterLab would ask somebody new, answered."""

NEWS = "@jupyterlab/apputils-extension:notification"
SETTINGS = """{"fetchNews": "false", "checkForUpdates": false}"""
