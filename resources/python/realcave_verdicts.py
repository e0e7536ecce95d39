"""Tells the panel what became of each cell, and takes its orders, through the terminal itself.

Reports are escape sequences that carry a nonce, orders are pastes that begin with a key. Both are this session's own and were
taken out of the environment before anything else ran, so what a command prints is no report, and what is pasted no order.
The terminal never shows either: the panel takes reports out of what it shows.
"""

import ast
import base64
import json
import os
import sys
import time
import traceback
import types

import realcave_checks
import realcave_session
import realcave_versions

VARIABLE = "REALCAVE_VERDICTS"
# Enough to see what went wrong; the whole of it stands in the terminal.
ERROR_LENGTH = 4_000
NAME = "realcave_verdicts_extension"


def take_secrets():
    """Nonce and key of this session; None where nobody listens."""
    given = os.environ.pop(VARIABLE, "")
    nonce, _, key = given.partition(".")
    return (nonce, key) if nonce and key else None


def why_not_plain(code):
    """Empty for plain Python. What only IPython takes (%time, !ls) would fail in the same lesson without a window."""
    try:
        ast.parse(code, "<lesson>")
    except SyntaxError as error:
        return f"{type(error).__name__}: {error}"
    return ""


class Verdicts:
    def __init__(self, shell, nonce, key):
        self.shell, self.nonce, self.key = shell, nonce, key
        # Of our own: a command may close or replace the output.
        self.out = os.dup(1)
        self.asked = None
        self.refused = ""
        self.started = 0.0
        self.idle_told = False
        self.keyboard = None
        self.versions = realcave_versions.VersionNews()

    def report(self, **what):
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass  # a command's own stand-in for the output, that takes no more
        text = base64.b64encode(json.dumps(what).encode()).decode()
        rest = f"\x1b]7717;{self.nonce};{text}\x07".encode()
        while rest:
            rest = rest[os.write(self.out, rest) :]

    def before_cell(self, info):
        self.started = time.monotonic()
        self.report(kind="busy")
        if self.asked is not None:
            # As in a lesson without a window: nothing is asked of the keyboard.
            self.keyboard, sys.stdin = sys.stdin, open(os.devnull, encoding="utf-8")
        else:
            # Nothing is being typed and nothing runs. Not in a lesson: without a window nobody would move its client.
            moved = self.versions.move_on(self.shell.user_ns.get("client"))
            if moved:
                print(moved)

    def after_cell(self, result):
        asked, self.asked = self.asked, None
        if self.keyboard is not None:
            sys.stdin.close()
            sys.stdin, self.keyboard = self.keyboard, None
        error = result.error_before_exec or result.error_in_exec
        text = self.refused if error is None else self.told(error)
        self.refused = ""
        self.report(
            kind="cell",
            id=asked,
            ok=text == "",
            error=text,
            elapsed=round((time.monotonic() - self.started) * 1000),
        )
        self.idle_told = False

    def told(self, error):
        """In the words of a lesson without a window: each cell is the lesson's own text."""
        own = "<ipython-input-"
        text = realcave_checks.complaint(error, lambda name: name.startswith(own))
        lines = []
        for line in text.splitlines():
            at = line.find(f'File "{own}')
            end = line.find('", line', at)
            lines.append(line if at < 0 or end < 0 else f'{line[:at]}File "<lesson>{line[end:]}')
        return "\n".join(lines)[-ERROR_LENGTH:]

    def at_prompt(self, _application):
        if not self.idle_told:
            self.idle_told = True
            self.report(kind="idle")

    def pasted(self, event):
        if event.data.startswith(f"{self.key}:"):
            self.obey(json.loads(base64.b64decode(event.data[len(self.key) + 1 :])), event.current_buffer)
        else:
            event.current_buffer.insert_text(event.data.replace("\r\n", "\n").replace("\r", "\n"))

    def obey(self, order, buffer):
        kind, number, code = order["kind"], order["id"], order["code"]
        if kind == "clear":
            buffer.reset()
            self.done(number)
        elif kind == "versions":
            self.versions.heard(json.loads(code))
            self.done(number)
        elif kind == "execute":
            from prompt_toolkit.document import Document

            # Exactly the lesson's text, whatever keys were pressed meanwhile.
            buffer.document = Document(code)
            self.asked, self.refused = number, why_not_plain(code)
            buffer.validate_and_handle()
        else:
            started = time.monotonic()
            verdict = self.check(code) if kind == "check" else self.prepare(code == "anew")
            elapsed = round((time.monotonic() - started) * 1000)
            self.done(number, ok=verdict["ok"], error=verdict["error"][-ERROR_LENGTH:], elapsed=elapsed)

    def done(self, number, ok=True, error="", elapsed=0):
        self.report(kind="done", id=number, ok=ok, error=error, elapsed=elapsed)

    def check(self, code):
        return realcave_checks.check(code, self.shell.user_ns)

    def prepare(self, anew):
        """`anew`: the names that a session starts with are as at its start, whatever was made of them since."""
        address = realcave_session.address_now()
        why = realcave_session.why_unreachable(address)
        names = self.shell.user_ns
        if why is None and (anew or "client" not in names):
            try:
                client = realcave_session.make_client(address)
                if anew:
                    names.update(realcave_session.first_names())
                    # Once somebody has set it, it would show the last value no more.
                    for shown in ("_", "__", "___"):
                        names.pop(shown, None)
                names["client"] = client
            except Exception as error:
                why = "".join(traceback.format_exception_only(type(error), error)).strip()
        return {"ok": why is None, "error": why or ""}


def attach(shell, secrets):
    from prompt_toolkit.keys import Keys

    verdicts = Verdicts(shell, *secrets)
    shell.events.register("pre_run_cell", verdicts.before_cell)
    shell.events.register("post_run_cell", verdicts.after_cell)
    # The last binding of a key wins.
    shell.pt_app.key_bindings.add(Keys.BracketedPaste)(verdicts.pasted)
    shell.pt_app.app.after_render += verdicts.at_prompt


def extension(secrets):
    """An IPython extension, loaded when the shell is there and has run nothing yet."""
    module = types.ModuleType(NAME)
    module.load_ipython_extension = lambda shell: attach(shell, secrets)
    sys.modules[NAME] = module
    return NAME
