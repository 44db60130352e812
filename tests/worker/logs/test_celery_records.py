import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

APP = """
import os, sys, warnings
from celery import Celery
from worker.logs import connect_celery_logging, get_logger
from worker.settings import load_settings
from worker.health import HeartbeatStep
from worker.toolbox.redis_client import celery_broker_url

settings = load_settings()
app = Celery("t", broker=celery_broker_url(settings))
app.conf.update(worker_enable_remote_control=False, worker_hijack_root_logger=False, worker_redirect_stdouts=False,
    task_ignore_result=True, broker_connection_retry_on_startup=True)
connect_celery_logging(settings)
app.steps["worker"].add(HeartbeatStep)

@app.task(name="tasks.fail")
def fail():
    get_logger().info("task.ran")
    raise ValueError("https://u:s3cr3t@host/")
"""


def test_a_worker_logs_lines_only_named_after_its_node(server, settings, tmp_path):
    (tmp_path / "app_for_logs.py").write_text(APP)
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONPATH": f"{tmp_path}:{sys.path[0]}:.",
        "SLUGLINE_DATA_DIR": str(tmp_path / "data"),
        "SLUGLINE_REDIS_URL": server.url,
    }
    options = ["-P", "prefork", "-c", "1", "-n", "fetch@here", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "-q", "-A", "app_for_logs", "worker", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as worker, ExitStack() as stack:
        stack.callback(worker.kill)
        _await_heartbeat(server, tmp_path / "data" / "health")
        subprocess.run(
            [sys.executable, "-c", "from app_for_logs import fail; fail.delay()"], env=environment, check=True
        )
        server.await_truth(lambda: server.client.xlen("slugline:logs") and "ValueError" in _all(server))
        children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text()
        os.kill(int(children.split()[0]), signal.SIGKILL)
        server.await_truth(lambda: "exited with" in _all(server))
        worker.terminate()
        output, errors = worker.communicate(timeout=60)
    lines = [json.loads(line) for line in errors.splitlines()]
    assert not output
    assert {line["process"] for line in lines} == {"fetch"}
    assert any(line.get("message") == "worker: Warm shutdown (MainProcess)" for line in lines)
    (ran,) = [line for line in lines if line["event"] == "task.ran"]
    assert ran["pid"] != worker.pid
    (failed,) = [line for line in lines if "error" in line]
    assert failed["error"]["message"] == "https://***@host/"
    assert not list((tmp_path / "data" / "health").iterdir())
    assert server.client.xlen("slugline:logs") == len(lines)


def _await_heartbeat(server, directory):
    server.await_truth(lambda: directory.is_dir() and any(directory.iterdir()))


def _all(server):
    return str(server.client.xrange("slugline:logs"))
