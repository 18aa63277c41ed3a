"""Serve the portal: granian with one blocking thread per worker and a worker per core."""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from ortak.cli import EXIT_STOPPED, Refused

# Without a limit, a worker that is told to stop while it starts would be waited for without end.
WORKERS_KILL_TIMEOUT_S = 3
STOPPING = [signal.SIGINT, signal.SIGTERM] + ([] if os.name == "nt" else [signal.SIGHUP])


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be served on, before anything is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            remedy = f"Choose another: --port {port + 1 if port < 65535 else 8000}"
            raise Refused(f"port {port} on {host} cannot be used: {error.strerror}. {remedy}") from error


def address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Portal(MPServer):
    """A granian server that says when it answers, and remembers what stopped it."""

    def __init__(self, host: str, port: int, workers: int, ready: Callable[[], None]) -> None:
        super().__init__(
            "ortak.portal.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=1,
            workers_kill_timeout=WORKERS_KILL_TIMEOUT_S,
            log_level=LogLevels.warning,
            websockets=False,
        )
        self.ready = ready
        self.stopped_by: int | None = None

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        self.stopped_by = args[0] if args else None
        super().signal_handler_interrupt(*args, **kwargs)

    def signal_handler_reload(self, *args: Any, **kwargs: Any) -> None:
        """A terminal that is closed ends what runs in it."""
        self.signal_handler_interrupt(*args, **kwargs)

    def _spawn_workers(self, *args: Any, **kwargs: Any) -> None:
        with held_back():
            super()._spawn_workers(*args, **kwargs)

    def _respawn_workers(self, *args: Any, **kwargs: Any) -> None:
        with held_back():
            super()._respawn_workers(*args, **kwargs)

    def _stop_workers(self) -> None:
        """Tell the workers to stop and wait for them, then let granian clear up and kill who is left.

        A thread of granian's waits for each worker too. Where that thread takes a worker's end, the worker counts as
        alive until the thread has come to say so; granian allows it a millisecond, and on a busy machine would then
        speak of killing a worker that has ended.
        """
        for worker in self.wrks:
            worker.terminate()
        deadline = time.monotonic() + WORKERS_KILL_TIMEOUT_S
        while any(worker.is_alive() for worker in self.wrks) and time.monotonic() < deadline:
            time.sleep(0.005)
        self.workers_kill_timeout = 0.001  # type: ignore[assignment]  # they have had their time; a join takes fractions
        super()._stop_workers()

    def startup(self, *args: Any, **kwargs: Any) -> None:
        under_nohup = os.name != "nt" and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        super().startup(*args, **kwargs)
        if under_nohup:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        threading.Thread(target=self._say_when_ready, daemon=True).start()

    def _say_when_ready(self) -> None:
        while not self.main_loop_interrupt.is_set():
            if _answers(self.bind_addr, self.bind_port):
                return self.ready()
            time.sleep(0.02)


@contextmanager
def held_back() -> Iterator[None]:
    """Signals to stop wait meanwhile, also in a process that is forked in between, until that is ready for them."""
    if os.name == "nt":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def application_in_worker() -> Any:
    """The application, in a process that has just been forked to serve it.

    A group of its own keeps a Ctrl-C at the terminal from reaching it: the server tells it to stop, and told twice it
    would not end. Told before it serves, it ends at once.
    """
    if os.name != "nt":
        os.setpgrp()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    from ortak.portal.wsgi import application

    return application


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=30)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def serve(host: str, port: int, workers: int | None, ready: Callable[[], None]) -> int:
    """Serve until a signal comes; answers with the exit code. `ready` is called when the first page can be had."""
    from django.db import connections
    from django.urls import get_resolver

    import ortak.portal.wsgi  # noqa: F401  # loaded once, before the workers are forked

    get_resolver().url_patterns  # noqa: B018  # so is every page
    connections.close_all()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    check_port(host, port)
    portal = Portal(host, port, workers or os.cpu_count() or 1, ready)
    try:
        portal.serve(target_loader=application_in_worker, wrap_loader=False)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 1
    return EXIT_STOPPED if portal.stopped_by == signal.SIGINT else 0
