"""What a Python session of the panel starts with: the terminal's and a lesson's are the same."""

import datetime
import os
import platform
import urllib.error
import urllib.request

DATASTACK = "fake_datastack"
# Long enough for a busy machine, short enough to say "not running" before anyone wonders.
PROBE_SECONDS = 5

_no_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def address_now():
    return os.environ["REALCAVE_ADDRESS"]


def why_unreachable(address):
    """None when CAVE answers at the address, else the reason in words."""
    try:
        with _no_proxy.open(f"{address}/info/version", timeout=PROBE_SECONDS):
            return None
    except urllib.error.HTTPError as error:
        return f"{address} answers with status {error.code}"
    except OSError as error:
        return f"{address} does not answer: {getattr(error, 'reason', error)}"


def keep_server_map_away():
    """CAVEclient notes each server in the user's ~/.cloudvolume, for their real work with CAVE: a practice address must not
    get in there, however the client is made."""
    from caveclient import datastack_lookup

    write = datastack_lookup.write_map

    def write_elsewhere_only(data, filename=None):
        return False if filename is None else write(data, filename)

    datastack_lookup.write_map = write_elsewhere_only


def make_client(address):
    from caveclient import CAVEclient

    return CAVEclient(DATASTACK, server_address=address, auth_token="dummy", write_server_cache=False)


def show_wide_tables():
    import pandas

    pandas.set_option("display.width", None)
    pandas.set_option("display.max_columns", None)
    pandas.set_option("display.max_colwidth", 80)


def first_names():
    """The names that a session starts with, but for `client`."""
    import pandas
    from caveclient import CAVEclient

    return {"CAVEclient": CAVEclient, "datetime": datetime, "pd": pandas}


def versions():
    from importlib.metadata import version

    return f"Python {platform.python_version()} · caveclient {version('caveclient')}"
