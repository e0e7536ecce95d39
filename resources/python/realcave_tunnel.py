"""The first program of the terminal's container: whoever connects to the fleet's address in it is carried to the panel.

The container has no network but its own loopback. What connects to 127.0.0.1:PORT there goes as frames through this program's
outputs to the panel, which connects to the same address of its own machine: on every kind of engine, and with the same Host. When the
panel goes, the input ends, this program with it, and the container with this program.
"""

import asyncio
import json
import os
import signal
import socket
import struct
import sys

HEADER = struct.Struct("!IBI")  # connection, kind, length
READY, FILES, OPEN, DATA, END, CLOSE, TAKEN = range(7)
# Bytes of one connection that may be under way in one direction: a slow reader holds up its own connection only.
WINDOW = 262_144
PIECE = 32_768


class Connection:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.room, self.freed = WINDOW, asyncio.Event()
        self.arrived = asyncio.Queue()


class Tunnel:
    def __init__(self, panel):
        self.panel, self.turn = panel, asyncio.Lock()
        self.connections, self.last = {}, 0

    async def send(self, number, kind, content=b""):
        async with self.turn:
            self.panel.write(HEADER.pack(number, kind, len(content)) + content)
            await self.panel.drain()

    async def carry(self, reader, writer):
        self.last += 1
        number, connection = self.last, Connection(reader, writer)
        self.connections[number] = connection
        await self.send(number, OPEN)
        tasks = [asyncio.ensure_future(each) for each in (self.outward(number, connection), self.inward(number, connection))]
        try:
            await asyncio.gather(*tasks)
        except ConnectionError:
            await self.send(number, CLOSE)
        finally:
            for task in tasks:
                task.cancel()
            del self.connections[number]
            writer.close()

    async def outward(self, number, connection):
        while content := await connection.reader.read(PIECE):
            while connection.room < len(content):
                connection.freed.clear()
                await connection.freed.wait()
            connection.room -= len(content)
            await self.send(number, DATA, content)
        await self.send(number, END)

    async def inward(self, number, connection):
        while True:
            kind, content = await connection.arrived.get()
            if kind == CLOSE:
                raise ConnectionResetError
            if kind == END:
                connection.writer.write_eof()
                return
            connection.writer.write(content)
            await connection.writer.drain()
            await self.send(number, TAKEN, struct.pack("!I", len(content)))

    def arrive(self, number, kind, content):
        connection = self.connections.get(number)
        if connection is None:
            return
        if kind == TAKEN:
            connection.room += struct.unpack("!I", content)[0]
            connection.freed.set()
        else:
            if kind == CLOSE:
                # A break, as the fleet's own would be: an end would pass for an answer without a word.
                raw = connection.writer.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.writer.transport.abort()
                connection.room = sys.maxsize  # nothing waits any more: what is read is thrown away
                connection.freed.set()
            connection.arrived.put_nowait((kind, content))


def lay_out(root, files):
    """What is to run in here: the root of the container is read-only, and nothing of the machine is in it."""
    for folder in ("realcave", "home"):
        os.makedirs(os.path.join(root, folder))
    for name, text in files.items():
        with open(os.path.join(root, "realcave", name), "w", encoding="utf-8") as file:
            file.write(text)


async def main(port, root):
    loop = asyncio.get_running_loop()
    panel_in = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(panel_in), sys.stdin.buffer)
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, sys.stdout.buffer)
    tunnel = Tunnel(asyncio.StreamWriter(transport, protocol, None, loop))
    while True:
        try:
            number, kind, length = HEADER.unpack(await panel_in.readexactly(HEADER.size))
            content = await panel_in.readexactly(length)
        except asyncio.IncompleteReadError:
            return  # the panel has gone
        if kind == FILES:
            lay_out(root, json.loads(content))
            server = await asyncio.start_server(tunnel.carry, "127.0.0.1", port)
            await tunnel.send(0, READY)
        else:
            tunnel.arrive(number, kind, content)


# The first program of a container inherits what others leave behind: the system clears it away.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
