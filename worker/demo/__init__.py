"""The sample news world: three invented outlets, their feeds and pages, served on loopback.

It ships with the package so that the first story can be seen without the network. The outlets are
made to show what Slugline finds: one page with two stories, one event told by two outlets, a wire
story carried twice word for word, a follow-up with another toll, a round-up, a feature.
"""

from worker.demo.server import Demo, serve

__all__ = ["Demo", "serve"]
