"""What people read of a module: its names, comments and docstrings; knows no rule of spelling."""

import ast
import io
import re
import tokenize
from functools import cache


@cache
def _parted(name: str) -> str:
    """Return the words of a name; the same names come over and over."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)


def prose_of(code: str, *, names: bool = True) -> str:
    """Return a module's comments, docstrings and names, if these are wanted, each on its line.

    Other strings may be what rows, files and programs hold, in the spelling that they hold it in.
    """
    written = code.splitlines()
    lines = [""] * len(written)
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0] - 1] += f" {token.string}"
        elif names and token.type == tokenize.NAME:
            lines[token.start[0] - 1] += f" {_parted(token.string)}"
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                    lines[number] += f" {written[number]}"
    return "\n".join(lines)
