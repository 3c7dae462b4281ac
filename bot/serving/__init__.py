"""The app as a process: Bolt, HTTP, Socket Mode, authorization, failures."""
