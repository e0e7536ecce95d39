"""Runs the commands and checks of a lesson, told line by line in JSON, and answers in JSON.

The first line brings a nonce. Every answer carries it and goes to an output of its own, so whatever a command prints, it
cannot be taken for an answer. The process is ended from outside when a step takes too long.
"""

import ast
import contextlib
import json
import linecache
import os
import sys

sys.dont_write_bytecode = True  # the product's folder may be read-only
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import realcave_session as session  # noqa: E402
from realcave_checks import Bounded, check, complaint  # noqa: E402

sys.path.pop(0)
sys.dont_write_bytecode = False


def shown(value):
    try:
        from IPython.lib.pretty import pretty

        return pretty(value)
    except ImportError:
        import pprint

        return pprint.pformat(value)


def run(code, names):
    """As a Python session does: runs all, and shows the value of a last line that is an expression."""
    # So that an error shows the line that raised it.
    linecache.cache["<lesson>"] = (len(code), None, code.splitlines(True), "<lesson>")
    tree = ast.parse(code, "<lesson>")
    quiet = code.rstrip().endswith(";")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<lesson>", "exec"), names)
    if last is not None:
        value = eval(compile(ast.Expression(last.value), "<lesson>", "eval"), names)
        if value is not None:
            names["_"] = value
            if not quiet:
                print(shown(value))


def execute(code, names):
    output = Bounded()
    error = None
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            run(code, names)
        except BaseException as raised:  # SystemExit too: a command must not end the lesson without a word
            error = complaint(raised, "<lesson>".__eq__)
    return {"ok": error is None, "output": output.text(), "error": error or ""}


def prepare(names):
    """A session like the terminal's. Without the fleet every command would fail alike: that is said once, and first."""
    address = session.address_now()
    why = session.why_unreachable(address)
    if why is not None:
        return {"ok": False, "output": "", "error": why}
    try:
        session.keep_server_map_away()
        session.show_wide_tables()
        names.update(session.first_names(), client=session.make_client(address))
    except Exception as raised:
        return {"ok": False, "output": "", "error": f"{type(raised).__name__}: {raised}"}
    return {"ok": True, "output": session.versions(), "error": ""}


def main():
    # Protocol on descriptors of our own; what programs started by a command print goes to the error output.
    orders = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdin = open(os.devnull, encoding="utf-8")
    names = {"__name__": "__main__", "__builtins__": __builtins__}
    nonce = json.loads(orders.readline())["nonce"]
    actions = {
        "prepare": lambda code: prepare(names),
        "execute": lambda code: execute(code, names),
        "check": lambda code: check(code, names),
    }
    for line in orders:
        order = json.loads(line)
        answer = actions[order["kind"]](order["code"])
        answers.write(json.dumps({"nonce": nonce, "id": order["id"], **answer}) + "\n")
        answers.flush()


main()
