"""The one door to the network: guarded, metered, classified."""

from worker.toolbox.web.fetcher import Kind, Web
from worker.toolbox.web.guard import AddressClass, classify, parse_rules
from worker.toolbox.web.resolve import Endpoint, Resolve, system_resolver
from worker.toolbox.web.robots import Robots
from worker.toolbox.web.target import Explanation, explain

__all__ = [
    "AddressClass",
    "Endpoint",
    "Explanation",
    "Kind",
    "Resolve",
    "Robots",
    "Web",
    "classify",
    "explain",
    "parse_rules",
    "system_resolver",
]
