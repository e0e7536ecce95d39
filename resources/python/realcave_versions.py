"""Moves a session's client on to a new version, unless its user has chosen one.

A CAVEclient keeps to the version that was the newest when it first asked, and to what it then read of all versions, so that an
analysis does not change its ground halfway. Beside a panel that shows a newer one it would look as if it did not answer.
"""

import copy

CHOSEN = "_realcave_chosen"


def note_choices():
    """From now on a version that somebody sets on `client.materialize` can be told from one that it found by itself."""
    from caveclient import materializationengine

    # One class, or one for each version of the service's interface: older clients have several.
    for each in list(vars(materializationengine).values()):
        own = vars(each).get("version") if isinstance(each, type) else None
        if isinstance(own, property) and own.fset is not None:
            each.version = own.setter(choosing(own.fset))


def choosing(choose):
    def chosen(client, version):
        choose(client, version)
        setattr(client, CHOSEN, True)

    return chosen


class VersionNews:
    """Which versions can be asked for, as the panel tells it."""

    def __init__(self):
        self.there, self.fresh = [], False

    def heard(self, there):
        if there != self.there:
            self.there, self.fresh = there, True

    def move_on(self, client):
        """Between two commands. Answers with the line that tells what was done; empty where there is nothing to tell."""
        fresh, self.fresh = self.fresh, False
        if not fresh or not self.there or not type(client).__module__.startswith("caveclient."):
            return ""
        used = getattr(client, "_materialize", None)
        if used is None or client.version is not None or getattr(used, CHOSEN, False):
            return ""
        stood = getattr(used, "_version", None)
        # Another one with the same settings: what was kept of versions and their tables hangs on the one before.
        client._materialize = copy.copy(used)
        client._materialize._version = client._materialize._tables = client._materialize._views = None
        return "" if stood is None else self.line(int(stood))

    def line(self, stood):
        newest = max(self.there)
        if stood == newest:
            return ""
        if stood not in self.there:
            return f"# version {stood} is gone: client.materialize answers from version {newest} now"
        return (
            f"# version {newest} is there: client.materialize answers from it now"
            f" (back: client.materialize.version = {stood})"
        )
