"""The Celery app: `celery -A worker worker` and `celery -A worker beat` work as everyone expects.

Opens no connection. Every setting that is not Celery's default has its reason beside it.
"""

from typing import Any

from celery import Celery
from celery.signals import worker_process_shutdown, worker_shutdown
from kombu.entity import Exchange, Queue

from worker.health.celery_heartbeat import HeartbeatStep
from worker.lifecycle import close_toolbox
from worker.logs import connect_celery_logging
from worker.pipeline import QUEUES
from worker.reconnect import ReconnectStep
from worker.schedule import beat_schedule, bind_tasks
from worker.settings import Settings, load_settings
from worker.toolbox.redis_client import celery_broker_url

FIXED: dict[str, Any] = {
    # State lives in the database; result keys would only grow.
    "result_backend": None,
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_queues": [Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
    "task_default_queue": "clock",
    "task_create_missing_queues": False,
    # Acknowledged when done; whether it is tried again is the row's business, not the broker's.
    "task_acks_late": True,
    # True would hand a message that kills its worker out again without end.
    "task_reject_on_worker_lost": False,
    # Prefetched messages age against the visibility timeout; the price of 1 is within the noise.
    "worker_prefetch_multiplier": 1,
    # Celery 5.7 dies when Redis goes away under an unacknowledged message while this is on
    # (18 of 19 runs; 0 of 8 with it off); its reply keys grow, too.
    "worker_enable_remote_control": False,
    # 40 to 63 % more CPU a task; the task log tells the same.
    "worker_send_task_events": False,
    "worker_hijack_root_logger": False,
    "worker_redirect_stdouts": False,
    "broker_connection_retry_on_startup": True,
    # The default gives up after 100 tries: about a quarter of an hour without Redis.
    "broker_connection_max_retries": None,
    "broker_connection_timeout": 2,
    # A publish that "failed" may have been delivered; the sweeper rings again anyway.
    "task_publish_retry": False,
    "worker_max_tasks_per_child": 1000,
    "worker_max_memory_per_child": 400_000,
    # Lease and token make a second run harmless, so work under way may finish.
    "worker_cancel_long_running_tasks_on_connection_loss": False,
    "worker_proc_alive_timeout": 30,
    # Due times live in the database: beat keeps no state that a kill could damage.
    "beat_scheduler": "worker.schedule:CappedScheduler",
    "timezone": "UTC",
    "enable_utc": True,
}


def build(settings: Settings) -> Celery:
    """Return the app for `settings`, its tasks bound from the pipeline table."""
    app = Celery("slugline", set_as_current=True)
    app.conf.update(
        FIXED,
        broker_url=celery_broker_url(settings),
        broker_transport_options=_transport(settings),
        visibility_timeout=settings.visibility_timeout_s,
        # Only the prefork pool knows time limits; a fetch has its own deadline.
        task_time_limit=settings.time_limit_s,
        task_soft_time_limit=settings.time_limit_s * 0.8,
        beat_schedule=beat_schedule(settings),
        beat_max_loop_interval=settings.tick_s,
    )
    bind_tasks(app, settings)
    app.steps["worker"].add(HeartbeatStep)
    app.steps["consumer"].add(ReconnectStep)
    connect_celery_logging(settings)
    return app


def _transport(settings: Settings) -> dict[str, Any]:
    return {
        "visibility_timeout": settings.visibility_timeout_s,
        # Redelivery comes up to 100 s after the timeout by default.
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        # A sweep that is killed holds the lock for 300 s by default.
        "unacked_mutex_expire": 30,
        # Half-open links: the defaults wait for ever.
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 5,
        "max_connections": 64,
        "queue_order_strategy": "round_robin",
        # One list a queue, so that its depth is one LLEN.
        "priority_steps": [0],
        "global_keyprefix": f"{settings.namespace}:",
    }


@worker_process_shutdown.connect
@worker_shutdown.connect
def _close(**_: object) -> None:
    close_toolbox()


app = build(load_settings())
