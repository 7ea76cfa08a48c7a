"""
A door of ClickHouse's HTTP interface before chdb, which is ClickHouse's own engine as a library: what is asked here is
answered by the real thing. It knows queries, inserts and parameters; settings, users and databases of a URL are left out.
Prints its port, and ends with its standard input.
"""
import os
import re
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from chdb import session

engine = session.Session(tempfile.mkdtemp(prefix="casino-clickhouse-", dir=sys.argv[1]))
lock = threading.Lock()


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def answer(sql, parameters):
    with lock:
        for name, value in parameters.items():
            engine.query(f"SET {name} = {quoted(value)}")
        return engine.query(sql, "TabSeparated").bytes()


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, status, body, headers=()):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chunks = []
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
            if size == 0:
                return b"".join(chunks)

    def do_GET(self):
        self.reply(200, b"Ok.\n")

    def do_POST(self):
        asked = {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}
        sql = asked.get("query", "") + "\n" + self.body().decode()
        parameters = {name: value for name, value in asked.items() if name.startswith("param_")}
        try:
            self.reply(200, answer(sql.strip(), parameters))
        except Exception as error:
            code = re.search(r"Code: (\d+)", str(error))
            headers = [("X-ClickHouse-Exception-Code", code.group(1))] if code else []
            self.reply(500, str(error).encode(), headers)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
