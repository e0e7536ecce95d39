"""How a lesson's check is judged and its error told: the same without a window and in the terminal."""

import ast
import contextlib
import io
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


def brief(value):
    try:
        text = " ".join(repr(value).split())
    except Exception as error:
        text = f"<{type(value).__name__} whose repr failed: {error}>"
    return text if len(text) <= 300 else f"{text[:300]}..."


def complaint(error, is_own):
    """The error as a reader needs it: from the lesson's own lines on, which are in files that `is_own`."""
    inner = error.__traceback__
    while inner is not None and not is_own(inner.tb_frame.f_code.co_filename):
        inner = inner.tb_next
    return "".join(traceback.format_exception(type(error), error, inner))


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
