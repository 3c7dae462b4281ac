"""What people read of a module: its names, comments and docstrings; knows no rule of spelling."""

import ast
import io
import re
import tokenize


def prose_of(code: str, *, names: bool = True) -> str:
    """Return a module's comments, docstrings and names, if these are wanted, each on its line.

    Other strings may be what rows, files and programs hold, in the spelling that they hold it in.
    """
    lines = [""] * len(code.splitlines())
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0] - 1] += f" {token.string}"
        elif names and token.type == tokenize.NAME:
            parted = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", token.string)
            lines[token.start[0] - 1] += f" {parted}"
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                    lines[number] += f" {code.splitlines()[number]}"
    return "\n".join(lines)
