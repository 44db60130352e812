"""What travels between stages and what is kept: facts, blocks, segments, records, outcomes.

This package imports nothing of the project and no machinery: no Celery, no Redis, no engine, no socket.
"""
