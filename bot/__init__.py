"""How Slack sees it: listeners, use cases, views, the worker and the command line."""

import os

# No other package has a say in how values are read; and looking whether one would takes 25 ms of every start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
