"""Runs every command of the cheat-sheet once, in its order, with the official caveclient; the first that fails ends it.

Arguments: the address of a fleet right after its start, and the commands as JSON, a list of [id, code]. Prints what the last
expression of each gave, by id.
"""

import ast
import json
import sys

ADDRESS, COMMANDS = sys.argv[1], json.loads(sys.argv[2])

names = {}
given = {}
for name, code in COMMANDS:
    tree = ast.parse(code.replace("{address}", ADDRESS))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    value = None if last is None else eval(compile(ast.Expression(last.value), name, "eval"), names)
    given[name] = str(value)
print(json.dumps(given))
