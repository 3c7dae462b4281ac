"""A stand-in for Slack that answers every call at once and remembers nothing.

python -m tests.benchmarks.instant_slack PORT

Whatever the worker would post is refused with a 429, so that it rests and only requests are measured.
"""

import asyncio
import json
import sys

RESTS = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3600\r\nContent-Length: 36\r\n\r\n"
RATE_LIMITED = b'{"ok": false, "error":"ratelimited"}'
IN_A_REQUEST = ("auth.test", "views.", "response")
"""What a request may ask of Slack; everything else is asked by the worker."""
ANSWER = json.dumps(
    {
        "ok": True,
        "team_id": "T0LOCAL",
        "team": "Acme",
        "user_id": "U0BOT",
        "bot_id": "B0BOT",
        "url": "http://acme.invalid/",
        "view": {"id": "V1", "hash": "1.1"},
    }
).encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(ANSWER)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one call after another, until either side wants the connection closed."""
    try:
        while "connection: close" not in await answer_one(reader, writer):
            pass
    except (asyncio.IncompleteReadError, ConnectionError):
        pass  # anyone who hung up wants no answer
    finally:
        writer.close()


async def answer_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
    """Read one call, answer it, and return its head."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length:")[2].split("\r\n")[0].strip()
    await reader.readexactly(int(length or 0))
    method = head.split()[1].rpartition("/")[2]
    writer.write(OK + ANSWER if method.startswith(IN_A_REQUEST) or "readyz" in method else RESTS + RATE_LIMITED)
    await writer.drain()
    return head


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    server = await asyncio.start_server(answer, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
