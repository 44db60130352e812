"""A small WebSub hub: takes subscriptions, verifies them, and pushes what it is told to."""

import hmac
import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit


class Hub:
    """`status` answers requests; with `verifies` each is verified before it is answered, granting `lease`."""

    def __init__(self, *, verifies=True, lease="864000", status=202, headers=()):
        self.verifies, self.lease, self.status, self.headers = verifies, lease, status, headers
        self.requests, self.echoes = [], []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                hub.requests.append({name: values[0] for name, values in parse_qs(body).items()})
                if hub.verifies:
                    hub.echoes.append(hub.verify())
                self.send_response(hub.status)
                for name, value in hub.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.address}/hub"

    @property
    def asked(self):
        return self.requests[-1]

    def verify(self, *, challenge="a challenge & <b>more</b>", **changes):
        """Ask at the callback of the last request; returns (status, headers, body)."""
        query = {"hub.mode": self.asked["hub.mode"], "hub.topic": self.asked["hub.topic"], "hub.challenge": challenge}
        query |= {"hub.lease_seconds": self.lease} if self.lease is not None else {}
        query |= {name.replace("_", ".", 1): value for name, value in changes.items()}
        return self.send("GET", "?" + urlencode(query))

    def push(self, body, *, method="sha256", secret=None, **headers):
        """Push `body`, signed with the secret that we were given unless told otherwise; returns the status."""
        key = (secret or self.asked["hub.secret"]).encode()
        signed = {"X-Hub-Signature": f"{method}={hmac.new(key, body, method).hexdigest()}"} if method else {}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", "", body, **{"Content-Type": "application/atom+xml", **signed, **given})[0]

    def send(self, method, suffix, body=None, path=None, **headers):
        parts = urlsplit(self.asked["hub.callback"])
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        connection.request(method, (path or parts.path) + suffix, body=body, headers=headers)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, answer.headers, read

    def close(self):
        self._server.shutdown()
        self._server.server_close()
