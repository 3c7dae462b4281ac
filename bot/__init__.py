"""How Slack sees it: listeners, use cases, views, the reconciler and the command line."""
