"""How Slack sees it: listeners, use cases, views, the worker and the command line."""
