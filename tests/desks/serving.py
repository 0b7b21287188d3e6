"""Serves a WSGI application on a free port of this machine, and says where."""

from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_): ...


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def serve_forever(make_application):
    """Serve what `make_application` returns for the address, which is printed once it answers."""
    with make_server("127.0.0.1", 0, None, server_class=Server, handler_class=QuietHandler) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        server.set_app(make_application(address))
        print(address, flush=True)
        server.serve_forever()
