"""The command line, `debrief …`."""


def main() -> None:
    """Run the command line."""
