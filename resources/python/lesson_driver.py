"""Runs the commands and checks of a lesson, told line by line in JSON, and answers in JSON.

The first line brings a nonce. Every answer carries it and goes to an output of its own, so whatever a command prints, it
cannot be taken for an answer. The process is ended from outside when a step takes too long.
"""

import ast
import contextlib
import io
import json
import linecache
import os
import sys
import traceback

LIMIT = 100_000  # characters of output that are kept of one command


class Bounded(io.TextIOBase):
    """Keeps the first LIMIT characters of what is printed and counts the rest."""

    def __init__(self):
        self.parts, self.length, self.lost = [], 0, 0

    def writable(self):
        return True

    def write(self, text):
        kept = text[: max(0, LIMIT - self.length)]
        self.parts.append(kept)
        self.length += len(kept)
        self.lost += len(text) - len(kept)
        return len(text)

    def text(self):
        more = f"\n... and {self.lost} characters more" if self.lost else ""
        return "".join(self.parts) + more


def shown(value):
    try:
        from IPython.lib.pretty import pretty

        return pretty(value)
    except ImportError:
        import pprint

        return pprint.pformat(value)


def brief(value):
    try:
        text = " ".join(repr(value).split())
    except Exception as error:
        text = f"<{type(value).__name__} whose repr failed: {error}>"
    return text if len(text) <= 300 else f"{text[:300]}..."


def complaint(error):
    """The error as a reader needs it: from the lesson's own lines on."""
    inner = error.__traceback__
    while inner is not None and inner.tb_frame.f_code.co_filename != "<lesson>":
        inner = inner.tb_next
    return "".join(traceback.format_exception(type(error), error, inner))


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
            error = complaint(raised)
    return {"ok": error is None, "output": output.text(), "error": error or ""}


def compared(tree, names):
    """The two sides of a plain comparison, so that a failed check can say what was found; None for other expressions."""
    node = tree.body
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return None
    left, right = (
        eval(compile(ast.Expression(side), "<check>", "eval"), names) for side in (node.left, node.comparators[0])
    )
    sides = ast.Expression(ast.Compare(ast.Name("left", ast.Load()), node.ops, [ast.Name("right", ast.Load())]))
    verdict = eval(compile(ast.fix_missing_locations(sides), "<check>", "eval"), {"left": left, "right": right})
    return verdict, f"found {brief(left)}; compared with {brief(right)}"


def check(code, names):
    try:
        with contextlib.redirect_stdout(Bounded()), contextlib.redirect_stderr(Bounded()):
            tree = ast.parse(code.strip(), "<check>", "eval")
            verdict, detail = compared(tree, names) or (None, None)
            if detail is None:
                verdict = eval(compile(tree, "<check>", "eval"), names)
                detail = f"the value is {brief(verdict)}"
            holds = bool(verdict)
    except BaseException as raised:
        return {"ok": False, "output": "", "error": f"{type(raised).__name__}: {raised}"}
    return {"ok": holds, "output": "", "error": "" if holds else detail}


def prepare(names):
    """A session like the terminal's. Without the fleet every command would fail alike: that is said once, and first."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import realcave_session as session

    sys.path.pop(0)
    sys.dont_write_bytecode = False
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
