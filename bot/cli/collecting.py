"""Lets the garbage collector rest while a command starts and when it ends; knows no command."""

import gc

USUAL = gc.get_threshold()
FEW = 1_000_000
"""New objects between two looks for garbage: what a start makes is hardly ever garbage, and looking for it after every
700, as Python usually does, takes a tenth of the CPU."""


def starting() -> None:
    """Look for garbage seldom."""
    gc.set_threshold(FEW)


def serving() -> None:
    """Look for garbage as usual, but never again among what stands by now.

    Before a fork, so that this stays shared: a look for garbage writes to every object.
    """
    gc.freeze()
    gc.set_threshold(*USUAL)


def ending() -> None:
    """Hand all back to the system as it is: a last look for garbage would be for nothing."""
    gc.freeze()
