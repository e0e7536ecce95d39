"""Starts the terminal's IPython: `client`, `datetime` and `pd` are ready, and nothing is kept after the session."""

import contextlib
import os
import sys

sys.dont_write_bytecode = True  # the product's folder may be read-only
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import realcave_session as session  # noqa: E402
import realcave_verdicts as verdicts  # noqa: E402
import realcave_versions as versions  # noqa: E402

sys.path.pop(0)
sys.dont_write_bytecode = False


def prepare(names):
    def connect(address=None):
        """Connects `client` to the fleet: after the fleet was started, or started anew."""
        where = (address or session.address_now()).rstrip("/")
        why = session.why_unreachable(where)
        if why is None:
            try:
                names["client"] = session.make_client(where)
                print(f"{session.versions()} · client is ready ({where})")
                return
            except Exception as error:  # whatever the server did, the session goes on and says it
                why = f"{type(error).__name__}: {error}"
        print(f"{session.versions()} · no client yet: {why}")
        print("Start the fleet in the panel, then type connect()")

    names.update(session.first_names(), connect=connect)
    return connect


def main():
    secrets = verdicts.take_secrets()
    on_stage = os.environ.pop("REALCAVE_STAGE", None) is not None
    from IPython import start_ipython
    from IPython.terminal.interactiveshell import TerminalInteractiveShell
    from traitlets.config import Config

    session.keep_server_map_away()
    session.show_wide_tables()
    versions.note_choices()
    names = {}
    prepare(names)()
    config = Config()
    config.TerminalIPythonApp.display_banner = False
    config.TerminalInteractiveShell.confirm_exit = False
    config.TerminalInteractiveShell.term_title = False
    if on_stage:  # an audience needs no traceback, and the places of this machine's files are none of its business
        config.InteractiveShell.xmode = "Minimal"
    # Commands are typed for the reader, line by line: they must arrive as they are written.
    config.TerminalInteractiveShell.autoindent = False
    config.TerminalInteractiveShell.autosuggestions_provider = None
    if hasattr(TerminalInteractiveShell, "enable_tip"):  # from IPython 9 on
        config.TerminalInteractiveShell.enable_tip = False
    config.HistoryManager.enabled = False
    if hasattr(TerminalInteractiveShell, "_tee"):  # from IPython 9 on
        # It keeps a copy of all that a cell prints: memory without an end, and up to 9.4 time that grows with the square.
        TerminalInteractiveShell._tee = lambda _shell, channel: contextlib.nullcontext()
    config.TerminalIPythonApp.extra_extensions = [verdicts.extension(secrets)] if secrets else []
    start_ipython(argv=[], config=config, user_ns=names)


main()
